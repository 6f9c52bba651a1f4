"""A table as wide as the terminal: no word is broken, and columns for which there is no room are left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hotmart.cli.aligned import GAP, filled, size_of
from hotmart.cli.for_people import Cell

ESSENTIAL = 6
"""So many columns are worth breaking texts into lines for; more of them only where all stays on one."""
_EMPTY = Cell("")


class Column(NamedTuple):
    """A column: its heading in the pieces it may be broken into, its cells, and the widths it can have."""

    name: str
    cells: Sequence[Cell]
    least: int
    usual: int
    most: int

    @property
    def is_number(self) -> bool:
        """Whether its values stand to the right."""
        return any(one.number for one in self.cells)


class Fitted(NamedTuple):
    """Lines of a table, of which the first are the heading, and the columns that stand in it."""

    heading: list[str]
    lines: list[str]
    shown: list[str]


def fitted(
    rows: Sequence[Mapping[str, Cell]], names: Sequence[str], width: int, essential: int = ESSENTIAL
) -> Fitted:
    """The table of these columns, the first of them first, as far as there is room."""
    chosen: list[Column] = []
    for position, name in enumerate(names):
        column = _column(name, [row.get(name, _EMPTY) for row in rows])
        if _width([*chosen, column], unbroken=position >= essential) <= width:
            chosen.append(column)
    widths = _shared(chosen, width)
    heading = [_broken(_pieces(one.name), wide, "") for one, wide in zip(chosen, widths, strict=True)]
    lines: list[str] = []
    for cells in zip(*(one.cells for one in chosen), strict=True):
        parts = [_broken(_words(it), wide, " ") for it, wide in zip(cells, widths, strict=True)]
        lines += _row(parts, chosen, widths)
    return Fitted(_row(heading, chosen, widths), lines, [one.name for one in chosen])


def _words(cell: Cell) -> list[str]:
    return [cell.text] if cell.whole else cell.text.split(" ")


def _column(name: str, cells: Sequence[Cell]) -> Column:
    heading = max(map(size_of, _pieces(name)))
    usual = max((size_of(one.text) for one in cells), default=0)
    least = max((size_of(word) for one in cells for word in _words(one)), default=0)
    return Column(name, cells, max(heading, least), max(heading, usual), max(size_of(name), usual))


def _pieces(name: str) -> list[str]:
    return re.findall(r"[^.]+\.?", name) or [name]


def _width(columns: Sequence[Column], *, unbroken: bool = False) -> int:
    """How wide a table of these columns is at least, or when all its cells are on one line."""
    return sum(one.usual if unbroken else one.least for one in columns) + len(GAP) * (len(columns) - 1)


def _shared(columns: Sequence[Column], width: int) -> list[int]:
    """How wide each column is: as little as it can be, and more for all alike where there is room."""
    widths = [one.least for one in columns]
    left = width - _width(columns)
    while left and (short := [at for at, one in enumerate(columns) if widths[at] < one.usual]):
        for at in short[:left]:
            widths[at] += 1
        left -= len(short[:left])
    for at, one in enumerate(columns):
        more = one.most - widths[at]
        if 0 < more <= left:  # a heading is told in one line, or it gains nothing
            widths[at], left = one.most, left - more
    return widths


def _broken(words: Sequence[str], width: int, between: str) -> list[str]:
    """Words on as few lines as hold them."""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]}{between}{word}" if lines[-1] else word
        if lines[-1] and size_of(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _row(parts: Sequence[Sequence[str]], columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    """The lines of one row, as many as its tallest cell has."""
    tall = max(map(len, parts), default=0)
    return [
        GAP.join(
            filled(part[line] if line < len(part) else "", wide, to_the_right=one.is_number)
            for part, one, wide in zip(parts, columns, widths, strict=True)
        ).rstrip()
        for line in range(tall)
    ]
