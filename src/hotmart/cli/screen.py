"""What people see on stdout: tables without lines, as wide as the terminal, never folded in a pipe."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

UNFOLDED = 10_000


def screen(widest: int | None = None) -> Console:
    """A console on stdout, no wider than told."""
    console = Console(highlight=False, markup=False)  # [sync] is a table of hotmart.toml, not a style
    if widest:
        console.width = min(console.width, widest)
    elif not console.is_terminal:
        console.width = UNFOLDED
    return console


def grid(*headings: str, numbers: tuple[int, ...] = ()) -> Table:
    """A table that shows its rows and nothing else; the columns of these positions hold numbers."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.show_header = any(headings)
    for position, heading in enumerate(headings):
        if position in numbers:  # where there is no room a figure goes on below: cut short it would be wrong
            table.add_column(heading, justify="right", overflow="fold")
        else:
            table.add_column(heading, no_wrap=True)
    return table
