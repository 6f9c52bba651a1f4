"""Measuring: metrics asked of a warehouse, all of one state of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from hotmart.metrics.facts import stands_on, with_facts
from hotmart.metrics.figures import Figure, Figures, Measured, Value
from hotmart.metrics.keeping import KEPT, kept_facts
from hotmart.metrics.known import Known, known_of
from hotmart.metrics.metric import Metric
from hotmart.metrics.question import Bucket, Compare, Question, compared, fitting
from hotmart.metrics.statement import statement
from hotmart.warehouse.asking.own_zone import own_zone
from hotmart.warehouse.sql import literal
from hotmart.warehouse.store import Warehouse
from hotmart.zone import zone

COSTLY = ("levels",)
"""Facts that several metrics stand on, and that take long to make."""


def measure(
    warehouse: Warehouse,
    metrics: Sequence[Metric],
    question: Question,
    *,
    compare: Compare | None = None,
    time_zone: str | None = None,
) -> Figures:
    """The figures of these metrics, from one state of the warehouse, which is only read.

    Raises InvalidArgumentError for what a metric cannot be divided by or compared with, NoWarehouseError
    where nothing was synced yet.
    """
    if compare:
        compared(question, compare)
    asked = [(one, fitting(question, one)) for one in metrics]
    with warehouse.opened(read_only=True) as con:
        where = time_zone or own_zone(con, warehouse.schema)
        con.execute(f"SET TimeZone = {literal(where)}")
        known = known_of(con)
        made = _made(con, metrics, known)
        measured = [_measured(con, metric, fitted, known, compare, made, where) for metric, fitted in asked]
    return Figures(measured, question.start, question.end, where, compare, dict(question.only))


def _made(con: duckdb.DuckDBPyConnection, metrics: Sequence[Metric], known: Known) -> dict[str, str]:
    """The facts that cost most: those that are kept, and those that are made once where several metrics stand
    on them; these are gone with the connection.
    """
    needed = {
        fact: table for fact, table in KEPT.items() if any(stands_on(one.fact, fact) for one in metrics)
    }
    made = kept_facts(con, known.tables, needed) if needed else {}
    for fact in COSTLY:
        if fact not in made and sum(stands_on(metric.fact, fact) for metric in metrics) > 1:
            name = f"temp.made_{fact}"
            select = f"{with_facts(fact, known.tables, made)} SELECT * FROM {fact}"
            con.execute(f"CREATE TEMP TABLE made_{fact} AS {select}")
            made[fact] = name
    return made


def _measured(
    con: duckdb.DuckDBPyConnection,
    metric: Metric,
    question: Question,
    known: Known,
    compare: Compare | None,
    made: Mapping[str, str],
    where: str,
) -> Measured:
    verdict, missing, as_of = known.of(metric, question.dimensions)
    sql = statement(metric, question, known.tables, as_of)
    until = None if as_of is None or metric.kind == "now" else as_of.astimezone(zone(where)).date()
    told = statement(metric, question, known.tables, as_of, made)
    figures = _filled(_figures(con, told, question), metric, question, until)
    if compare and metric.kind != "now":
        earlier = compared(question, compare)
        then = _figures(con, statement(metric, earlier, known.tables, as_of, made), earlier)
        before = _filled(then, metric, earlier, until)
        figures = _known(_held_against(figures, question, before, earlier, metric), until)
    return Measured(metric, figures, verdict, missing, as_of, sql)


def _figures(con: duckdb.DuckDBPyConnection, sql: str, question: Question) -> list[Figure]:
    """The values as they are read."""
    rows = con.execute(sql)
    names = [column[0] for column in rows.description or []]
    buckets = {one.start: one for one in question.buckets()}
    return [_figure(dict(zip(names, row, strict=True)), buckets, question) for row in rows.fetchall()]


def _filled(found: Sequence[Figure], metric: Metric, question: Question, until: date | None) -> list[Figure]:
    """The same with the stretches of which there is nothing, in order; what is not known yet has no value."""
    filled = [*found]
    if question.step and not question.by and metric.unit in ("money", "count"):
        there = {(one.start, one.currency) for one in found}
        currencies = dict.fromkeys(one.currency for one in found)
        filled += [
            Figure(*bucket, {}, currency, _nothing(metric))
            for bucket in question.buckets()
            for currency in currencies
            if (bucket.start, currency) not in there
        ]
    return _known(filled, until)


def _known(figures: Sequence[Figure], until: date | None) -> list[Figure]:
    """In order, and without a value where nothing can be known yet."""
    told = (
        one if until is None or one.value or one.start <= until else one._replace(value=None)
        for one in figures
    )
    return sorted(told, key=_order)


def _order(figure: Figure) -> tuple[Any, ...]:
    """By days, by what it is divided by, by currency; where there is none of these last, as in the SQL."""
    told = (figure.start, *figure.by.values(), figure.currency)
    return tuple((one is None, "" if one is None else one) for one in told)


def _nothing(metric: Metric) -> Value:
    """What a metric comes to where there is nothing."""
    match metric.unit:
        case "money":
            return Decimal(0)
        case "count":
            return 0
        case _:
            return None


def _figure(row: dict[str, Any], buckets: Mapping[date, Bucket], question: Question) -> Figure:
    bucket = buckets[row["bucket"]] if "bucket" in row else Bucket(question.start, question.end)
    by = {name: row[name] for name in question.by if name != "currency"}
    return Figure(*bucket, by, row.get("currency"), _exact(row["value"]))


def _exact(value: Any) -> Value:
    """Money with two decimals where no more are needed."""
    if isinstance(value, Decimal):
        cents = value.quantize(Decimal("0.01"))
        return cents if cents == value else value.normalize()
    return value  # type: ignore[no-any-return]  # DuckDB's own int or float


def _place(figure: Figure, question: Question) -> tuple[Any, ...]:
    """Where a value stands in its question: its stretch by number, what it is divided by, its currency."""
    number = [one.start for one in question.buckets()].index(figure.start)
    return number, *figure.by.values(), figure.currency


def _held_against(
    figures: Sequence[Figure],
    question: Question,
    before: Sequence[Figure],
    earlier: Question,
    metric: Metric,
) -> list[Figure]:
    """Each with what it was; what there was and is no more is told as well."""
    was = {_place(one, earlier): one for one in before}
    there = {_place(one, question) for one in figures}
    buckets = question.buckets()
    gone = [
        one._replace(start=bucket.start, end=bucket.end, value=_nothing(metric), before=one.value)
        for place, one in was.items()
        if place not in there and one.value
        for bucket in buckets[int(place[0]) : int(place[0]) + 1]  # there may be fewer now
    ]
    held = [
        one._replace(before=was[place].value if (place := _place(one, question)) in was else None)
        for one in figures
    ]
    return [*held, *gone]
