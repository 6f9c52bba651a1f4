"""`hotmart history`: the life of one record, version by version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import click
from rich.table import Table
from rich.text import Text as Styled

from hotmart.accounts.lives import key_names
from hotmart.cli.answer import DONE, tell
from hotmart.cli.screen import grid, screen
from hotmart.cli.usage import Where, command, json_option, where_options
from hotmart.document import to_json
from hotmart.figures import iso, number, stamp
from hotmart.language import say
from hotmart.secrecy import visible
from hotmart.warehouse.asking.versions import Changes, Row, Version, changes


@command(
    "history",
    help=say(
        "Tell the life of one record: every version the warehouse held, when it was learnt, and what changed "
        "in it. KEY is what `hotmart streams` calls its key, such as HP0123456789; one value for each part.",
        "Conta a vida de um registro: cada versão que o armazém teve, quando ficou sabendo dela e o que "
        "mudou. CHAVE é o que `hotmart streams` chama de chave, como HP0123456789; um valor para cada parte.",
    ),
)
@click.argument("stream", metavar="STREAM")
@click.argument("key", nargs=-1, required=True, metavar=say("KEY...", "CHAVE..."))
@where_options
@json_option
def history(stream: str, key: tuple[str, ...], where: Where, as_json: bool) -> int:
    account = where.only()
    found = account.stream(stream)
    life = account.history(stream, *key)
    if as_json:
        frame = {"stream": found.name, "key": dict(zip(key_names(found), key, strict=True))}
        tell(_as_data(life), frame | {"versions": len(life), "held": life[-1].until is None})
    else:
        _draw(life)
    return DONE


def _steps(life: Sequence[Version]) -> list[tuple[Version, Changes]]:
    """Each version, and what it changed."""
    befores = [None, *life[:-1]]
    return [(version, changes(before, version)) for before, version in zip(befores, life, strict=True)]


def _as_data(life: Sequence[Version]) -> list[dict[str, Any]]:
    return [
        {
            "since": iso(version.since),
            "until": iso(version.until) if version.until else None,
            "gone": version.gone,
            "changes": {
                name: _exact({"before": before, "after": after})
                for name, (before, after) in told.fields.items()
            },
            "added": _exact_rows(told.added),
            "removed": _exact_rows(told.removed),
            "fields": _exact(version.fields),
            "rows": _exact_rows(version.rows),
        }
        for version, told in _steps(life)
    ]


def _exact(row: Row) -> Row:
    """A row for JSON: times in UTC, all else as it is."""
    return {name: iso(value) if isinstance(value, datetime) else value for name, value in row.items()}


def _exact_rows(tables: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    return {table: [_exact(row) for row in rows] for table, rows in tables.items()}


def _draw(life: Sequence[Version]) -> None:
    console, before = screen(), None
    for version, told in _steps(life):
        console.print(Styled(_heading(version, before), style="bold"))
        console.print(_table(told, first=before is None))
        if version.gone and version.until:
            console.print(Styled(f"{stamp(version.until)} · {say('vanished', 'sumiu')}", style="bold red"))
        before = version
    if before and before.until is None:
        console.print(Styled(say("So it stands today.", "Assim está hoje."), style="dim"))


def _heading(version: Version, before: Version | None) -> str:
    what = say("learnt", "conhecido")
    if before:
        what = say("came back", "voltou") if before.gone else say("changed", "mudou")
    return f"{stamp(version.since)} · {what}"


def _table(told: Changes, *, first: bool) -> Table:
    """One line per field and per row of an array that is new, or was otherwise."""
    table = grid("", "", "")
    table.columns[2].no_wrap, table.columns[2].overflow = False, "fold"
    for name, (before, after) in told.fields.items():
        if not first:
            table.add_row("", Styled(name, style="dim"), Styled(f"{_plain(before)} → {_plain(after)}"))
        elif after is not None:
            table.add_row("", Styled(name, style="dim"), Styled(_plain(after)))
    for sign, style, rows in (("-", "red", told.removed), ("+", "green", told.added)):
        for name, found in rows.items():
            for row in found:
                table.add_row(sign, Styled(name, style="dim"), Styled(_summary(row)), style=style)
    return table


def _summary(row: Row) -> str:
    return ", ".join(f"{name} {_plain(value)}" for name, value in row.items() if value is not None)


def _plain(value: Any) -> str:
    """A value as people read it."""
    match value:
        case None:
            return "–"
        case datetime():
            return stamp(value)
        case Decimal():
            return number(value, 2) if value == round(value, 2) else number(value)
        case bool() | list() | dict():
            return to_json(value)
        case _:
            return visible(str(value), "\n")
