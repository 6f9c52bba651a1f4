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
    found = read(told) if isinstance(told, str) else told * (1000 if how == "s" else 1)
    assert found is not None
    return found


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


@pytest.mark.parametrize("text", ["soon", "", "31/01/2024", "2024-13-01"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert read(text) is None


def test_a_moment_without_a_zone_is_in_utc() -> None:
    noon = datetime(2024, 1, 31, 12, tzinfo=UTC)
    assert read("2024-01-31T12:00:00") == read("2024-01-31 09:00:00-03:00") == noon.timestamp() * 1000
