"""What is planned at a terminal or by a script: shown, agreed to, carried out, and told."""

from __future__ import annotations

import getpass
import os
import sys

import click

from hotmart.accounts.account import Account
from hotmart.actions.guard.approving import Done, approve
from hotmart.actions.guard.book import Book
from hotmart.actions.guard.commands import finding, to_approve
from hotmart.actions.guard.errors import ConfirmationNeededError
from hotmart.actions.guard.place import book_file
from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.repeating import check_not_repeated
from hotmart.actions.guard.rules import check
from hotmart.cli.answer import DONE, UNCONFIRMED, StoppedError, exit_code, tell
from hotmart.cli.how import How
from hotmart.cli.rows import write
from hotmart.client import Hotmart
from hotmart.document import Problem
from hotmart.figures import counted
from hotmart.language import Text, say
from hotmart.secrecy import visible

_NOES = ("", "n", "no", "nope", "nao", "não")
"""What is a no at the question, as nothing typed is. What is neither that nor the word is asked again."""
_TRIES = 3


def guarded(plan: Plan, account: Account, client: Hotmart, how: How) -> int:
    """Show a plan, and carry it out once somebody has said yes."""
    check(plan, account.config.writes, how.max_changes)
    if how.dry_run:
        show_plan(plan, how)
        return DONE
    book = Book(book_file())
    book.add(plan, me())
    return agreed(plan, book, account, client, how)


def agreed(plan: Plan, book: Book, account: Account, client: Hotmart, how: How) -> int:
    """Carry a kept plan out if a person says yes, and withdraw it if they say no.

    Raises ConfirmationNeededError where nobody can be asked, StoppedError for Ctrl-C at the question, and
    PlanError where the same was asked for before and nobody knows whether it was done.
    """
    who, found_by = me(), finding(account)
    check_not_repeated(plan, book, found_by)
    if not how.yes:
        said = confirmed(plan, book, how)
        if said is None:
            raise ConfirmationNeededError(plan, to_approve(plan, account, how.max_changes))
        if not said:
            book.decline(plan, who)
            click.echo(say("You said no; nothing was sent.", "Você disse não; nada foi enviado."))
            return UNCONFIRMED
    rules = account.config.writes
    return show_done(approve(plan.id, client, book, rules, who, how.max_changes, found_by), how)


def confirmed(plan: Plan, book: Book, how: How) -> bool | None:
    """Whether a person at a terminal has read the plan and typed its word; None where there is nobody.

    Whoever leaves the question, by Ctrl-C or the end of input, has not agreed: the plan is withdrawn, so
    that nobody carries it out behind their back.
    """
    if how.form == "json":
        return None
    _draw(plan, err=True)
    if not at_a_keyboard():
        return None
    try:
        return _asked(plan.word)
    except KeyboardInterrupt:
        book.decline(plan, me())
        click.echo(err=True)
        raise StoppedError(
            Text(
                "Nothing was sent, and the plan is withdrawn.",
                "Nada foi enviado, e o plano foi retirado.",
            )
        ) from None


def at_a_keyboard() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def typed_line() -> str:
    """What is typed, with its end; nothing at all at the end of input, which Click tells not from Ctrl-C."""
    return sys.stdin.readline()


def _asked(word: str) -> bool:
    for _ in range(_TRIES):
        question = say(f"Type {word} to do it, or no", f"Digite {word} para fazer, ou não")
        click.echo(f"{visible(question)}: ", nl=False, err=True)
        line = typed_line()
        if not line:
            click.echo(err=True)
        typed = line.strip()
        if typed == word:
            return True
        if typed.lower() in _NOES:
            return False
        click.echo(say("That is not it.", "Não é isso."), err=True)
    return False


def me() -> str:
    """Who runs this, for the audit: by the system's word, and not by that of the environment."""
    try:
        import pwd  # noqa: PLC0415  # not on Windows

        return f"{pwd.getpwuid(os.getuid()).pw_name} (cli)"
    except (ImportError, KeyError):
        pass
    try:
        return f"{getpass.getuser()} (cli)"
    except (OSError, KeyError):
        return "cli"


def _draw(plan: Plan, *, err: bool) -> None:
    """A plan as a person reads it."""
    for line in told_lines(plan):
        click.echo(visible(line), err=err)
    for warning in plan.warnings:
        click.secho(f"! {visible(str(warning))}", fg="yellow", err=err)
    click.echo(visible(f"→ {plan.request.method} {plan.request.path} ({plan.connection})"), err=err)


def told_lines(plan: Plan) -> list[str]:
    """What a plan is about, what it sends, and what comes of it, in words."""
    lines = [str(plan.does), *(f"  {line}" for line in plan.seen)]
    if plan.values:
        lines.append(say("What is sent:", "O que é enviado:"))
        lines += [f"  {value.line}" for value in plan.values]
    if plan.moves is not None:
        lines.append(str(plan.moves))
    if plan.records > 1:
        lines.append(
            say(
                f"Changes {counted(plan.records, 'record', 'records')}.",
                f"Altera {counted(plan.records, 'registro', 'registros')}.",
            )
        )
    return lines + [str(one) for one in (plan.mails, plan.final) if one is not None]


def show_plan(plan: Plan, how: How) -> None:
    """A plan that is not carried out, and not kept."""
    if how.form == "json":
        meta = {"operation": plan.action, "connection": plan.connection, "sent": False}
        tell([plan.as_dict(kept=False)], meta, plan.warnings)
        return
    _draw(plan, err=False)
    click.secho(say("Nothing was sent.", "Nada foi enviado."), dim=True)


def show_done(done: Done, how: How) -> int:
    """What came of a plan, and the exit code that says so."""
    plan, came = done.plan, done.happened
    problem = Problem("incomplete", came.said, _LEFT, {"left": dict(came.left)}) if came.left else None
    if how.form == "json":
        meta = {
            "operation": plan.action,
            "connection": plan.connection,
            "sent": True,
            "complete": problem is None,
        }
        data = {"action": plan.action, "plan": plan.id, "happened": str(came.said), "output": done.output}
        tell(data, meta, done.warnings, problem)
        return exit_code(problem)
    click.secho(visible(str(came.said)), fg="yellow" if problem else "green")
    for warning in done.warnings:
        click.secho(f"! {visible(str(warning))}", fg="yellow", err=True)
    if done.output:
        write(done.output)
    return exit_code(problem)


_LEFT = Text(
    "Look at those that were left before trying again.",
    "Veja as que ficaram como estavam antes de tentar de novo.",
)
