"""The elements of a picture."""

from __future__ import annotations

import htpy as h

svg = h.Element("svg")
group = h.Element("g")
rect = h.Element("rect")
line = h.Element("line")
path = h.Element("path")
text = h.Element("text")
told = h.Element("title")
circle = h.Element("circle")


def picture(kind: str, width: float, height: float, said: str, *inside: h.Node) -> h.Element:
    """A chart of so many units that grows with the page; who cannot see it hears what it is of."""
    return h.figure(f".chart.{kind}")[
        h.figcaption[said],
        svg(
            viewBox=f"0 0 {width:g} {height:g}",
            role="img",
            aria_label=said,
            preserveAspectRatio="xMidYMid meet",
        )[inside],
    ]
