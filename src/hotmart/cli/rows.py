"""Rows of an answer as they are written: a table for people, lines of JSON and CSV for programs."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from hotmart.actions.columns import COLUMNS, EXPLODED
from hotmart.actions.tabular import flat
from hotmart.cli.answer_table import SHOWN
from hotmart.cli.answer_table import draw as draw_table
from hotmart.cli.fitted import ESSENTIAL, Fitted, fitted
from hotmart.cli.for_people import Cell, cells, hidden
from hotmart.cli.sections import exploded, width, write
from hotmart.document import to_json
from hotmart.figures import counted
from hotmart.language import say
from hotmart.secrecy import visible
from hotmart.warehouse.asking.answer import Answer
from hotmart.words import is_object
from hotmart.zone import USUAL

__all__ = ["draw", "flat", "write"]
_FEW = 3  # columns that are named to whoever might miss them


def draw(
    rows: list[Any], form: str, fields: Sequence[str] = (), id: str = "", zone: str = USUAL
) -> list[str]:
    """The rows on stdout. What is left to say below them is returned, for whoever writes the last line.

    `fields` are those that were chosen; on a terminal others than those are the ones that people want first.
    """
    if form == "ndjson":
        for row in rows:
            click.echo(to_json(row))
        return []
    if form == "csv":
        _csv(rows, fields)
        return []
    if sys.stdout.isatty():
        return _for_people(rows, fields, id, zone)
    told = [dict(flat(hidden(row))) for row in rows]
    columns = _columns(told, fields)
    draw_table(Answer(columns, ["" for _ in columns], [tuple(map(row.get, columns)) for row in told], None))
    return []


def _csv(rows: Sequence[Any], fields: Sequence[str]) -> None:
    told = [dict(flat(row)) for row in rows]
    columns = _columns(told, fields)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if columns:
        writer.writerow(map(_shown, columns))
    writer.writerows([_shown(row.get(name, "")) for name in columns] for row in told)


def _shown(value: Any) -> Any:
    """A value as it is for a program, and as it can be seen for a person."""
    return visible(value, "\n\t") if isinstance(value, str) and sys.stdout.isatty() else value


def _columns(told: Sequence[Mapping[str, Any]], fields: Sequence[str]) -> list[str]:
    """All columns there are, or the chosen ones in their order, also where nothing stands in them."""
    there = [*dict.fromkeys(name for row in told for name in row)]
    chosen = [name for field in fields for name in [one for one in there if _within(one, field)] or [field]]
    return [*dict.fromkeys(chosen or there)]


def _within(name: str, field: str) -> bool:
    """Whether a column holds a field, or a part of it: a field of a list stands in the column of the list."""
    return name == field or name.startswith(f"{field}.") or field.startswith(f"{name}.")


def _for_people(rows: Sequence[Any], fields: Sequence[str], id: str, zone: str) -> list[str]:
    """The first rows, in the columns for which there is room; of chosen ones, all."""
    name = EXPLODED.get(id)
    if name and any(is_object(row) and row.get(name) for row in rows):
        rows = exploded(rows, name)
    told = [dict(cells(row, zone)) for row in rows[:SHOWN]]
    there = _columns(told, fields)
    wanted = [one for one in COLUMNS.get(id, ()) if one in there] if not fields else []
    table = fitted(told, wanted or there, width(), len(there) if fields else ESSENTIAL)
    if (fields and len(table.shown) < len(there)) or (there and not table.shown):
        _records(told, there)
        return [*_about(rows, zone)]
    _draw(table)
    others = [one for one in dict.fromkeys([*wanted, *there]) if one not in table.shown]
    return [*_about(rows, zone), *_missing(others)]


def _draw(table: Fitted) -> None:
    for line in table.heading:
        click.secho(line, dim=True)
    for line in table.lines:
        click.echo(line)


def _records(told: Sequence[Mapping[str, Cell]], names: Sequence[str]) -> None:
    """One line per field, where a row is too wide for the terminal."""
    longest = max(map(len, names))
    for number, row in enumerate(told):
        if number:
            click.echo()
        for name in names:
            text = row[name].text if name in row else ""
            click.echo(click.style(f"{name:<{longest}}", dim=True) + f"  {text}".rstrip())


def _about(rows: Sequence[Any], zone: str) -> Iterator[str]:
    yield say(counted(len(rows), "row", "rows"), counted(len(rows), "linha", "linhas"))
    if len(rows) > SHOWN:
        yield say(
            f"the first {SHOWN} shown: --format csv gives all", f"as primeiras {SHOWN}: --format csv dá todas"
        )
    yield say(f"times in {zone}", f"horários em {zone}")


def _missing(names: Sequence[str]) -> Iterator[str]:
    """Which columns there was no room for, and how they are had."""
    if not names:
        return
    listed = ",".join(names[:_FEW]) + (",…" if len(names) > _FEW else "")
    more = say(
        counted(len(names), "more column", "more columns"),
        f"mais {counted(len(names), 'coluna', 'colunas')}",
    )
    yield f"{more}: --fields {listed}"
