"""Charts stay within their picture, whatever values there are, and say in words what they show."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from hotmart.console.charts.flows import FRAME, Part, Stretch, flows
from hotmart.console.charts.funnel import Stage, funnel
from hotmart.console.charts.heat import Cell, Line, heat
from hotmart.console.charts.over_time import BROAD, LARGE, SMALL, Point, over_time
from hotmart.console.charts.ranked import Part as Bar
from hotmart.console.charts.ranked import ranked
from hotmart.console.charts.stacked import REST, Slice, colours_of, stacked

VALUES = st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=40)
WITHIN = 0.2  # of a unit: places are rounded


def boxes(html: str) -> list[tuple[float, float, float, float]]:
    """Each rectangle: left, top, width, height."""
    drawn = re.findall(r"<rect[^>]*>", html)
    found = [dict(re.findall(r' (x|y|width|height)="(-?[\d.]+)"', one)) for one in drawn]
    return [(float(b["x"]), float(b["y"]), float(b["width"]), float(b["height"])) for b in found]


@given(VALUES, st.sampled_from([LARGE, SMALL, BROAD]))
def test_bars_over_time_stay_within_their_picture(values: list[float], frame: object) -> None:
    html = str(over_time([Point("d", value, "said", -value) for value in values], "x", frame=frame))  # type: ignore[arg-type]
    for left, top, width, height in boxes(html):
        assert left >= 0 and left + width <= frame.width + WITHIN  # type: ignore[attr-defined]
        assert top >= -WITHIN and top + height <= frame.height + WITHIN  # type: ignore[attr-defined]
        assert height >= 0


@given(st.lists(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=5), min_size=1, max_size=24))
def test_what_came_and_went_is_stacked_within_its_picture(values: list[list[float]]) -> None:
    stretches = [Stretch("m", [Part("came-0", value, "said") for value in one]) for one in values]
    for _, top, _, height in boxes(str(flows(stretches, "x", []))):
        assert top >= -WITHIN and top + height <= FRAME.height + WITHIN


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=12))
def test_the_slices_of_a_mix_fill_its_bar_and_no_more(values: list[float]) -> None:
    whole = sum(values) or 1.0
    slices = [Slice(str(n), value / whole, "") for n, value in enumerate(values)]
    colours = list(colours_of([one.name for one in slices]).values())
    assert colours[7:] == [REST] * len(colours[7:])
    for left, _, width, _ in boxes(str(stacked(slices, "x", colours=colours))):
        assert left + width <= 440.0 + 1.0


def test_a_funnel_of_nobody_is_nothing() -> None:
    assert funnel([Stage("a", 0, "0"), Stage("b", 0, "0")], "x") is None
    assert "72%" in str(funnel([Stage("a", 100, "100"), Stage("b", 72, "72", "72%")], "x"))


def test_each_field_of_a_heat_map_says_what_it_is() -> None:
    html = str(heat([Line("Mon", [Cell(0.5, "Mon 0h: 3"), None])], ["0h", "1h"], "x", width=440, names=40))
    assert html.count("<rect") == 1
    assert "<title>Mon 0h: 3</title>" in html
    assert "style=" not in html


def test_a_name_with_html_is_text_and_a_long_one_is_cut() -> None:
    html = str(ranked([Bar("<b>x</b>", 1.0, "1"), Bar("n" * 90, 0.5, "½", "/vendas?product=n")], "x"))
    assert "<b>" not in html and "&lt;b&gt;x&lt;/b&gt;" in html
    assert "n…" in html and 'href="/vendas?product=n"' in html
