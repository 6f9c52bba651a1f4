"""How an action is carried out from a terminal or a script: a read is answered, a write is planned first."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self, cast

import click

from hotmart.accounts.account import Account
from hotmart.actions.action import Action
from hotmart.actions.arguments import arguments
from hotmart.actions.guard.approving import Done, approve
from hotmart.actions.guard.book import Book
from hotmart.actions.guard.errors import ConfirmationNeededError
from hotmart.actions.guard.place import book_file
from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.planning import plan_of
from hotmart.actions.guard.rules import check
from hotmart.actions.moments import today_in
from hotmart.actions.reading import Output
from hotmart.actions.running import client_of, endpoint_of, run
from hotmart.cli.answer import DONE, tell
from hotmart.cli.rows import draw, only, write
from hotmart.client import Hotmart
from hotmart.figures import amount, counted
from hotmart.language import say

Form = Literal["table", "json", "ndjson", "csv"]


@dataclass(frozen=True)
class How:
    """How an action is to be carried out, and its answer written."""

    limit: int | None = 100
    fields: tuple[str, ...] = ()
    form: Form = "table"
    yes: bool = False
    dry_run: bool = False
    max_changes: int | None = None

    @classmethod
    def told(cls, *, as_json: bool, **options: Any) -> Self:
        """What the options of a command say."""
        fields = tuple(part.strip() for part in (options.get("fields") or "").split(",") if part.strip())
        return cls(
            limit=None if options.get("everything") else options.get("limit"),
            fields=fields,
            form="json" if as_json else options.get("form") or "table",
            yes=bool(options.get("yes")),
            dry_run=bool(options.get("dry_run")),
            max_changes=options.get("max_changes"),
        )


def acted(one: Action, told: Mapping[str, Any], account: Account, how: How) -> int:
    """Carry an action out, and return the exit code. Raises HotmartError."""
    endpoint = endpoint_of(one.id)
    given = arguments(endpoint, told, today_in(account.time_zone)) if endpoint else told
    with client_of(account) as client:
        if endpoint is None or one.reads:
            show(one.id, account, run(one.id, given, account, client, how.limit), how)
            return DONE
        plan = plan_of(endpoint, given, client, account.settings.name)
        return guarded(plan, account, client, how)


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


def show(id: str, account: Account, found: Output, how: How) -> None:
    """The answer of a read."""
    found.output = only(how.fields, found.output)
    if how.form == "json":
        meta = {"operation": id, "connection": account.settings.name} | found.meta()
        tell({"action": id, "output": found.output}, meta, found.warnings)
        return
    for text in found.warnings:
        click.secho(str(text), err=True, fg="yellow")
    if isinstance(found.output, list):
        draw(cast("list[Any]", found.output), how.form)
    elif found.output is not None:
        write(found.output)
    if not found.complete and isinstance(found.output, list):
        more = say("There are more: --all reads them.", "Há mais: --all lê tudo.")
        click.secho(more, err=True, dim=True)
