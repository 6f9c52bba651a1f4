"""The SQL of a metric, for one question over the tables there are: one SELECT that anybody can run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from hotmart.metrics.bases import Tables
from hotmart.metrics.facts import BESIDE, IN_BUCKETS, with_facts
from hotmart.metrics.metric import Metric
from hotmart.metrics.question import Question
from hotmart.warehouse.sql import literal, quoted

FEW = 31
"""So many stretches of time are told by their ends; to find that of each row takes longer."""


def statement(
    metric: Metric,
    question: Question,
    tables: Tables,
    known_to: datetime | None,
    made: Mapping[str, str] | None = None,
) -> str:
    """A SELECT of `bucket`, what it is divided by, `currency` and `value`, as far as the metric has them.

    Days are those of the session's time zone. `known_to` is the moment until which anything is known: the end
    of what runs on. `made` are facts that stand in tables already.
    """
    divided = [(one, metric.by[one]) for one in question.by if one != "currency"]
    beside = tuple(dict.fromkeys(BESIDE[one] for one in question.dimensions if one in BESIDE))
    facts = with_facts(metric.fact, tables, made, *beside).replace("$known_to", _moment(known_to))
    bucket = _bucket(metric, question)
    currency = metric.currency or (metric.by["currency"] if "currency" in question.by else "")
    keys = [(name, sql) for name, sql in (("bucket", bucket), *divided, ("currency", currency)) if sql]
    told = [f"{sql} AS {quoted(name)}" for name, sql in keys]
    values = ", ".join([*told, f"{metric.summed()} AS value"])
    joined = "".join(f" LEFT JOIN {one} USING (transaction)" for one in beside)
    select = f"SELECT {values}\nFROM {metric.fact}{joined}{_where(metric, question)}"
    grouped = f"{select}\nGROUP BY ALL" if keys else select
    whole = _of_whole(grouped, [name for name, _ in keys]) if metric.of_whole else grouped
    ordered = f"{whole}\nORDER BY ALL" if keys else whole
    return f"{_with_buckets(metric, question, facts, known_to)}\n{ordered}"


def _bucket(metric: Metric, question: Question) -> str:
    if metric.fact in IN_BUCKETS:
        return "bucket" if question.step else ""
    if metric.kind == "now" or question.step is None:
        return ""
    buckets = question.buckets()
    if len(buckets) > FEW:
        return f"greatest(date_trunc('{question.step}', {metric.when})::DATE, DATE '{question.start}')"
    cases = [f"WHEN {metric.when} < TIMESTAMPTZ '{after.start}' THEN DATE '{one.start}'"
             for one, after in pairwise(buckets)]  # fmt: skip
    last = f"DATE '{buckets[-1].start}'"
    return f"CASE {' '.join(cases)} ELSE {last} END" if cases else last


def _where(metric: Metric, question: Question) -> str:
    conditions = [] if metric.where == "true" else [metric.where]
    if metric.kind != "now" and metric.fact not in IN_BUCKETS:
        period = (
            f"{metric.when} >= TIMESTAMPTZ '{question.start}' AND"
            f" {metric.when} < TIMESTAMPTZ '{question.end + timedelta(days=1)}'"
        )
        conditions.insert(0, period)
    conditions += [_only(metric.by[name], value) for name, value in question.only]
    return "\nWHERE " + "\n  AND ".join(conditions) if conditions else ""


def _only(column: str, value: str | None) -> str:
    """As text, since the column may hold a number; whoever reads the SQL can run it as it stands."""
    return f"{column} IS NULL" if value is None else f"CAST({column} AS VARCHAR) = {literal(value)}"


def _with_buckets(metric: Metric, question: Question, facts: str, known_to: datetime | None) -> str:
    """The facts, after the buckets where they need them. No bucket goes on after what is known."""
    if metric.fact not in IN_BUCKETS:
        return facts
    until = _moment(known_to)
    rows = ",\n  ".join(
        f"(DATE '{one.start}', TIMESTAMPTZ '{one.start}',"
        f" least(TIMESTAMPTZ '{one.end + timedelta(days=1)}', {until}))"
        for one in question.buckets()
    )
    buckets = f"SELECT * FROM (VALUES\n  {rows}) t(bucket, starts_at, ends_at) WHERE starts_at < ends_at"
    return facts.replace("WITH ", f"WITH buckets AS ({buckets}),\n", 1)


def _moment(known_to: datetime | None) -> str:
    return "now()" if known_to is None else f"TIMESTAMPTZ '{known_to.isoformat()}'"


def _of_whole(select: str, keys: list[str]) -> str:
    """Each value as its share of all values of that stretch of time and currency."""
    whole = ", ".join(quoted(key) for key in keys if key in ("bucket", "currency"))
    names = ", ".join(map(quoted, keys))
    part = f" OVER (PARTITION BY {whole})" if whole else " OVER ()"
    return f"SELECT {names}, value / nullif(sum(value){part}, 0) AS value FROM ({select})"
