"""Lines with a mark before them, such as ✓ and ✗: the mark stands at any width, and what is long wraps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.padding import Padding
from rich.text import Text as Styled

from hotmart.cli.screen import grid, screen

NARROWEST = 24
"""Columns for what is said of a line; where there are fewer, it stands below."""
_MARK = 3  # columns of a mark, and the space after it


class Marked(NamedTuple):
    """One line."""

    mark: str
    style: str
    title: str
    said: Styled


def draw_marked(lines: Sequence[Marked]) -> None:
    """Show them, what is said beside its title, or below where there is no room."""
    console = screen()
    widest = max((cell_len(one.title) for one in lines), default=0)
    if console.width - _MARK - widest - 2 >= NARROWEST:
        table = grid("", "", "")
        table.columns[2].no_wrap, table.columns[2].overflow = False, "fold"
        for one in lines:
            table.add_row(Styled(one.mark, style=one.style), one.title, one.said)
        console.print(table)
        return
    for one in lines:
        console.print(Styled.assemble((one.mark, one.style), f"  {one.title}"), overflow="fold")
        if one.said.plain:
            console.print(Padding(one.said, (0, 0, 0, _MARK)), overflow="fold")
