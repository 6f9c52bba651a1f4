"""What became of writes whose answer was lost, as `hotmart audit settle` tells it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from hotmart.actions.guard.audit_words import HAPPENINGS, sent
from hotmart.actions.guard.book import Line
from hotmart.actions.guard.commands import finding_by_name, to_settle
from hotmart.actions.guard.settling import Settled
from hotmart.cli.answer import DONE, UNKNOWN, tell
from hotmart.language import Text, say
from hotmart.secrecy import visible

_HOW = {
    True: Text("done", "feito"),
    False: Text("not done", "não feito"),
    None: Text("still unknown", "ainda sem resposta"),
}
_TOO_EARLY = Text("not known yet", "ainda não se sabe")


def show(found: Sequence[Settled], others: Sequence[Line], *, as_json: bool) -> int:
    """What was found out, and whose writes this account cannot tell of; returns the exit code."""
    if as_json:
        tell([_row(one) for one in found], {"count": len(found), "elsewhere": [*map(_elsewhere, others)]})
    elif not found and not others:
        click.echo(say("Nothing is unknown.", "Nada está em dúvida."))
    for one in () if as_json else found:
        how = _TOO_EARLY if one.until else _HOW[one.done]
        click.echo(visible(f"{one.line.plan}  {one.line.action}  {how}: {one.why}"))
        if what := sent(one.line):
            click.echo(f"    {what}")
    for line in () if as_json else others:
        _show_elsewhere(line)
    return UNKNOWN if any(one.done is None for one in found) else DONE


def show_recorded(line: Line, *, done: bool, as_json: bool) -> int:
    """What a person saw, now that it is noted; returns the exit code."""
    said = HAPPENINGS["told_done" if done else "told_not_done"]
    if as_json:
        tell([{"plan": line.plan, "action": line.action, "done": done, "why": str(said)}], {"count": 1})
    else:
        click.echo(say(f"Noted: {line.plan} {said}.", f"Registrado: {line.plan} {said}."))
    return DONE


def _row(one: Settled) -> dict[str, object]:
    return {
        "plan": one.line.plan,
        "action": one.line.action,
        "done": one.done,
        "why": str(one.why),
        "under_way_until": one.until,
    }


def _elsewhere(line: Line) -> dict[str, object]:
    return {
        "plan": line.plan,
        "action": line.action,
        "connection": line.connection,
        "host": line.told.get("host"),
        "command": to_settle(line.plan, finding_by_name(line.connection)),
    }


def _show_elsewhere(line: Line) -> None:
    told = _elsewhere(line)
    at = say(f", at {told['host']}", f", em {told['host']}") if told["host"] else ""
    click.secho(
        visible(
            say(
                f"{line.plan}  {line.action}  of connection {line.connection}{at}: another account or host. "
                f"It is told there: {told['command']}",
                f"{line.plan}  {line.action}  da conexão {line.connection}{at}: outra conta ou host. "
                f"Lá se descobre: {told['command']}",
            )
        ),
        fg="yellow",
    )
