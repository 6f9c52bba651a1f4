"""Rows of an answer as they are written: a table for people, lines of JSON and CSV for programs."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import click

from hotmart.cli.answer_table import draw as draw_table
from hotmart.document import to_json
from hotmart.warehouse.asking.answer import Answer
from hotmart.words import is_list

WIDEST = 8  # columns of a table that nobody chose; --fields, --json and --format csv give all


def flat(row: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a row by dotted names; a list stays one value, as JSON."""
    if isinstance(row, Mapping):
        for name, value in cast("Mapping[str, Any]", row).items():
            yield from flat(value, f"{before}.{name}" if before else name)
    else:
        yield before or "value", to_json(row) if isinstance(row, list) else row


def only(fields: Sequence[str], output: Any) -> Any:
    """The output with these fields of each row alone; all where none is named."""
    if not fields or not is_list(output):
        return output
    rows = [dict(flat(row)) for row in output]
    return [{name: it for name, it in row.items() if _is_wanted(name, fields)} for row in rows]


def _is_wanted(name: str, fields: Sequence[str]) -> bool:
    return any(name == field or name.startswith(f"{field}.") for field in fields)


def draw(rows: list[Any], form: str) -> None:
    """The rows on stdout."""
    if form == "ndjson":
        for row in rows:
            click.echo(to_json(row))
        return
    told = [dict(flat(row)) for row in rows]
    columns = [*dict.fromkeys(name for row in told for name in row)]
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([row.get(name, "") for name in columns] for row in told)
        return
    shown = columns[:WIDEST] if sys.stdout.isatty() else columns
    values = [tuple(row.get(name) for name in shown) for row in told]
    draw_table(Answer(shown, ["" for _ in shown], values, None))


def write(output: Any) -> None:
    """One thing, a line for each of its values."""
    for name, value in flat(output):
        click.echo(f"{name}: {to_json(value) if isinstance(value, list | dict) else value}")
