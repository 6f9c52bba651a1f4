"""Days of a zone: whatever it is, no row that an endpoint has is called gone, and every one is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.config.findings import ConfigError
from hotmart.request import Request
from hotmart.sources.origin import ManualOrigin
from hotmart.streams.stream import Stream
from hotmart.streams.windows import DAY, HOUR, Window, cover
from hotmart.sync.question import Question, fewest
from hotmart.zone import zone

from .endpoint import source

NAMES = [
    "America/Sao_Paulo",
    "Pacific/Kiritimati",
    "Etc/GMT+12",
    "Asia/Kolkata",
    "Europe/Lisbon",
    "Australia/Lord_Howe",
    "UTC",
]
SUMMERS = 1_500_000_000_000  # 2017, when Brazil still had them
offsets = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
zones: st.SearchStrategy[tzinfo] = st.one_of(offsets, st.sampled_from(NAMES).map(zone))
starts = st.integers(SUMMERS, SUMMERS + 800 * DAY)
moments = st.lists(st.integers(-3 * DAY, 40 * DAY), max_size=30, unique=True)


def stream(name: str | None, *, exclusive: bool) -> Stream:
    window = {"start": "from", "end": "to", "field": "at", "format": "date", "end_exclusive": exclusive}
    origin = ManualOrigin("orders", source(window=window, zone=name), None)
    return Stream("orders", origin, "Orders.", "Pedidos.")


def answered(request: Request, rows: list[int], at: tzinfo, *, exclusive: bool) -> set[int]:
    """The rows whose day, where the endpoint is, lies in the days that are asked for."""
    told: dict[str, Any] = dict(request.query)
    first, last = date.fromisoformat(told["from"]), date.fromisoformat(told["to"])
    last -= timedelta(days=exclusive)
    return {
        row for row in rows if first <= datetime.fromtimestamp(row / 1000, UTC).astimezone(at).date() <= last
    }


def windows_of(read: Stream, start: int, days: int, longest: int) -> list[Window]:
    whole = Window(start, start + days * DAY).widened(read.origin.grain)
    return cover(whole, longest * HOUR, read.origin.grain)


@given(zones, starts, moments, st.integers(1, 30), st.integers(1, 300), st.booleans(), st.data())
def test_a_row_that_the_endpoint_has_is_never_called_gone(
    at: tzinfo, start: int, moments: list[int], days: int, longest: int, exclusive: bool, data: st.DataObject
) -> None:
    rows, read = [start + moment for moment in moments], stream(None, exclusive=exclusive)
    windows = windows_of(read, start, days, longest)
    some = data.draw(st.lists(st.sampled_from(windows), unique=True, min_size=1))
    came: set[int] = set()
    for window in some:
        (request,) = Question(read, window).requests()
        came |= answered(request, rows, at, exclusive=exclusive)
    for extent in fewest(read, [Question(read, window).extent for window in some]):
        assert extent.start is not None
        assert extent.end is not None
        assert {row for row in rows if extent.start <= row < extent.end} <= came


@given(st.sampled_from(NAMES), starts, moments, st.integers(1, 30), st.integers(1, 300), st.booleans())
def test_in_a_zone_that_is_told_every_row_is_asked_for_once_and_spoken_for(
    name: str, start: int, moments: list[int], days: int, longest: int, exclusive: bool
) -> None:
    rows, read = [start + moment for moment in moments], stream(name, exclusive=exclusive)
    windows = windows_of(read, start, days, longest)
    assert all(left.end == right.start for left, right in pairwise(windows))
    for window in windows:
        (request,) = Question(read, window).requests()
        inside = {row for row in rows if window.start <= row < window.end}
        assert answered(request, rows, zone(name), exclusive=exclusive) == inside
        assert fewest(read, [Question(read, window).extent]) == [Question(read, window).extent]
    assert windows[0].start <= start < start + days * DAY <= windows[-1].end


def test_windows_that_were_read_before_the_zone_was_told_are_sure_of_no_edge() -> None:
    utc = Window(SUMMERS // DAY * DAY, SUMMERS // DAY * DAY + 3 * DAY)
    read = stream("America/Sao_Paulo", exclusive=False)
    assert read.origin.certain(utc) == Window(utc.start + 12 * HOUR, utc.end - 14 * HOUR)


@pytest.mark.parametrize(("format", "sure"), [("ms", True), ("s", True), ("iso", True), ("date", False)])
def test_only_days_have_edges_that_are_not_sharp(format: str, sure: bool) -> None:
    window = {"start": "from", "end": "to", "field": "at", "format": format}
    for name, sharp in ((None, sure), ("Asia/Kolkata", True)):
        told = source(window=window, zone=name, total="total")
        assert Stream("orders", ManualOrigin("orders", told, None), "", "").provable == sharp


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("America/SaoPaulo", "America/Sao_Paulo"),
        ("america/sao_paulo ", "America/Sao_Paulo"),
        ("-03:00", "America/Sao_Paulo"),
    ],
)
def test_a_zone_that_there_is_not_is_refused_with_one_that_there_is(name: str, near: str) -> None:
    with pytest.raises(ConfigError, match=rf"sources\.orders\.zone.*{near}"):
        ManualOrigin.from_config("orders", source(zone=name))


def test_the_midnights_of_a_zone_follow_its_summers() -> None:
    read, brazil = stream("America/Sao_Paulo", exclusive=False), ZoneInfo("America/Sao_Paulo")
    summer = datetime(2018, 11, 4, 12, tzinfo=brazil)  # a day whose first hour there is not
    before = read.origin.grain.before(int(summer.timestamp() * 1000))
    assert datetime.fromtimestamp(before / 1000, brazil) == datetime(2018, 11, 4, 1, tzinfo=brazil)
