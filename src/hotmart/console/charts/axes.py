"""What stands around a chart over time: its lines, and the days below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from hotmart.console.charts.scale import Scale, short
from hotmart.console.charts.svg import group, line, text

LEFT, BOTTOM, TOP = 52.0, 24.0, 10.0


class Frame(NamedTuple):
    """How large a chart is, in units of its picture."""

    width: float
    height: float
    left: float = LEFT
    most_labels: int = 12

    @property
    def room(self) -> float:
        """The height of what is drawn."""
        return self.height - TOP - BOTTOM

    def step(self, often: int) -> float:
        """The width of one of so many stretches."""
        return (self.width - self.left) / often

    def top_of(self, y: Scale, value: float) -> float:
        """How far below the top of the picture a value is."""
        return self.height - BOTTOM - y.at(value)


def grid(frame: Frame, y: Scale) -> list[h.Element]:
    """A line for each round step, with its number."""
    return [
        group(".grid")[
            line(
                x1=f"{frame.left:g}", x2=f"{frame.width:g}", y1=(at := f"{frame.top_of(y, step):.1f}"), y2=at
            ),
            text(x=f"{frame.left - 8:g}", y=f"{frame.top_of(y, step) + 4:.1f}", text_anchor="end")[
                short(step)
            ],
        ]
        for step in y.steps
    ]


def labels(frame: Frame, words: Sequence[str]) -> h.Element:
    """What stands below the stretches, as many as have room; every other one gives way on a phone."""
    step, every = frame.step(len(words)), -(-len(words) // frame.most_labels)
    shown = [(number, word) for number, word in enumerate(words) if number % every == 0]
    return group(".labels")[
        (
            text(
                x=f"{frame.left + (number + 0.5) * step:.1f}",
                y=f"{frame.height - 6:g}",
                text_anchor="middle",
                class_="spare" if place % 2 else None,
            )[word]
            for place, (number, word) in enumerate(shown)
        )
    ]
