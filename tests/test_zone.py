"""A day is one of the account's zone, whatever its clocks did on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.errors import ConfigurationError
from hotmart.zone import USUAL, first_moment, last_moment, zone

ZONES = (USUAL, "UTC", "Europe/Madrid", "Pacific/Kiritimati", "America/Los_Angeles", "Pacific/Apia")
DAYS = st.dates(date(1990, 1, 1), date(2035, 1, 1))


@given(DAYS, st.sampled_from(ZONES))
def test_days_follow_each_other_without_a_gap_and_without_a_moment_twice(day: date, name: str) -> None:
    days = [day + timedelta(days=more) for more in range(3)]
    for one, following in pairwise(days):
        assert first_moment(one, name) <= first_moment(following, name)
        assert last_moment(one, name) + timedelta(milliseconds=1) == first_moment(following, name)


@given(DAYS, st.sampled_from(ZONES[:-1]))  # Apia once skipped a whole day
def test_the_first_and_the_last_moment_of_a_day_are_of_that_day(day: date, name: str) -> None:
    for moment in (first_moment(day, name), last_moment(day, name)):
        assert moment.tzinfo is UTC
        assert moment.astimezone(zone(name)).date() == day


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2018, 11, 4), 23), (date(2018, 2, 17), 25), (date(2020, 11, 1), 24)]
)
def test_the_summers_of_before_2019_are_known(day: date, hours: int) -> None:
    length = last_moment(day, USUAL) - first_moment(day, USUAL) + timedelta(milliseconds=1)
    assert length == timedelta(hours=hours)


def test_a_day_in_sao_paulo_begins_at_three_in_the_morning_utc() -> None:
    assert first_moment(date(2025, 3, 31), USUAL) == datetime(2025, 3, 31, 3, tzinfo=UTC)
    assert last_moment(date(2025, 3, 31), USUAL) == datetime(2025, 4, 1, 2, 59, 59, 999_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("america/sao_paulo", USUAL), ("America/SaoPaulo", USUAL), ("-03:00", "such as"), ("../etc", "such as")],
)
def test_a_zone_that_is_none_is_refused_with_the_one_that_was_meant(name: str, meant: str) -> None:
    with pytest.raises(ConfigurationError, match=meant):
        zone(name)
