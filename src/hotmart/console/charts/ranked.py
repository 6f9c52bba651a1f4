"""Bars from the left, the longest first: who or what has most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from hotmart.console.charts.svg import group, link, picture, rect, text, told

WIDTH, HEIGHT, VALUE = 440.0, 40.0, 8.0
LONGEST = 52  # letters of a name


class Part(NamedTuple):
    """One bar."""

    name: str
    value: float
    shown: str
    """The value in words."""
    leads: str | None = None
    """Where a press on it leads."""


def ranked(parts: Sequence[Part], said: str) -> h.Node:
    """A bar for each part, its name above it, in the order they are given; nothing where there is none."""
    if not parts:
        return None
    most = max([0.0, *(one.value for one in parts)]) or 1.0
    bars = [_bar(number, one, most) for number, one in enumerate(parts)]
    return picture("ranked", WIDTH, HEIGHT * len(parts), said, bars, role="group")


def _bar(number: int, part: Part, most: float) -> h.Element:
    top, length = number * HEIGHT, max(part.value, 0.0) / most * WIDTH
    name = part.name if len(part.name) <= LONGEST else part.name[: LONGEST - 1] + "…"
    drawn = group[
        told[f"{part.name}: {part.shown}"],
        rect(".track", x="0", y=f"{top + 22:g}", width=f"{WIDTH:g}", height="9", rx="4"),
        rect(x="0", y=f"{top + 22:g}", width=f"{length:.1f}", height="9", rx="4"),
        text(".name", x="0", y=f"{top + 15:g}")[name],
        text(".value", x=f"{WIDTH:g}", y=f"{top + 15:g}", text_anchor="end")[part.shown],
    ]
    return link(href=part.leads)[drawn] if part.leads else drawn
