"""One thing as a person reads it: a line for each of its values, and its parts under their headings."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from hotmart.actions.columns import HIDDEN, SECTIONS, Section
from hotmart.cli.fitted import fitted
from hotmart.cli.for_people import cells
from hotmart.figures import counted
from hotmart.language import Text, say
from hotmart.words import is_list, is_object
from hotmart.zone import USUAL

UNFOLDED = 10_000  # a pipe has no edge


def write(output: Any, id: str = "", zone: str = USUAL) -> None:
    """One thing on stdout; the action that answered it says which parts it has."""
    told = output if is_object(output) else {"": output}
    known = SECTIONS.get(id, {})
    plain = {name: it for name, it in told.items() if name in HIDDEN or not (name in known or _is_rows(it))}
    parts = {name: value for name, value in told.items() if name not in plain}
    first = [*_values(plain, zone)]
    for line in first:
        click.echo(line)
    for number, (name, value) in enumerate(parts.items()):
        if number or first:
            click.echo()
        section = known.get(name) or Section(Text(name, name), Text("none", "nada"))
        click.secho(str(section.heading), bold=True)
        for line in _part(value, section, zone):
            click.echo(f"  {line}".rstrip())


def exploded(rows: Sequence[Any], name: str) -> list[Any]:
    """A row for each element of a list that rows hold, with all that they say beside it."""
    return [
        {other: it for other, it in row.items() if other != name} | {name: one}
        for row in rows
        for one in (row.get(name) or [None])
    ]


def width() -> int:
    """How wide a line may be."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else UNFOLDED


def _is_rows(value: Any) -> bool:
    return is_list(value) and any(map(is_object, value))


def _part(value: Any, section: Section, zone: str) -> Iterator[str]:
    if value is None:
        yield say("It could not be read: see the warnings.", "Não pôde ser lida: veja os avisos.")
        return
    if not value:
        yield str(section.none)
        return
    if not is_list(value):
        yield from _values(value, zone)
        return
    rows = exploded(value, section.exploded) if section.exploded else value
    if len(rows) == 1 and not section.columns:
        yield from _values(rows[0], zone)
    else:
        yield from _table(rows, section, zone)


def _table(rows: Sequence[Any], section: Section, zone: str) -> Iterator[str]:
    inside = f"{section.exploded}." if section.exploded else ""
    columns = [name.removeprefix(inside) for name in section.columns]
    told = [{name.removeprefix(inside): it for name, it in cells(row, zone)} for row in rows]
    there = [*dict.fromkeys(name for row in told for name, it in row.items() if it.text)]
    names = [name for name in columns if name in there] or there
    table = fitted(told, names, width() - 2)
    yield from table.heading
    yield from table.lines
    if hidden := len(names) - len(table.shown):
        yield say(
            counted(hidden, "more column", "more columns"), f"mais {counted(hidden, 'coluna', 'colunas')}"
        ) + (": --json")


def _values(told: Mapping[str, Any], zone: str) -> Iterator[str]:
    """A line for each value that there is."""
    found = {name: it.text for name, it in cells(told, zone) if it.text}
    longest = max(map(len, found), default=0)
    for name, text in found.items():
        yield f"{name:<{longest}}  {text}"
