"""Metrics over time and by what they are divided by, as blocks with a chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import htpy as h
from htpy import Node

from hotmart.console.blocks import Block
from hotmart.console.charts.over_time import Point, over_time
from hotmart.console.charts.ranked import Part, ranked
from hotmart.console.tiles import as_table
from hotmart.language import Text, say
from hotmart.metrics.figures import Figure, Figures, Measured
from hotmart.metrics.question import Step
from hotmart.metrics.shown import shown, title

MOST_PARTS = 12


def step_for(start: date, end: date) -> Step:
    """Stretches of time that a chart can show: days for up to two months, then weeks, then months."""
    days = (end - start).days + 1
    return "day" if days <= 62 else "week" if days <= 190 else "month"


def trend(key: str, heading: Text, figures: Figures, note: Text | None = None) -> Block:
    """A chart over time for each metric and currency; figures have to be divided by time."""
    charts = [_trend_of(one, currency) for one in figures for currency in _currencies(one)]
    return Block(
        key,
        heading,
        table=as_table(figures),
        chart=h.div(".charts")[charts],
        figures=figures,
        note=note,
        wide=True,
    )


def ranking(key: str, heading: Text, figures: Figures, by: str, note: Text | None = None) -> Block:
    """Who or what has most of a metric, a chart for each currency; figures have to be divided by `by`."""
    charts = [_ranking_of(one, currency, by) for one in figures for currency in _currencies(one)]
    return Block(key, heading, table=as_table(figures), chart=charts, figures=figures, note=note)


def _trend_of(one: Measured, currency: str | None) -> Node:
    points = [
        Point(
            _label(figure.start),
            _number(figure.value),
            f"{figure.start}: {currency or ''} {shown(one.metric, figure.value)}".replace("  ", " "),
            _number(figure.before),
        )
        for figure in sorted(one.figures, key=_start)
        if figure.currency == currency
    ]
    return over_time(points, _said(one, currency))


def _ranking_of(one: Measured, currency: str | None, by: str) -> Node:
    found = [figure for figure in one.figures if figure.currency == currency and figure.value]
    most = sorted(found, key=lambda figure: -float(figure.value or 0))[:MOST_PARTS]
    parts = [
        Part(str(figure.by.get(by) or "–"), float(figure.value or 0), shown(one.metric, figure.value))
        for figure in most
    ]
    return ranked(parts, _said(one, currency))


def _said(one: Measured, currency: str | None) -> str:
    return f"{title(one.metric)}, {currency}" if currency else title(one.metric)


def _currencies(one: Measured) -> Sequence[str | None]:
    """The currencies, the one with most values first: the others are mostly a few sales abroad."""
    often = Counter(figure.currency for figure in one.figures if figure.value)
    return sorted(often, key=lambda currency: (-often[currency], currency or ""))


def _number(value: Decimal | float | None) -> float | None:
    return None if value is None else float(value)


def _label(day: date) -> str:
    return say(day.strftime("%m/%d"), day.strftime("%d/%m"))


def _start(figure: Figure) -> date:
    return figure.start
