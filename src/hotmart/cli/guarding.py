"""What is planned at a terminal or by a script: shown, agreed to, carried out, and told."""

from __future__ import annotations

import getpass
import sys

import click

from hotmart.accounts.account import Account
from hotmart.actions.guard.approving import Done, approve
from hotmart.actions.guard.book import Book
from hotmart.actions.guard.errors import ConfirmationNeededError
from hotmart.actions.guard.place import book_file
from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.rules import check
from hotmart.cli.answer import DONE, tell
from hotmart.cli.how import How
from hotmart.cli.rows import write
from hotmart.client import Hotmart
from hotmart.figures import amount, counted
from hotmart.language import say


def guarded(plan: Plan, account: Account, client: Hotmart, how: How) -> int:
    """Show a plan, and carry it out once somebody has said yes."""
    check(plan, account.config.writes, how.max_changes)
    if how.dry_run:
        show_plan(plan, how)
        return DONE
    book, who = Book(book_file()), me()
    book.add(plan, who)
    if not (how.yes or confirmed(plan, how)):
        raise ConfirmationNeededError(plan)
    show_done(approve(plan.id, client, book, account.config.writes, who, how.max_changes), how)
    return DONE


def confirmed(plan: Plan, how: How) -> bool:
    """Whether a person at a terminal has read the plan and typed its word."""
    if how.form == "json":
        return False
    for line in told_lines(plan):
        click.echo(line, err=True)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    asked = say(f"Type {plan.word} to do it", f"Digite {plan.word} para fazer")
    return bool(click.prompt(asked, default="", show_default=False, err=True) == plan.word)


def me() -> str:
    """Who runs this, for the audit."""
    try:
        return f"{getpass.getuser()} (cli)"
    except (OSError, KeyError):
        return "cli"


def told_lines(plan: Plan) -> list[str]:
    """A plan as a person reads it."""
    lines = [str(plan.does), *(f"  {line}" for line in plan.seen)]
    if plan.amounts:
        moved = ", ".join(f"{name} {amount(value)}" for name, value in plan.amounts.items())
        lines.append(say(f"Moves {moved}.", f"Movimenta {moved}."))
    if plan.records > 1:
        lines.append(
            say(
                f"Changes {counted(plan.records, 'record', 'records')}.",
                f"Altera {counted(plan.records, 'registro', 'registros')}.",
            )
        )
    lines += [str(one) for one in (plan.mails, plan.final) if one is not None]
    lines.append(f"→ {plan.request.method} {plan.request.path} ({plan.connection})")
    return lines


def show_plan(plan: Plan, how: How) -> None:
    """A plan that is not carried out."""
    if how.form == "json":
        tell([plan.as_dict()], {"operation": plan.action, "connection": plan.connection, "sent": False})
        return
    for line in told_lines(plan):
        click.echo(line)
    click.secho(say("Nothing was sent.", "Nada foi enviado."), dim=True)


def show_done(done: Done, how: How) -> None:
    """What came of a plan."""
    plan = done.plan
    if how.form == "json":
        meta = {"operation": plan.action, "connection": plan.connection, "sent": True, "complete": True}
        tell({"action": plan.action, "plan": plan.id, "output": done.output}, meta)
        return
    click.secho(say(f"Done: {plan.does}", f"Feito: {plan.does}"), fg="green")
    if done.output:
        write(done.output)
