"""The elements of a picture."""

from __future__ import annotations

import htpy as h

svg = h.Element("svg")
group = h.Element("g")
rect = h.Element("rect")
line = h.Element("line")
path = h.Element("path")
polygon = h.Element("polygon")
text = h.Element("text")
told = h.Element("title")
circle = h.Element("circle")
link = h.Element("a")

SERIES = 8
"""Colours that tell parts apart: `s0` to `s7`."""


class Written(str):
    """What elements came to, which is escaped: made of an element by `written`, never of a text."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def picture(
    kind: str, width: float, height: float, said: str, *inside: h.Node, role: str = "img"
) -> h.Element:
    """A chart of so many units that grows with the page; who cannot see it hears what it is of.

    One whose parts are links is a `group`: what is an image has no parts.
    """
    # One that is wider than a phone scrolls by itself, which a keyboard has to reach.
    return h.figure(f".chart.{kind}", tabindex="0" if kind.endswith(".broad") else None)[
        h.figcaption[said],
        written(
            svg(
                viewBox=f"0 0 {width:g} {height:g}",
                role=role,
                aria_label=said,
                preserveAspectRatio="xMidYMid meet",
            )[inside]
        ),
    ]


def written(element: h.Element) -> Written:
    """An element as the text it comes to, escaped: within others each part of it costs its depth again."""
    return Written(str(element))


def legend(names: list[tuple[str, str]]) -> h.Element:
    """What each colour stands for: the class of the colour, and its name."""
    return h.ul(".legend")[(h.li[h.span(class_=["swatch", colour]), name] for colour, name in names)]
