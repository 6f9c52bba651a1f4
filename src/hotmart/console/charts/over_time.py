"""Bars over time, with what they are held against as a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from hotmart.console.charts.scale import Scale, scale, short
from hotmart.console.charts.svg import circle, group, line, path, picture, rect, text, told

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 720.0, 240.0, 52.0, 24.0, 10.0
MOST_LABELS = 12


class Point(NamedTuple):
    """One stretch of time."""

    label: str
    """What stands under it."""
    value: float | None
    said: str
    """What it is, in words, for whoever points at it."""
    before: float | None = None
    """What it is held against."""


def over_time(points: Sequence[Point], said: str) -> h.Node:
    """Bars, one for each point; nothing where there is none."""
    if not points:
        return None
    values = [v for one in points for v in (one.value, one.before) if v is not None]
    y = scale(values, HEIGHT - TOP - BOTTOM)
    step = (WIDTH - LEFT) / len(points)
    return picture(
        "over-time",
        WIDTH,
        HEIGHT,
        said,
        _grid(y),
        _bars(points, y, step),
        _before(points, y, step),
        _labels(points, step),
    )


def _top(y: Scale, value: float) -> float:
    return HEIGHT - BOTTOM - y.at(value)


def _grid(y: Scale) -> list[h.Element]:
    return [
        group(".grid")[
            line(x1=f"{LEFT:g}", x2=f"{WIDTH:g}", y1=f"{_top(y, step):.1f}", y2=f"{_top(y, step):.1f}"),
            text(x=f"{LEFT - 8:g}", y=f"{_top(y, step) + 4:.1f}", text_anchor="end")[short(step)],
        ]
        for step in y.steps
    ]


def _bars(points: Sequence[Point], y: Scale, step: float) -> h.Element:
    zero = _top(y, 0)
    bars: list[h.Element] = []
    for number, one in enumerate(points):
        value = one.value or 0.0
        top, bottom = sorted((_top(y, value), zero))
        bars.append(
            rect(
                x=f"{LEFT + number * step + step * 0.15:.1f}",
                y=f"{top:.1f}",
                width=f"{step * 0.7:.1f}",
                height=f"{bottom - top:.1f}",
                rx="2",
            )[told[one.said]]
        )
    return group(".bars")[bars]


def _before(points: Sequence[Point], y: Scale, step: float) -> h.Node:
    places = [
        (LEFT + (number + 0.5) * step, _top(y, one.before))
        for number, one in enumerate(points)
        if one.before is not None
    ]
    if not places:
        return None
    way = "M" + "L".join(f"{x:.1f} {height:.1f}" for x, height in places)
    dots = (
        [circle(cx=f"{x:.1f}", cy=f"{height:.1f}", r="2.5") for x, height in places]
        if len(places) < 32
        else []
    )
    return group(".before")[path(d=way), dots]


def _labels(points: Sequence[Point], step: float) -> h.Element:
    every = -(-len(points) // MOST_LABELS)
    return group(".labels")[
        (
            text(x=f"{LEFT + (number + 0.5) * step:.1f}", y=f"{HEIGHT - 6:g}", text_anchor="middle")[
                one.label
            ]
            for number, one in enumerate(points)
            if number % every == 0
        )
    ]
