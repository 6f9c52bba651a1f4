"""Bars over time, with what they are held against as a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from hotmart.console.charts.axes import Frame, grid, labels
from hotmart.console.charts.scale import Scale, scale
from hotmart.console.charts.svg import circle, group, path, picture, rect, told

LARGE, SMALL = Frame(720.0, 240.0), Frame(360.0, 130.0, most_labels=5)
BROAD = Frame(1200.0, 260.0)
"""Alone over the whole width of a desk; on a phone it scrolls by itself."""
_KINDS = {LARGE: "over-time", SMALL: "over-time.small", BROAD: "over-time.broad"}
MOST_DOTS = 32


class Point(NamedTuple):
    """One stretch of time."""

    label: str
    """What stands under it."""
    value: float | None
    said: str
    """What it is, in words, for whoever points at it."""
    before: float | None = None
    """What it is held against."""


def over_time(points: Sequence[Point], said: str, *, frame: Frame = LARGE) -> h.Node:
    """Bars, one for each point; nothing where there is none."""
    if not points:
        return None
    values = [v for one in points for v in (one.value, one.before) if v is not None]
    y = scale(values, frame.room, wanted=2 if frame is SMALL else 4)
    return picture(
        _KINDS[frame],
        frame.width,
        frame.height,
        said,
        grid(frame, y),
        _bars(points, frame, y),
        _before(points, frame, y),
        labels(frame, [one.label for one in points]),
    )


def _bars(points: Sequence[Point], frame: Frame, y: Scale) -> h.Element:
    zero, step = frame.top_of(y, 0), frame.step(len(points))
    bars: list[h.Element] = []
    for number, one in enumerate(points):
        top, bottom = sorted((frame.top_of(y, one.value or 0.0), zero))
        bars.append(
            rect(
                x=f"{frame.left + number * step + step * 0.15:.1f}",
                y=f"{top:.1f}",
                width=f"{step * 0.7:.1f}",
                height=f"{bottom - top:.1f}",
                rx="2",
            )[told[one.said]]
        )
    return group(".bars")[bars]


def _before(points: Sequence[Point], frame: Frame, y: Scale) -> h.Node:
    step = frame.step(len(points))
    places = [
        (frame.left + (number + 0.5) * step, frame.top_of(y, one.before))
        for number, one in enumerate(points)
        if one.before is not None
    ]
    if not places:
        return None
    way = "M" + "L".join(f"{x:.1f} {height:.1f}" for x, height in places)
    dots = [circle(cx=f"{x:.1f}", cy=f"{height:.1f}", r="2.5") for x, height in places]
    return group(".before")[path(d=way), dots if len(dots) < MOST_DOTS else []]
