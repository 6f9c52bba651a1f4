"""The moments of a schedule are those that another reading of the calendar finds, on odd days too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.recurrence.fields import read_fields
from hotmart.recurrence.moments import following, moments
from recurrence.by_the_minute import fires

ODD = [
    # the clock leaps over midnight, and later shows the last hour of a day twice
    ("America/Sao_Paulo", datetime(2018, 11, 4, 3, tzinfo=UTC)),
    ("America/Sao_Paulo", datetime(2018, 2, 18, 2, tzinfo=UTC)),
    ("America/Asuncion", datetime(2023, 10, 1, 4, tzinfo=UTC)),
    ("America/Asuncion", datetime(2024, 3, 24, 3, tzinfo=UTC)),
    ("Africa/Cairo", datetime(2024, 4, 25, 22, tzinfo=UTC)),
    ("Africa/Cairo", datetime(2024, 10, 31, 21, tzinfo=UTC)),
    # by half an hour
    ("Australia/Lord_Howe", datetime(2024, 10, 5, 15, 30, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2024, 4, 6, 15, tzinfo=UTC)),
    ("America/New_York", datetime(2024, 3, 10, 7, tzinfo=UTC)),
    ("America/New_York", datetime(2024, 11, 3, 6, tzinfo=UTC)),
    ("UTC", datetime(2024, 2, 29, 12, tzinfo=UTC)),
    # a day that did not come
    ("Pacific/Apia", datetime(2011, 12, 30, 10, tzinfo=UTC)),
]


def field(least: int, most: int) -> st.SearchStrategy[str]:
    number = st.integers(least, most)
    spans = st.tuples(number, number, st.integers(1, 7)).map(
        lambda one: f"{min(one[:2])}-{max(one[:2])}" + (f"/{one[2]}" if one[2] > 3 else "")
    )
    several = st.lists(st.one_of(number.map(str), spans), min_size=1, max_size=3).map(",".join)
    stepped = st.integers(1, 20).filter(lambda step: step <= most).map(lambda step: f"*/{step}")
    return st.one_of(st.just("*"), several, several, stepped)


days = st.one_of(st.just("*"), field(1, 31))
weekdays = st.one_of(st.just("*"), field(0, 7), st.sampled_from(["MON", "SAT,SUN", "MON-FRI"]))
early = st.one_of(field(0, 23), field(0, 3), st.integers(0, 3).map(str))
expressions = st.tuples(field(0, 59), early, days, st.just("*"), weekdays).map(" ".join)


@pytest.mark.slow
@pytest.mark.parametrize(("zone", "odd"), ODD, ids=lambda one: str(one)[:20])
@settings(deadline=None)
@given(fields=expressions, before=st.integers(0, 36 * 60 * 60))
def test_they_are_those_that_a_look_at_every_minute_finds(
    zone: str, odd: datetime, fields: str, before: int
) -> None:
    since = odd - timedelta(seconds=before)
    until = odd + timedelta(hours=30)
    expected = list(fires(fields, since, until, zone))
    assert list(moments(read_fields(fields), since, until, zone)) == expected


@pytest.mark.parametrize(("zone", "odd"), ODD, ids=lambda one: str(one)[:20])
@pytest.mark.parametrize(
    "fields", ["30 0 * * *", "*/30 * * * *", "0 */3 * * *", "45 1,2 * * *", "0 23 * * *"]
)
def test_around_an_odd_hour_usual_schedules_agree_with_it_too(zone: str, odd: datetime, fields: str) -> None:
    since, until = odd - timedelta(hours=8), odd + timedelta(hours=8)
    assert list(moments(fields, since, until, zone)) == list(fires(fields, since, until, zone))


def test_a_time_that_does_not_exist_is_due_at_the_first_moment_after_it() -> None:
    found = following("30 0 * * *", datetime(2018, 11, 3, 12, tzinfo=UTC), "America/Sao_Paulo")
    assert found == datetime(2018, 11, 4, 1, tzinfo=ZoneInfo("America/Sao_Paulo"))


def test_a_time_that_comes_twice_is_due_once() -> None:
    day = datetime(2024, 11, 3, tzinfo=ZoneInfo("America/New_York"))
    found = list(moments("30 1 * * *", day, day + timedelta(hours=24), "America/New_York"))
    assert found == [datetime(2024, 11, 3, 5, 30, tzinfo=UTC)]


def test_what_follows_is_never_before_in_the_hour_that_comes_twice() -> None:
    again = datetime(2024, 11, 3, 6, 15, tzinfo=UTC)  # 01:15 for the second time
    assert following("30 1 * * *", again, "America/New_York") == datetime(2024, 11, 4, 6, 30, tzinfo=UTC)


def test_every_quarter_of_an_hour_stays_one_in_the_hour_that_comes_twice() -> None:
    start = datetime(2024, 11, 3, 5, tzinfo=UTC)
    found = list(moments("*/15 * * * *", start, start + timedelta(hours=2), "America/New_York"))
    assert len(found) == 8


def test_either_day_is_enough_where_both_are_told() -> None:
    start = datetime(2024, 1, 29, tzinfo=UTC)  # a Monday
    found = list(moments("0 12 31 * MON", start, start + timedelta(days=8), "UTC"))
    assert [one.day for one in found] == [29, 31, 5]


def test_what_comes_once_in_four_years_is_found_and_what_never_comes_is_none() -> None:
    start = datetime(2096, 3, 1, tzinfo=UTC)
    assert following("0 8 29 2 *", start, "UTC") == datetime(2104, 2, 29, 8, tzinfo=UTC)
