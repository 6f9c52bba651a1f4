"""Bars from the left, the longest first: who or what has most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from hotmart.console.charts.svg import group, picture, rect, text, told

WIDTH, HEIGHT, NAME, VALUE = 720.0, 30.0, 250.0, 110.0
LONGEST = 38  # letters of a name


class Part(NamedTuple):
    """One bar."""

    name: str
    value: float
    shown: str
    """The value in words."""


def ranked(parts: Sequence[Part], said: str) -> h.Node:
    """A bar for each part, in the order they are given; nothing where there is none."""
    if not parts:
        return None
    most = max([0.0, *(one.value for one in parts)]) or 1.0
    room = WIDTH - NAME - VALUE
    return picture(
        "ranked", WIDTH, HEIGHT * len(parts), said, [_bar(n, one, most, room) for n, one in enumerate(parts)]
    )


def _bar(number: int, part: Part, most: float, room: float) -> h.Element:
    top, length = number * HEIGHT, max(part.value, 0.0) / most * room
    name = part.name if len(part.name) <= LONGEST else part.name[: LONGEST - 1] + "…"
    return group[
        told[f"{part.name}: {part.shown}"],
        text(".name", x=f"{NAME - 10:g}", y=f"{top + 19:g}", text_anchor="end")[name],
        rect(x=f"{NAME:g}", y=f"{top + 6:g}", width=f"{length:.1f}", height=f"{HEIGHT - 12:g}", rx="2"),
        text(".value", x=f"{NAME + length + 8:.1f}", y=f"{top + 19:g}")[part.shown],
    ]
