"""How an action is carried out from a terminal or a script: a read is answered, a write is planned first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from hotmart.accounts.account import Account
from hotmart.actions.action import Action
from hotmart.actions.arguments import arguments
from hotmart.actions.fields import check_fields, check_found, only, tree_of
from hotmart.actions.moments import today_in
from hotmart.actions.reading import Output
from hotmart.actions.running import client_of, endpoint_of, run, zone_of
from hotmart.actions.shell import in_shell
from hotmart.cli.answer import exit_code, tell
from hotmart.cli.how import How
from hotmart.cli.rows import draw, write
from hotmart.words import is_list


def acted(one: Action, told: Mapping[str, Any], account: Account, how: How) -> int:
    """Carry an action out, and return the exit code. Raises HotmartError, whose advice can be typed here."""
    with in_shell():
        return _acted(one, told, account, how)


def _acted(one: Action, told: Mapping[str, Any], account: Account, how: How) -> int:
    endpoint = endpoint_of(one.id)
    tree = tree_of(one.id, endpoint) if how.fields else None
    check_fields(one.id, how.fields, tree)
    zone = zone_of(account)
    given = arguments(endpoint, told, lambda: today_in(zone)) if endpoint else dict(told)
    with client_of(account, zone) as client:
        if endpoint is None or one.reads:
            found = run(one.id, given, account, client, how.limit, zone)
            if tree is None:
                check_found(one.id, how.fields, found.output)
            show(one.id, account, found, how)
            return exit_code(found.problem)
        from hotmart.actions.guard.planning import plan_of  # noqa: PLC0415  # a read needs no guard
        from hotmart.cli.guarding import guarded  # noqa: PLC0415  # see above

        return guarded(plan_of(endpoint, given, client, account.settings.name), account, client, how)


def show(id: str, account: Account, found: Output, how: How) -> None:
    """The answer of a read."""
    output, zone = only(how.fields, found.output), found.time_zone or zone_of(account)
    if how.form == "json":
        meta = {"operation": id, "connection": account.settings.name} | found.meta()
        more = [found.more] if found.more and not found.next_cursor else []
        tell({"action": id, "output": output}, meta, [*found.warnings, *more], found.problem)
        return
    below: list[str] = []
    if is_list(output):
        below = draw(output, how.form, how.fields, id, zone) if output or how.form == "csv" else []
    elif how.form == "table" and output is not None:
        write(output, id, zone)
    elif output is not None:
        draw([output], how.form, how.fields, id, zone)
    if below:
        click.secho(" · ".join(below), err=True, dim=True)
    if found.more:
        click.secho(str(found.more), err=True, dim=True)
    for text in found.warnings:
        click.secho(str(text), err=True, fg="yellow")
