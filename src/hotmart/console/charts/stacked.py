"""One bar of all, cut into its parts: a mix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from hotmart.console.charts.svg import SERIES, legend, picture, rect, told

WIDTH, HEIGHT = 440.0, 30.0
REST = f"s{SERIES - 1}"
"""The colour of all for which there is none of their own."""


class Slice(NamedTuple):
    """One part."""

    name: str
    share: float
    """From 0 to 1."""
    shown: str


def stacked(slices: Sequence[Slice], said: str, *, colours: Sequence[str]) -> h.Node:
    """The parts beside each other, with what each is below; nothing where there is none."""
    if not slices:
        return None
    bars: list[h.Element] = []
    at = 0.0
    for one, colour in zip(slices, colours, strict=True):
        length = max(one.share, 0.0) * WIDTH
        bars.append(
            rect(
                x=f"{at:.1f}",
                y="0",
                width=f"{max(length - 1.5, 0.5):.1f}",
                height=f"{HEIGHT:g}",
                class_=colour,
            )[told[f"{one.name}: {one.shown}"]]
        )
        at += length
    names = [(colour, f"{one.name} {one.shown}") for one, colour in zip(slices, colours, strict=True)]
    return h.div(".mix")[picture("stacked", WIDTH, HEIGHT, said, bars), legend(names)]


def colours_of(names: Sequence[str]) -> dict[str, str]:
    """A colour for each name, the same in every bar; those that are many share the last."""
    return {name: f"s{min(number, SERIES - 1)}" for number, name in enumerate(dict.fromkeys(names))}
