"""Periods, stretches and comparisons: every day of a period is in one stretch, and in one only."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.errors import InvalidArgumentError
from hotmart.metrics.catalogue import METRICS, OVERVIEW, chosen
from hotmart.metrics.question import STEPS, Question, asked, compared, fitting

DAYS = st.dates(date(2011, 1, 1), date(2040, 1, 1))


@given(DAYS, st.integers(0, 900), st.sampled_from(STEPS))
def test_the_stretches_of_a_period_are_all_its_days_once(start: date, length: int, step: str) -> None:
    end = start + timedelta(days=length)
    buckets = asked(start, end, [step]).buckets()
    assert (buckets[0].start, buckets[-1].end) == (start, end)
    for one, following in pairwise(buckets):
        assert one.start <= one.end == following.start - timedelta(days=1)


@given(DAYS, st.integers(0, 900))
def test_the_period_before_is_as_long_and_ends_the_day_before(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    before = compared(asked(start, end), "previous")
    assert before.end == start - timedelta(days=1)
    whole_months = start.day == 1 and (end + timedelta(days=1)).day == 1
    assert whole_months or before.end - before.start == end - start
    assert not whole_months or before.start.day == 1


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28"),
        ("2026-01-01", "2026-03-31", "2025-10-01", "2025-12-31"),
        ("2026-03-05", "2026-03-11", "2026-02-26", "2026-03-04"),
    ],
)
def test_whole_months_are_held_against_whole_months(start: str, end: str, first: str, last: str) -> None:
    before = compared(asked(date.fromisoformat(start), date.fromisoformat(end)), "previous")
    assert (str(before.start), str(before.end)) == (first, last)


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2024-02-01", "2024-02-29", "2023-02-01", "2023-02-28"),
        ("2025-02-01", "2025-02-28", "2024-02-01", "2024-02-29"),
        ("2026-03-05", "2026-03-11", "2025-03-05", "2025-03-11"),
    ],
)
def test_a_year_ago_are_the_same_days(start: str, end: str, first: str, last: str) -> None:
    before = compared(asked(date.fromisoformat(start), date.fromisoformat(end)), "last-year")
    assert (str(before.start), str(before.end)) == (first, last)


@pytest.mark.parametrize(
    ("start", "end", "by", "field"),
    [
        (date(2026, 2, 1), date(2026, 1, 31), (), "end"),
        (date(2026, 1, 1), date(2026, 1, 31), ("day", "month"), "by"),
        (date(2011, 1, 1), date(2026, 1, 1), ("day",), "by"),
    ],
)
def test_what_cannot_be_meant_is_refused(start: date, end: date, by: tuple[str, ...], field: str) -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        asked(start, end, by)
    assert refused.value.details["argument"] == field


def test_a_metric_is_divided_only_by_what_it_has() -> None:
    question = Question(date(2026, 1, 1), date(2026, 1, 31), by=("hour",))
    assert fitting(question, *chosen(["sales"])).by == ("hour",)
    with pytest.raises(InvalidArgumentError, match="mrr cannot be divided by 'hour'"):
        fitting(question, chosen(["mrr"])[0])
    with pytest.raises(InvalidArgumentError, match="known of now only"):
        fitting(question._replace(step="month", by=()), *chosen(["overdue_value"]))


def test_a_mix_has_its_parts_where_nobody_says() -> None:
    question = asked(date(2026, 1, 1), date(2026, 1, 31))
    assert fitting(question, *chosen(["payment_mix"])).by == ("payment",)
    assert fitting(question, *chosen(["retention"])) == question._replace(step="month", by=("age",))


def test_the_overview_has_twelve_figures_and_a_wrong_name_is_told_with_the_right_one() -> None:
    assert len(chosen([])) == len(OVERVIEW) == 12
    with pytest.raises(InvalidArgumentError) as refused:
        chosen(["gros_revenue"])
    assert "gross_revenue" in str(refused.value.advice)


def test_of_two_definitions_both_are_given_unless_one_is_named() -> None:
    assert [one.key for one in chosen(["churn_rate"])] == ["churn_rate:saas", "churn_rate:panel"]
    assert [one.key for one in chosen(["churn_rate:panel"])] == ["churn_rate:panel"]


@pytest.mark.parametrize("metric", METRICS, ids=lambda one: one.key)
def test_every_metric_says_what_it_is_in_both_languages(metric: object) -> None:
    one = next(known for known in METRICS if known is metric)
    assert len({known.key for known in METRICS}) == len(METRICS)
    for text in (one.definition, *([one.caveat] if one.caveat else [])):
        assert text.en != text.pt
        assert text.en.endswith(".") and text.pt.endswith(".")
    assert one.needs
    assert (one.unit == "money") <= bool(one.currency)


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("vendas", "sales"),
        ("Faturamento líquido", "net_revenue"),
        ("faturamento_liquido", "net_revenue"),
        ("ticket medio", "average_ticket"),
        ("taxa-de-reembolso", "refund_rate"),
        ("net revenu", "net_revenue"),
    ],
)
def test_a_metric_may_be_meant_by_its_title_in_either_language(told: str, meant: str) -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        chosen([told])
    assert f"Did you mean {meant}?" in str(refused.value)


@pytest.mark.parametrize(
    ("told", "meant"),
    [("mês", "month"), ("produto", "product"), ("Anúncio", "ad"), ("dia_da_semana", "weekday")],
)
def test_what_it_is_divided_by_may_be_meant_in_portuguese(told: str, meant: str) -> None:
    (sales,) = chosen(["sales"])
    with pytest.raises(InvalidArgumentError) as refused:
        fitting(asked(date(2026, 1, 1), date(2026, 1, 31), [told]), sales)
    assert f"Did you mean {meant}?" in str(refused.value)


def test_one_name_to_divide_by_needs_no_list() -> None:
    assert asked(date(2026, 1, 1), date(2026, 1, 31), "month").step == "month"


def test_what_it_cannot_be_compared_with_is_refused() -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        compared(asked(date(2026, 1, 1), date(2026, 1, 31)), "yesterday")  # type: ignore[arg-type]
    assert refused.value.details["argument"] == "compare"
