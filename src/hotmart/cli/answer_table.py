"""The answer to a question as a person sees it: a table, or a record after the other where it is too wide."""

from __future__ import annotations

from decimal import Decimal

import click
from rich.table import Table
from rich.text import Text as Styled

from hotmart.cli.cells import plain
from hotmart.cli.screen import grid, screen
from hotmart.figures import number, stamp
from hotmart.language import say
from hotmart.warehouse.asking.answer import Answer

NARROWEST = 12  # a table with columns narrower than this cannot be read
SHOWN = 200  # rows of a table for people; --json and --csv give all


def draw(result: Answer) -> None:
    console = screen()
    fits = len(result.columns) * NARROWEST <= console.width
    console.print(_as_table(result) if fits else _as_records(result), end="")
    rows = len(result.rows)
    told = [say("1 row", "1 linha") if rows == 1 else say(f"{number(rows)} rows", f"{number(rows)} linhas")]
    if rows > SHOWN:
        told.append(say(f"the first {SHOWN} shown: --csv gives all", f"as primeiras {SHOWN}: --csv dá todas"))
    if result.as_of:
        told.append(say(f"as of {stamp(result.as_of)}", f"em {stamp(result.as_of)}"))
    click.secho(" · ".join(told), err=True, dim=True)
    for text in result.warnings:
        click.secho(str(text), err=True, fg="yellow")


def _as_table(result: Answer) -> Table:
    numbers = tuple(
        position
        for position in range(len(result.columns))
        if any(isinstance(row[position], int | float | Decimal) for row in result.rows)
    )
    table = grid(*result.columns, numbers=numbers)
    for column in table.columns:
        column.no_wrap, column.overflow = False, "fold"
    for row in result.rows[:SHOWN]:
        table.add_row(*(Styled(plain(value)) for value in row))
    return table


def _as_records(result: Answer) -> Table:
    """One line per field, where a row is too wide for the terminal."""
    table = grid("", "")
    table.columns[1].no_wrap, table.columns[1].overflow = False, "fold"
    for row in result.rows[:SHOWN]:
        for name, value in zip(result.columns, row, strict=True):
            table.add_row(Styled(name, style="dim"), Styled(plain(value)))
        table.add_row("", "")
    return table
