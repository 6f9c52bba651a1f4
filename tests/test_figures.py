from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hotmart.figures import amount, duration, iso, number, percent, stamp


def test_numbers_are_grouped_as_the_reader_groups_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (number(1_234_567), amount(Decimal("1234.5"))) == ("1,234,567", "1,234.50")
    monkeypatch.setenv("HOTMART_LANG", "pt")
    assert (number(1_234_567), amount(Decimal("1234.5"))) == ("1.234.567", "1.234,50")


def test_a_share_of_nothing_is_a_dash() -> None:
    assert (percent(1, 8), percent(0, 0)) == ("12.5%", "–")


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.4, "0 s"), (59.4, "59 s"), (60, "1 min 00 s"), (3_599, "59 min 59 s"), (7_500, "2 h 05 min")],
)
def test_a_duration_is_told_in_two_units_at_most(seconds: float, told: str) -> None:
    assert duration(seconds) == told


ZONES = st.integers(-840, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(timezones=ZONES))
def test_a_moment_in_iso_is_exact_and_comes_back(moment: datetime) -> None:
    assume(1 < moment.year < 9_999)  # beyond, another zone's midnight has no date in UTC
    assert datetime.fromisoformat(iso(moment)) == moment


@given(st.integers(0, 4 * 10**12))
def test_milliseconds_in_iso_are_exact(ms: int) -> None:
    since = datetime.fromisoformat(iso(ms)) - datetime(1970, 1, 1, tzinfo=UTC)
    assert since == timedelta(milliseconds=ms)


def test_a_moment_for_people_says_that_it_is_utc() -> None:
    assert stamp(0) == stamp(datetime(1970, 1, 1, tzinfo=UTC)) == "1970-01-01 00:00 UTC"
