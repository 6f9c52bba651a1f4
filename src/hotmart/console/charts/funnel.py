"""Stages, each of which leaves some behind: from an order to what was kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import htpy as h

from hotmart.console.charts.svg import group, picture, polygon, rect, text, told

WIDTH, HEIGHT, GAP, NAMES = 440.0, 46.0, 26.0, 180.0


class Stage(NamedTuple):
    """One stage, and how many are left."""

    name: str
    value: float
    shown: str
    of_before: str = ""
    """The share that came this far of the stage before, in words."""


def funnel(stages: Sequence[Stage], said: str) -> h.Node:
    """The stages from above; nothing where nobody came."""
    if not stages or not stages[0].value:
        return None
    widths = [(WIDTH - NAMES) * one.value / stages[0].value for one in stages]
    drawn = [_stage(number, one, widths[number]) for number, one in enumerate(stages)]
    falls = [_fall(number, before, after) for number, (before, after) in enumerate(pairwise(widths))]
    height = len(stages) * (HEIGHT + GAP) - GAP
    return picture("funnel", WIDTH, height, said, falls, drawn)


def _stage(number: int, stage: Stage, width: float) -> h.Element:
    top = number * (HEIGHT + GAP)
    return group[
        told[f"{stage.name}: {stage.shown} {stage.of_before}".strip()],
        rect(x=f"{_left(width):.1f}", y=f"{top:g}", width=f"{width:.1f}", height=f"{HEIGHT:g}", rx="4"),
        text(".name", x="0", y=f"{top + 19:g}")[stage.name],
        text(".much", x="0", y=f"{top + 39:g}")[stage.shown],
        text(".of-before", x=f"{NAMES - 14:g}", y=f"{top + 39:g}", text_anchor="end")[stage.of_before],
    ]


def _fall(number: int, before: float, after: float) -> h.Element:
    top = number * (HEIGHT + GAP) + HEIGHT
    corners = [
        (_left(before), top),
        (_left(before) + before, top),
        (_left(after) + after, top + GAP),
        (_left(after), top + GAP),
    ]
    return polygon(points=" ".join(f"{x:.1f},{y:g}" for x, y in corners))


def _left(width: float) -> float:
    return NAMES + (WIDTH - NAMES - width) / 2
