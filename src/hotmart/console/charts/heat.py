"""A heat map: rows and columns, the stronger the colour the more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from hotmart.console.charts.svg import group, picture, rect, text, told

HEIGHT, TOP = 28.0, 22.0
FAINTEST = 0.04
NARROW = 500.0  # units that a phone can show


class Cell(NamedTuple):
    """One field."""

    strength: float
    """From 0 to 1."""
    said: str
    """What it is, in words, for whoever points at it."""
    shown: str = ""
    """What stands in it."""


class Line(NamedTuple):
    """One row: its name, and its fields, from the left; None where there is none."""

    name: str
    cells: Sequence[Cell | None]


def heat(lines: Sequence[Line], columns: Sequence[str], said: str, *, width: float, names: float) -> h.Node:
    """Rows below the names of the columns; nothing where there is no row. `names` is the room of theirs."""
    if not lines or not columns:
        return None
    step = (width - names) / len(columns)
    heads = [
        text(x=f"{names + (number + 0.5) * step:.1f}", y="14", text_anchor="middle")[word]
        for number, word in enumerate(columns)
    ]
    drawn = [_line(number, one, names, step) for number, one in enumerate(lines)]
    kind = "heat.broad" if width > NARROW else "heat"
    return picture(kind, width, TOP + HEIGHT * len(lines), said, group(".labels")[heads], drawn)


def _line(number: int, line: Line, names: float, step: float) -> h.Element:
    top = TOP + number * HEIGHT
    return group[
        text(".name", x=f"{names - 8:g}", y=f"{top + 18:g}", text_anchor="end")[line.name],
        (_cell(one, names + place * step, top, step) for place, one in enumerate(line.cells) if one),
    ]


def _cell(cell: Cell, left: float, top: float, step: float) -> h.Element:
    return group[
        told[cell.said],
        rect(
            x=f"{left + 1:.1f}",
            y=f"{top + 1:g}",
            width=f"{step - 2:.1f}",
            height=f"{HEIGHT - 2:g}",
            rx="3",
            fill_opacity=f"{max(min(cell.strength, 1.0), FAINTEST):.2f}",
        ),
        text(".in", x=f"{left + step / 2:.1f}", y=f"{top + 18:g}", text_anchor="middle")[cell.shown]
        if cell.shown
        else None,
    ]
