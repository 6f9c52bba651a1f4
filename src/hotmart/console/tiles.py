"""Figures as tiles: the value, how it changed, and one click further how it was computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import htpy as h

from hotmart.console.blocks import Block, Column, Kind, Row, Table
from hotmart.console.naming import DIMENSIONS, called
from hotmart.language import Text, say
from hotmart.metrics.catalogue import METRICS
from hotmart.metrics.figures import Figure, Figures, Measured
from hotmart.metrics.metric import Metric
from hotmart.metrics.shown import change_shown, shown, title

GOOD_WHEN_LOW = (
    *("refund_rate", "chargeback_rate", "churn_rate", "overdue_value", "late_subscribers", "refunded_value"),
    *("cancelled_subscribers", "mrr_churn", "mrr_contraction", "unpaid_orders", "unpaid_value"),
)
"""Metrics of which less is better."""
TYPED = ("source", "sck", "campaign", "ad_set", "ad", "placement")
"""Dimensions whose values sellers typed themselves: a person may be named in them."""
_BY_KEY = {one.key: one for one in METRICS}
USUAL = "BRL"


def tiles(
    key: str, title: Text, figures: Figures, note: Text | None = None, *, main: str | None = None
) -> Block:
    """One tile for each metric: large in the main currency, small in the others."""
    return Block(
        key,
        title,
        table=as_table(figures),
        chart=h.div(".tiles")[(_tile(one, figures.compare, main or USUAL) for one in figures)],
        figures=figures,
        note=note,
        wide=True,
    )


def as_table(figures: Figures) -> Table:
    """The same figures as rows, exact; money beside its currency, what is no money without one."""
    compared = (
        [
            Column("before", Text("before", "antes"), "money", words=lambda row: _read(row, "before")),
            Column("change", Text("change", "variação"), "share"),
        ]
        if figures.compare
        else []
    )
    keys = list(dict.fromkeys(key for one in figures for figure in one.figures for key in figure.by))
    columns = [
        Column("metric", Text("metric", "métrica"), words=lambda row: title(_BY_KEY[str(row["metric"])])),
        Column("start", Text("from", "de"), "day"),
        Column("end", Text("to", "até"), "day"),
        *map(dimension, keys),
        Column("currency", Text("currency", "moeda")),
        Column("value", Text("value", "valor"), "money", words=lambda row: _read(row, "value")),
        *compared,
    ]
    rows = [_row(one.metric, figure, figures.compare) for one in figures for figure in one.figures]
    return Table(columns, rows)


def dimension(name: str) -> Column:
    """The column of what figures are divided by: in words for people, as a code in data."""
    if name in TYPED or name == "person":
        kind: Kind = "personal" if name == "person" else "typed"
        return Column(name, DIMENSIONS.get(name, Text(name, name)), kind)
    return Column(
        name, DIMENSIONS.get(name, Text(name, name)), "code", words=lambda row: called(name, row[name])
    )


def ordered(figures: Sequence[Figure], main: str) -> list[Figure]:
    """Those of the main currency first, the others by name."""
    return sorted(figures, key=lambda one: (one.currency != main, one.currency or ""))


def _read(row: Row, name: str) -> str:
    return shown(_BY_KEY[str(row["metric"])], row.get(name))


def _row(metric: Metric, figure: Figure, compare: str | None) -> dict[str, object]:
    told: dict[str, object] = {"metric": metric.key, "start": figure.start, "end": figure.end, **figure.by}
    told |= {"currency": figure.currency, "value": figure.value}
    return told | ({"before": figure.before, "change": figure.change} if compare else {})


def _tile(one: Measured, compare: str | None, main: str) -> h.Element:
    first, others = next(iter(found := ordered(one.figures, main)), None), found[1:]
    return h.article(".tile", {"data-metric": one.metric.key})[
        h.h3[title(one.metric)],
        _large(one.metric, first, compare) if first else h.p(".value")["–"],
        h.p(".others")[_small(one.metric, others)] if others else None,
        None if one.complete else h.p(".lack")[say("incomplete", "incompleto")],
    ]


def _large(metric: Metric, figure: Figure, compare: str | None) -> Iterable[h.Node]:
    yield h.p(".value")[
        h.span(".currency")[figure.currency] if figure.currency else None, shown(metric, figure.value)
    ]
    if compare and metric.kind != "now":
        yield h.p(".change", {"data-good": _is_good(metric, figure)})[
            change_shown(figure),
            h.span(".before")[f" {say('before', 'antes')}: {shown(metric, figure.before)}"],
        ]


def _small(metric: Metric, figures: Sequence[Figure]) -> Iterable[h.Node]:
    for figure in figures:
        if figure.value is not None:
            yield h.span[h.span(".currency")[figure.currency], shown(metric, figure.value)]


def _is_good(metric: Metric, figure: Figure) -> str:
    """`yes`, `no`, or nothing where there is no change."""
    change = figure.change
    if not change:
        return ""
    return "yes" if (change > 0) is not (metric.name in GOOD_WHEN_LOW) else "no"
