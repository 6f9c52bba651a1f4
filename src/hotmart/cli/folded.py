"""Rows that are wider than the terminal, or whose texts have several lines: folded, or a record each."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text as Styled

from hotmart.cli.screen import grid, screen

NARROWEST = 12  # a table with columns narrower than this cannot be read


def draw_folded(columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> None:
    """A table where its columns can be read, and else a line per field."""
    console = screen()
    fits = len(columns) * NARROWEST <= console.width
    console.print(_as_table(columns, rows, numbers) if fits else _as_records(columns, rows), end="")


def _as_table(columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> Table:
    table = grid(*columns, numbers=tuple(numbers))
    for column in table.columns:
        column.no_wrap, column.overflow = False, "fold"
    for row in rows:
        table.add_row(*map(Styled, row))
    return table


def _as_records(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """One line per field, where a row is too wide for the terminal."""
    table = grid("", "")
    table.columns[1].no_wrap, table.columns[1].overflow = False, "fold"
    for row in rows:
        for name, value in zip(columns, row, strict=True):
            table.add_row(Styled(name, style="dim"), Styled(value))
        table.add_row("", "")
    return table
