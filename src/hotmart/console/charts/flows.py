"""What came and what went, over time: bars above and below nought, and what is left of both as a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from hotmart.console.charts.axes import Frame, grid, labels
from hotmart.console.charts.scale import Scale, scale
from hotmart.console.charts.svg import circle, group, legend, path, picture, rect, told

FRAME = Frame(1080.0, 280.0)


class Part(NamedTuple):
    """What came or went of one kind."""

    colour: str
    value: float
    """Below nought for what went."""
    said: str


class Stretch(NamedTuple):
    """One stretch of time."""

    label: str
    parts: Sequence[Part]

    @property
    def came(self) -> float:
        """All that came."""
        return sum(one.value for one in self.parts if one.value > 0)

    @property
    def went(self) -> float:
        """All that went, below nought."""
        return sum(one.value for one in self.parts if one.value < 0)


def flows(stretches: Sequence[Stretch], said: str, names: list[tuple[str, str]]) -> h.Node:
    """The stretches beside each other, with what each colour stands for; nothing where there is none."""
    if not any(one.came or one.went for one in stretches):
        return None
    y = scale([value for one in stretches for value in (one.came, one.went)], FRAME.room)
    step = FRAME.step(len(stretches))
    bars = [_bars(one, FRAME.left + number * step, step, y) for number, one in enumerate(stretches)]
    drawn = picture(
        "flows.broad",
        FRAME.width,
        FRAME.height,
        said,
        grid(FRAME, y),
        bars,
        _left(stretches, step, y),
        labels(FRAME, [one.label for one in stretches]),
    )
    return h.div[drawn, legend(names)]


def _bars(stretch: Stretch, left: float, step: float, y: Scale) -> h.Element:
    drawn: list[h.Element] = []
    up = down = 0.0
    for one in stretch.parts:
        begins = up if one.value > 0 else down
        up, down = (up + one.value, down) if one.value > 0 else (up, down + one.value)
        top, bottom = sorted((FRAME.top_of(y, begins), FRAME.top_of(y, begins + one.value)))
        if bottom - top > 0:
            drawn.append(
                rect(
                    x=f"{left + step * 0.18:.1f}",
                    y=f"{top:.1f}",
                    width=f"{step * 0.64:.1f}",
                    height=f"{bottom - top:.1f}",
                    class_=one.colour,
                )[told[one.said]]
            )
    return group[drawn]


def _left(stretches: Sequence[Stretch], step: float, y: Scale) -> h.Element:
    places = [
        (FRAME.left + (number + 0.5) * step, FRAME.top_of(y, one.came + one.went))
        for number, one in enumerate(stretches)
    ]
    way = "M" + "L".join(f"{x:.1f} {height:.1f}" for x, height in places)
    return group(".before")[
        path(d=way), (circle(cx=f"{x:.1f}", cy=f"{height:.1f}", r="2.5") for x, height in places)
    ]
