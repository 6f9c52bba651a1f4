from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.sources.moments import MomentFormat, grain_of, read, written, written_end

NOON = 1706702400000  # 2024-01-31 12:00 UTC
moments = st.integers(-(10**12), 4 * 10**12)
formats: st.SearchStrategy[MomentFormat] = st.sampled_from(["ms", "s", "iso", "date"])


@pytest.mark.parametrize(
    ("how", "start", "end", "open_end"),
    [
        ("ms", NOON, NOON - 1, NOON),
        ("s", 1706702400, 1706702399, 1706702400),
        ("iso", "2024-01-31T12:00:00.000Z", "2024-01-31T11:59:59.999Z", "2024-01-31T12:00:00.000Z"),
        ("date", "2024-01-31", "2024-01-31", "2024-02-01"),
    ],
)
def test_a_bound_is_written_as_the_endpoint_takes_it(
    how: MomentFormat, start: object, end: object, open_end: object
) -> None:
    assert written(NOON, how) == start
    assert written_end(NOON, how, exclusive=False) == end
    assert written_end(NOON, how, exclusive=True) == open_end


def value(told: str | int, how: MomentFormat) -> int:
    """The moment that a bound means."""
    if not isinstance(told, str):
        return told * (1000 if how == "s" else 1)
    found = read(told)
    assert found is not None
    return found.ms


@given(ms=moments, how=formats)
def test_what_is_written_is_read_again_to_its_grain(ms: int, how: MomentFormat) -> None:
    assert value(written(ms, how), how) == grain_of(how).before(ms)


@given(start=moments, length=st.integers(1, 10**9), how=formats, exclusive=st.booleans(), at=st.floats(0, 1))
def test_a_window_leaves_nothing_of_it_out(
    start: int, length: int, how: MomentFormat, exclusive: bool, at: float
) -> None:
    moment = start + int(at * (length - 1))
    first = value(written(start, how), how)
    last = value(written_end(start + length, how, exclusive=exclusive), how)
    assert first <= moment
    assert moment < last if exclusive else grain_of(how).before(moment) <= last


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "",
        "31/02/2024",
        "12/31/2024",
        "2024-13-01",
        "31/01-2024",
        "31/01/24",
        "1/1/2024 2 pm",
        "²",
    ],
)
def test_what_is_no_moment_is_none(text: str) -> None:
    assert read(text, "Asia/Kolkata") is None


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-31T14:05:22",
        "2025-01-31 14:05:22",
        "31/01/2025 14:05:22",
        "31/01/2025, 14:05:22",
        "31/01/2025 às 14:05:22",
        "31-01-2025 14:05:22",
        "31.01.2025  14:05:22.000",
    ],
)
@pytest.mark.parametrize(
    ("zone", "hour"), [(None, 14), ("America/Sao_Paulo", 17), ("UTC", 14), ("Asia/Tokyo", 5)]
)
def test_a_moment_without_a_zone_is_meant_in_that_of_the_source_or_in_utc(
    text: str, zone: str | None, hour: int
) -> None:
    meant = datetime(2025, 1, 31, hour, 5, 22, tzinfo=UTC)
    assert read(text, zone) == (meant.timestamp() * 1000, True)


@pytest.mark.parametrize(
    "text",
    ["2025-01-31T14:05:22-03:00", "31/01/2025 17:05:22 +00:00", "31/01/2025 17:05:22Z", "1738343122000"],
)
def test_a_moment_that_names_its_zone_keeps_it(text: str) -> None:
    assert read(text, "Asia/Tokyo") == (1738343122000, False)


@pytest.mark.parametrize(
    ("day", "hour"), [("01/07/2018", 3), ("01/12/2018", 2), ("2018-12-01", 2), ("1/7/2018", 3)]
)
def test_a_day_begins_in_the_zone_of_the_source_with_its_summers(day: str, hour: int) -> None:
    found = read(day, "America/Sao_Paulo")
    assert found
    assert datetime.fromtimestamp(found.ms / 1000, UTC).hour == hour
