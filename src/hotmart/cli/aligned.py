"""Columns of text side by side, without rich: there as soon as the answer is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from unicodedata import combining, east_asian_width

GAP = "  "


def aligned(
    headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: Collection[int], width: int
) -> list[str] | None:
    """A line for the headings and for each row, those of these positions to the right.

    None where a line would be wider than this, or a text is more than one line: that is rich's business.
    """
    table = [list(headings), *map(list, rows)]
    if not all(text.isprintable() for row in table for text in row):
        return None
    sizes = [max(map(size_of, column)) for column in zip(*table, strict=True)]
    if sum(sizes) + len(GAP) * (len(sizes) - 1) > width:
        return None
    return [_line(row, sizes, numbers) for row in table]


def _line(row: Sequence[str], sizes: Sequence[int], numbers: Collection[int]) -> str:
    cells = [
        filled(text, size, to_the_right=position in numbers)
        for position, (text, size) in enumerate(zip(row, sizes, strict=True))
    ]
    return GAP.join(cells)


def filled(text: str, size: int, *, to_the_right: bool) -> str:
    """A text with the blanks that it lacks."""
    blank = " " * (size - size_of(text))
    return blank + text if to_the_right else text + blank


def size_of(text: str) -> int:
    """The cells that a terminal takes for a text."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in text)
