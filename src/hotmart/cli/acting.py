"""How an action is carried out from a terminal or a script: a read is answered, a write is planned first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from hotmart.accounts.account import Account
from hotmart.actions.action import Action
from hotmart.actions.arguments import arguments
from hotmart.actions.moments import today_in
from hotmart.actions.reading import Output
from hotmart.actions.running import client_of, endpoint_of, run
from hotmart.cli.answer import exit_code, tell
from hotmart.cli.how import How
from hotmart.cli.rows import draw, only, write
from hotmart.language import say
from hotmart.words import is_list


def acted(one: Action, told: Mapping[str, Any], account: Account, how: How) -> int:
    """Carry an action out, and return the exit code. Raises HotmartError."""
    endpoint = endpoint_of(one.id)
    given = arguments(endpoint, told, lambda: today_in(account.time_zone)) if endpoint else dict(told)
    with client_of(account) as client:
        if endpoint is None or one.reads:
            found = run(one.id, given, account, client, how.limit)
            show(one.id, account, found, how)
            return exit_code(found.problem)
        from hotmart.actions.guard.planning import plan_of  # noqa: PLC0415  # a read needs no guard
        from hotmart.cli.guarding import guarded  # noqa: PLC0415  # see above

        plan = plan_of(endpoint, given, client, account.settings.name, lambda: account.time_zone)
        return guarded(plan, account, client, how)


def show(id: str, account: Account, found: Output, how: How) -> None:
    """The answer of a read."""
    found.output = only(how.fields, found.output)
    if how.form == "json":
        meta = {"operation": id, "connection": account.settings.name} | found.meta()
        tell({"action": id, "output": found.output}, meta, found.warnings, found.problem)
        return
    for text in found.warnings:
        click.secho(str(text), err=True, fg="yellow")
    rows = found.output if is_list(found.output) else None
    if rows is not None:
        draw(rows, how.form)
    elif found.output is not None:
        write(found.output)
    if not found.complete and rows:
        more = say("There are more: --all reads them.", "Há mais: --all lê tudo.")
        click.secho(more, err=True, dim=True)
