"""Figures as tiles: the value, how it changed, and one click further how it was computed."""

from __future__ import annotations

from collections.abc import Iterable

import htpy as h

from hotmart.console.blocks import Block, Column, Table
from hotmart.language import Text, say
from hotmart.metrics.figures import Figure, Figures, Measured
from hotmart.metrics.metric import Metric
from hotmart.metrics.shown import change_shown, shown, title

GOOD_WHEN_LOW = (
    "refund_rate",
    "chargeback_rate",
    "churn_rate",
    "overdue_value",
    "late_subscribers",
    "refunded_value",
)
"""Metrics of which less is better."""


def tiles(key: str, title: Text, figures: Figures, note: Text | None = None) -> Block:
    """One tile for each metric, with a line for each currency."""
    return Block(
        key,
        title,
        table=as_table(figures),
        chart=h.div(".tiles")[(_tile(one, figures.compare) for one in figures)],
        figures=figures,
        note=note,
        wide=True,
    )


def as_table(figures: Figures) -> Table:
    """The same figures as rows, exact; money beside its currency, what is no money without one."""
    compared = (
        [Column("before", Text("before", "antes")), Column("change", Text("change", "variação"), "share")]
        if figures.compare
        else []
    )
    keys = list(dict.fromkeys(key for one in figures for figure in one.figures for key in figure.by))
    columns = [
        Column("metric", Text("metric", "métrica")),
        Column("start", Text("from", "de"), "day"),
        Column("end", Text("to", "até"), "day"),
        *(Column(key, Text(key, key)) for key in keys),
        Column("currency", Text("currency", "moeda")),
        Column("value", Text("value", "valor")),
        *compared,
    ]
    rows = [_row(one.metric, figure, figures.compare) for one in figures for figure in one.figures]
    return Table(columns, rows)


def _row(metric: Metric, figure: Figure, compare: str | None) -> dict[str, object]:
    told: dict[str, object] = {"metric": metric.key, "start": figure.start, "end": figure.end, **figure.by}
    told |= {"currency": figure.currency, "value": figure.value}
    return told | ({"before": figure.before, "change": figure.change} if compare else {})


def _tile(one: Measured, compare: str | None) -> h.Element:
    lines = list(_lines(one, compare))
    return h.article(".tile", {"data-metric": one.metric.key})[
        h.h3[title(one.metric)],
        lines or h.p(".value")["–"],
        None if one.complete else h.p(".lack")[say("incomplete", "incompleto")],
    ]


def _lines(one: Measured, compare: str | None) -> Iterable[h.Node]:
    for figure in one.figures:
        yield h.p(".value")[
            h.span(".currency")[figure.currency] if figure.currency else None, shown(one.metric, figure.value)
        ]
        if compare and one.metric.kind != "now":
            yield h.p(".change", {"data-good": _is_good(one.metric, figure)})[
                change_shown(figure),
                h.span(".before")[f" {say('before', 'antes')}: {shown(one.metric, figure.before)}"],
            ]


def _is_good(metric: Metric, figure: Figure) -> str:
    """`yes`, `no`, or nothing where there is no change."""
    change = figure.change
    if not change:
        return ""
    return "yes" if (change > 0) is not (metric.name in GOOD_WHEN_LOW) else "no"
