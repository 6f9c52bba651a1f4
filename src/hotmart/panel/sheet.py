"""A sheet: the headings of a file and its lines, whatever the file is, before anything is understood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

Cell: TypeAlias = str | Decimal | datetime
"""A text without spaces around it; in a spreadsheet also a number or a moment, which has no zone."""
NOTHING = frozenset(("", "(none)", "(None)", "(NONE)"))
"""What stands where nothing is known (dossier §22)."""


@dataclass(frozen=True)
class Line:
    """One line of a file, by its number in it, and as many cells as there are headings."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True)
class Sheet:
    """A file as a table of cells."""

    file: str
    """Its name, without the folders."""
    headings: list[str]
    heading_line: int
    lines: Iterable[Line]
    """Those below the headings, as often as they are asked for: a large file is read twice and held once."""


def is_nothing(cell: Cell) -> bool:
    """Whether a cell says that nothing is known."""
    return isinstance(cell, str) and cell in NOTHING
