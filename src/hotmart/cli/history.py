"""`hotmart history`: the life of one record, version by version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

import click
from rich.table import Table
from rich.text import Text as Styled

from hotmart.cli.answer import DONE, tell, to_json
from hotmart.cli.figures import iso, number, stamp
from hotmart.cli.naming import named
from hotmart.cli.screen import grid, screen
from hotmart.cli.settings import only
from hotmart.cli.usage import Where, command, json_option, where_options
from hotmart.errors import HotmartError, InvalidArgumentError
from hotmart.language import Text, say
from hotmart.streams.stream import Stream
from hotmart.warehouse.asking.versions import Changes, Row, Version, changes, nearest, versions
from hotmart.warehouse.store import Warehouse


class NoRecordError(HotmartError):
    """The warehouse never held a record of this key."""

    code: ClassVar[str] = "no_record"


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
    tailored = only(where).tailored
    found = named(stream, tailored.streams)
    life = life_of(tailored.warehouse, found, key)
    if as_json:
        frame = {"stream": found.name, "key": dict(zip(_key_names(found), key, strict=True))}
        tell(_as_data(life), frame | {"versions": len(life), "held": life[-1].until is None})
    else:
        _draw(life)
    return DONE


def life_of(warehouse: Warehouse, stream: Stream, key: Sequence[str]) -> list[Version]:
    """Every version of a record.

    Raises InvalidArgumentError when the key lacks a part, NoRecordError when there never was such a record.
    """
    names = _key_names(stream)
    if len(key) != len(names):
        listed, given = ", ".join(names), len(key)
        raise InvalidArgumentError(
            "key",
            Text(
                f"A record of {stream.name} is known by {listed}: {len(names)} to give, {given} given.",
                f"Um registro de {stream.name} se conhece por {listed}: {len(names)} a dar, {given} dados.",
            ),
            Text('Give "" for a part that is empty.', 'Indique "" para uma parte vazia.'),
        )
    if life := versions(warehouse, stream.layout, key):
        return life
    raise _no_record(stream, key, nearest(warehouse, stream.layout, key))


def _key_names(stream: Stream) -> list[str]:
    return [column.name for column in stream.layout.key]


def _no_record(stream: Stream, key: Sequence[str], near: tuple[str, ...] | None) -> NoRecordError:
    asked = " ".join(key)
    meant = " ".join(part or '""' for part in near or ())
    return NoRecordError(
        Text(
            f"The warehouse never held {asked} in {stream.name}.",
            f"O armazém nunca teve {asked} em {stream.name}.",
        ),
        Text(f"Did you mean {meant}?", f"Você quis dizer {meant}?")
        if near
        else Text(
            f"If it is new at Hotmart, read it with `hotmart sync {stream.name}`.",
            f"Se for novo na Hotmart, leia-o com `hotmart sync {stream.name}`.",
        ),
    )


def _steps(life: list[Version]) -> list[tuple[Version, Changes]]:
    """Each version, and what it changed."""
    befores = [None, *life[:-1]]
    return [(version, changes(before, version)) for before, version in zip(befores, life, strict=True)]


def _as_data(life: list[Version]) -> list[dict[str, Any]]:
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


def _draw(life: list[Version]) -> None:
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
            return str(value)
