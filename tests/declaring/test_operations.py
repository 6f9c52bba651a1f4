"""What a listing asks for beside what it was told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.api import CATALOGUE, Sales, Subscriptions
from hotmart.declaring.operations import WINDOW, Listing
from hotmart.errors import InvalidArgumentError
from hotmart.words import milliseconds
from hotmart.zone import USUAL, first_moment, last_moment

CODE = ("subscriber_code", "ABC12345")
ALL_CHARGES = ("transaction_date", "1293840000000")  # from 2011 on


def test_all_charges_of_a_subscriber_are_asked_for_when_no_window_is_given() -> None:
    assert Subscriptions.transactions.request("ABC12345").query == (CODE, ALL_CHARGES, ("max_results", "500"))


def test_a_window_that_is_given_in_part_is_left_as_it_is() -> None:
    day, ms, ask = date(2026, 1, 1), "1767236400000", Subscriptions.transactions.request
    asked = [ask("ABC12345", transaction_date=day), ask("ABC12345", end_transaction_date=day)]
    assert [one.query for one in asked] == [
        (CODE, ("transaction_date", ms), ("max_results", "500")),
        (CODE, ("end_transaction_date", "1767322799999"), ("max_results", "500")),
    ]


def test_nothing_is_added_to_a_question_about_all_subscribers() -> None:
    assert Subscriptions.transactions.request().query == (("max_results", "500"),)


NOW = milliseconds(datetime(2026, 7, 1, 12, tzinfo=UTC))
LISTINGS = [one for one in CATALOGUE if isinstance(one, Listing)]
SPLIT = [one for one in LISTINGS if one.facts.longest and not one.facts.sums]


def bounds(listing: Listing[..., Any], **told: Any) -> list[tuple[int | None, int | None]]:
    requests = listing.requests_in(USUAL, (), told, NOW)
    found = [{name: int(value) for name, value in one.query if name.endswith("_date")} for one in requests]
    return [(one.get("start_date"), one.get("end_date")) for one in found]


@pytest.mark.parametrize(
    "ends",
    [
        (listing, param.name.removeprefix("end_"), param.name)
        for listing in LISTINGS
        for param in listing.params
        if param.name.startswith("end_")
    ],
    ids=lambda ends: f"{ends[0].id}-{ends[2]}",
)
def test_a_date_is_that_whole_day_of_the_account_at_either_end_of_every_period(
    ends: tuple[Listing[..., Any], str, str],
) -> None:
    listing, last = ends[0], ends[2]
    first = next(one.name for one in listing.params if one.name in (ends[1], f"start_{ends[1]}"))
    day, zone = date(2025, 3, 31), "Europe/Madrid"
    asked = dict(listing.request_in(zone, (), {first: day, last: day}).query)
    assert int(asked[listing.param(first).wire_name]) == milliseconds(first_moment(day, zone))
    assert int(asked[listing.param(last).wire_name]) == milliseconds(last_moment(day, zone))


def test_a_moment_at_the_end_of_a_period_stays_exact() -> None:
    noon = datetime(2025, 3, 31, 12, tzinfo=UTC)
    assert bounds(Sales.history, end_date=noon) == [(None, milliseconds(noon))]


@given(
    st.datetimes(datetime(2012, 1, 1), datetime(2026, 6, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.timedeltas(timedelta(0), timedelta(days=5000)),
    st.booleans(),
)
def test_the_windows_of_a_long_period_hold_each_millisecond_once_and_none_is_too_long(
    start: datetime, length: timedelta, ends: bool
) -> None:
    end = min(start + length, datetime(2026, 7, 1, 12, tzinfo=UTC))
    told = {"start_date": start} | ({"end_date": end} if ends else {})
    windows = bounds(Sales.history, **told)
    assert windows[0][0] == milliseconds(start)
    assert windows[-1][1] == (milliseconds(end) if ends else None)
    for (_, last), (first, _) in pairwise(windows):
        assert last is not None
        assert last + 1 == first
    closed = [(first, NOW if last is None else last) for first, last in windows]
    if len(windows) > 1:
        assert all(last - (first or 0) < WINDOW * 86_400_000 for first, last in closed)


@pytest.mark.parametrize("listing", SPLIT, ids=lambda one: one.id)
def test_every_listing_of_sales_is_read_in_windows_oldest_first(listing: Listing[..., Any]) -> None:
    windows = bounds(listing, start_date=date(2023, 7, 1), end_date=date(2026, 6, 30))
    assert len(windows) == 4
    assert windows == sorted(windows)


@pytest.mark.parametrize("listing", SPLIT, ids=lambda one: one.id)
def test_a_page_token_belongs_to_one_window(listing: Listing[..., Any]) -> None:
    period = {"start_date": date(2023, 7, 1), "end_date": date(2026, 6, 30)}
    with pytest.raises(InvalidArgumentError, match="page_token belongs to one window"):
        listing.requests_in(USUAL, (), {**period, "page_token": "abc"}, NOW)


def test_sums_of_two_windows_are_not_put_side_by_side() -> None:
    with pytest.raises(InvalidArgumentError, match="add up"):
        bounds(Sales.summary, start_date=date(2023, 7, 1), end_date=date(2026, 6, 30))
