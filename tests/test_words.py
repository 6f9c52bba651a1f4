from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.api.choices import SaleStatus
from hotmart.words import Instant, from_wire, milliseconds

stamps = st.integers(min_value=10**11, max_value=253_402_300_799_999)


@given(stamps)
def test_a_moment_survives_the_wire_to_the_millisecond(stamp: int) -> None:
    moment = Instant.from_wire(stamp)
    assert moment.ms == stamp
    assert type(moment) is Instant
    assert moment.tzinfo is UTC


@given(st.integers(min_value=2_315, max_value=5_865_695))
def test_a_moment_told_by_the_day_is_read_like_any_other(half_days: int) -> None:
    for stamp in (half_days * 43_200_000, half_days * 43_200_000 + 1):
        assert from_wire(Instant, stamp) == from_wire(Instant, stamp) == Instant.from_wire(stamp)


@given(st.integers(min_value=0, max_value=10**11 - 1))
def test_a_stamp_too_small_for_milliseconds_is_in_seconds(stamp: int) -> None:
    assert Instant.from_wire(stamp) == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=stamp)


@given(st.datetimes(min_value=datetime(1974, 1, 1), max_value=datetime(9998, 1, 1)), st.integers(-12, 14))  # noqa: DTZ001  # the zone is added below
def test_the_zone_of_a_datetime_does_not_matter(naive: datetime, hours: int) -> None:
    here = naive.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert milliseconds(here) == milliseconds(here.astimezone(UTC))
    assert timedelta(0) <= here - Instant.from_wire(milliseconds(here)) < timedelta(milliseconds=1)


def test_a_date_is_its_first_midnight_in_utc() -> None:
    assert milliseconds(date(2026, 1, 1)) == 1767225600000


@pytest.mark.parametrize("value", ["2026-01-01", True, None, [], 1.5, 10**20, float("nan"), float("inf")])
def test_what_is_no_moment_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="not a moment"):
        from_wire(Instant, value)


def test_a_moment_written_with_a_point_is_still_a_moment() -> None:
    assert from_wire(Instant, 1767225600000.0) == Instant(2026, 1, 1, tzinfo=UTC)


def test_an_open_enum_welcomes_a_value_it_does_not_know() -> None:
    status = msgspec.json.decode(b'"ON_THE_MOON"', type=SaleStatus)
    assert status == "ON_THE_MOON"
    assert isinstance(status, SaleStatus)
    assert not status.known
    assert SaleStatus.APPROVED.known
    assert pickle.loads(pickle.dumps(status)) == status  # noqa: S301  # our own bytes
    assert copy.deepcopy(status) == status
    assert len(SaleStatus) == 17


def test_an_enum_is_only_open_to_text() -> None:
    with pytest.raises(ValueError, match="3"):
        SaleStatus(3)  # type: ignore[arg-type]  # the point


def test_a_moment_shows_itself_in_a_word() -> None:
    assert repr(Instant.from_wire(1767225600123)) == "Instant(2026-01-01T00:00:00.123+00:00)"


def test_a_moment_is_its_milliseconds_as_a_number() -> None:
    assert int(Instant.from_wire(1767225600123)) == 1767225600123
    assert milliseconds(1767225600123) == 1767225600123
