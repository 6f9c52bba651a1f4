"""What is planned at a terminal or by a script: shown, agreed to, carried out, and told."""

from __future__ import annotations

import sys

import click

from hotmart.accounts.account import Account
from hotmart.actions.guard.approvals import Approvals, says_yes
from hotmart.actions.guard.approving import Done
from hotmart.actions.guard.commands import to_approve
from hotmart.actions.guard.errors import ConfirmationNeededError
from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.plan_lines import plan_lines
from hotmart.actions.guard.who import who
from hotmart.cli.answer import DONE, UNCONFIRMED, StoppedError, exit_code, tell
from hotmart.cli.how import How
from hotmart.cli.rows import write
from hotmart.client import Hotmart
from hotmart.language import Text, say
from hotmart.secrecy import visible

_NOES = ("", "n", "no", "nope", "nao", "não")
"""What is a no at the question, as nothing typed is. What is neither that nor the word is asked again."""
_TRIES = 3


def guarded(plan: Plan, account: Account, client: Hotmart, how: How) -> int:
    """Show a plan, and carry it out once somebody has said yes."""
    approvals = Approvals(account, client, who("cli"), how.max_changes)
    approvals.check(plan)
    if how.dry_run:
        show_plan(plan, how)
        return DONE
    approvals.add(plan)
    return agreed(plan, approvals, how)


def agreed(plan: Plan, approvals: Approvals, how: How) -> int:
    """Carry a kept plan out if a person says yes, and withdraw it if they say no.

    Raises ConfirmationNeededError where nobody can be asked, StoppedError for Ctrl-C at the question, and
    PlanError where the same was asked for before and nobody knows whether it was done.
    """
    approvals.check_not_repeated(plan)
    if not how.yes:
        said = confirmed(plan, approvals, how)
        if said is None:
            raise ConfirmationNeededError(plan, to_approve(plan, approvals.account, how.max_changes))
        if not said:
            approvals.decline(plan)
            click.echo(say("You said no; nothing was sent.", "Você disse não; nada foi enviado."))
            return UNCONFIRMED
    return show_done(approvals.approve(plan), how)


def confirmed(plan: Plan, approvals: Approvals, how: How) -> bool | None:
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
        return _asked(plan)
    except KeyboardInterrupt:
        approvals.decline(plan)
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


def _asked(plan: Plan) -> bool:
    for _ in range(_TRIES):
        question = say(f"Type {plan.word} to do it, or no", f"Digite {plan.word} para fazer, ou não")
        click.echo(f"{visible(question)}: ", nl=False, err=True)
        line = typed_line()
        if not line:
            click.echo(err=True)
        if says_yes(plan, line):
            return True
        if line.strip().lower() in _NOES:
            return False
        click.echo(say("That is not it.", "Não é isso."), err=True)
    return False


def _draw(plan: Plan, *, err: bool) -> None:
    """A plan as a person reads it."""
    for line in plan_lines(plan):
        click.echo(visible(line), err=err)
    for warning in plan.warnings:
        click.secho(f"! {visible(str(warning))}", fg="yellow", err=err)
    click.echo(visible(f"→ {plan.request.method} {plan.request.path} ({plan.connection})"), err=err)


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
    plan, came, problem = done.plan, done.happened, done.problem
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
