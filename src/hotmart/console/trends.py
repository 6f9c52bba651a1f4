"""Metrics over time and by what they are divided by, as blocks with a chart: the main currency first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import htpy as h
from htpy import Node

from hotmart.console.blocks import Block
from hotmart.console.charts.axes import Frame
from hotmart.console.charts.over_time import LARGE, SMALL, Point, over_time
from hotmart.console.charts.ranked import Part, ranked
from hotmart.console.charts.stacked import REST, Slice, colours_of, stacked
from hotmart.console.discretion import discreet
from hotmart.console.naming import called, stretch
from hotmart.console.tiles import TYPED, as_table
from hotmart.figures import counted, number
from hotmart.language import Text, say
from hotmart.metrics.figures import Figure, Figures, Measured
from hotmart.metrics.question import Step
from hotmart.metrics.shown import shown, title

MOST_PARTS = 10
Leads = Callable[[Any], str]
"""The address to which a value of a dimension leads."""


def step_for(start: date, end: date) -> Step:
    """Stretches of time that a chart can show: days for up to two months, then weeks, then months."""
    days = (end - start).days + 1
    return "day" if days <= 62 else "week" if days <= 190 else "month"


def currencies(one: Measured) -> Sequence[str | None]:
    """The currencies, the one with most values first: the others are mostly a few sales abroad."""
    often = Counter(figure.currency for figure in one.figures if figure.value)
    return sorted(often, key=lambda currency: (-often[currency], currency != "BRL", currency or ""))


def main_currency(figures: Figures) -> str | None:
    """The currency of which there is most in the first of these metrics; None where there is nothing."""
    return next(iter(currencies(figures.measured[0])), None)


def trend(
    key: str, heading: Text, figures: Figures, step: Step, note: Text | None = None, *, wide: bool = True
) -> Block:
    """Charts over time, of each metric in its main currency; in the others small, after a click."""
    large = [_over_time(one, currency, step, LARGE) for one in figures for currency in currencies(one)[:1]]
    small = [_over_time(one, currency, step, SMALL) for one in figures for currency in currencies(one)[1:]]
    return Block(
        key,
        heading,
        table=as_table(figures),
        chart=[
            h.div(".charts")[large] if len(large) > 1 else large,
            h.p(".note.before-line")[say("dashed: the days before", "tracejado: o período anterior")]
            if figures.compare and large
            else None,
            others(figures, small),
        ],
        figures=figures,
        note=note,
        wide=wide,
    )


def ranking(
    key: str,
    heading: Text,
    figures: Figures,
    by: str,
    note: Text | None = None,
    *,
    leads: Leads | None = None,
    most: int = MOST_PARTS,
    reveals: bool = False,
) -> Block:
    """Who or what has most of a metric; figures have to be divided by `by`. A bar may lead to an address."""
    drawn = [
        (currency, _ranked(one, currency, by, leads, most, reveals=reveals))
        for one in figures
        for currency in currencies(one)
    ]
    charts = [chart for _, chart in drawn]
    return Block(
        key,
        heading,
        table=as_table(figures),
        chart=[charts[:1], others(figures, charts[1:], grid=False)],
        figures=figures,
        note=note,
    )


def mix(key: str, heading: Text, figures: Figures, by: str, note: Text | None = None) -> Block:
    """What all of a metric is made of, one bar for each currency; figures have to be divided by `by`."""
    (one,) = figures
    found = sorted((f for f in one.figures if f.value), key=lambda f: -float(f.value or 0))
    order = [f.by.get(by) for f in sorted(found, key=lambda f: f.currency != main_currency(figures))]
    colours = colours_of([str(value) for value in order])
    charts = [_mix(one, [f for f in found if f.currency == c], by, colours, c) for c in currencies(one)]
    return Block(
        key,
        heading,
        table=as_table(figures),
        chart=[charts[:1], others(figures, charts[1:], grid=False)],
        figures=figures,
        note=note,
    )


def others(figures: Figures, charts: Sequence[Node], *, grid: bool = True) -> Node:
    """The charts of the other currencies, after a click; nothing where there is one currency."""
    if not charts:
        return None
    names = [*dict.fromkeys(c for one in figures for c in currencies(one)[1:] if c)]
    how_many = counted(
        len(names), say("other currency", "outra moeda"), say("other currencies", "outras moedas")
    )
    return h.details(".others")[
        h.summary[f"{how_many}: {', '.join(names)}"],
        h.div(".charts.small")[charts] if grid else charts,
    ]


def said(one: Measured, currency: str | None) -> str:
    """What a chart is of."""
    return f"{title(one.metric)}, {currency}" if currency else title(one.metric)


def _over_time(one: Measured, currency: str | None, step: Step, frame: Frame) -> Node:
    points = [
        Point(
            stretch(figure.start, step),
            _number(figure.value),
            f"{figure.start}: {currency or ''} {shown(one.metric, figure.value)}".replace("  ", " "),
            _number(figure.before),
        )
        for figure in sorted(one.figures, key=lambda figure: figure.start)
        if figure.currency == currency
    ]
    return over_time(points, said(one, currency), frame=frame)


def _ranked(
    one: Measured, currency: str | None, by: str, leads: Leads | None, most: int, *, reveals: bool
) -> Node:
    found = [figure for figure in one.figures if figure.currency == currency and figure.value]
    parts = [
        Part(
            _named(by, figure, reveals=reveals),
            float(figure.value or 0),
            shown(one.metric, figure.value),
            leads(figure.by.get(by)) if leads else None,
        )
        for figure in sorted(found, key=lambda figure: -float(figure.value or 0))[:most]
    ]
    return ranked(parts, said(one, currency))


def _named(by: str, figure: Figure, *, reveals: bool) -> str:
    name = called(by, figure.by.get(by))
    return discreet(name) if by in TYPED and not reveals else name


def _mix(
    one: Measured, found: Sequence[Figure], by: str, colours: dict[str, str], currency: str | None
) -> Node:
    whole = sum((float(figure.value or 0) for figure in found), 0.0) or 1.0
    parts: dict[str, tuple[str, float]] = {}
    for figure in found:
        colour, share = colours[str(figure.by.get(by))], float(figure.value or 0) / whole
        is_rest = colour == REST and colour in parts
        name = say("others", "outras") if is_rest else called(by, figure.by.get(by))
        parts[colour] = name, share + (parts[colour][1] if is_rest else 0.0)
    slices = [Slice(name, share, percent(share)) for name, share in parts.values()]
    return stacked(slices, said(one, currency), colours=list(parts))


def percent(share: float) -> str:
    """A share with one place."""
    return f"{number(Decimal(100 * share), 1)}%"


def _number(value: Decimal | float | None) -> float | None:
    return None if value is None else float(value)


def together(charts: Iterable[Node]) -> Node:
    """Charts beside each other where there is room."""
    return h.div(".charts")[list(charts)]
