"""Rows up to a limit, whether they are all there are, and where it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from hotmart.actions.listed import listed, taken
from hotmart.actions.reading import read
from hotmart.actions.windows import widened
from hotmart.api import CATALOGUE
from hotmart.client import Hotmart
from hotmart.document import explained
from hotmart.errors import InvalidArgumentError
from hotmart.request import Request
from hotmart.testing import SimulatedHotmart, simulated

ZONE = "America/Sao_Paulo"
SALES: Any = next(one for one in CATALOGUE if one.id == "sales.history")
PRODUCTS: Any = next(one for one in CATALOGUE if one.id == "products.list")
SUBSCRIPTIONS: Any = next(one for one in CATALOGUE if one.id == "subscriptions.list")


class Page(list[int]):
    """A page of an answer, which knows of the one after it in its own window alone."""

    def __init__(self, rows: list[int], token: str | None, window: int, total: int | None = None) -> None:
        super().__init__(rows)
        self.window = window
        self.request = Request(method="GET", path="/x")
        self.page_info = SimpleNamespace(next_page_token=token, total_results=total)


PAGES: Any = [Page([1, 2], "b", 1), Page([3], None, 1), Page([], None, 2), Page([4, 5], None, 3)]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (1, ([1], False, PAGES[0], 1)),
        (2, ([1, 2], False, PAGES[0], 2)),
        (3, ([1, 2, 3], False, PAGES[3], 0)),  # the window ends, the period does not
        (4, ([1, 2, 3, 4], False, PAGES[3], 1)),
        (5, ([1, 2, 3, 4, 5], True, None, 0)),
        (None, ([1, 2, 3, 4, 5], True, None, 0)),
    ],
)
def test_rows_are_all_only_where_no_window_has_more(limit: int | None, expected: Any) -> None:
    assert taken(PAGES, limit) == expected


def test_rows_that_were_given_before_are_passed_over_page_by_page() -> None:
    assert taken(PAGES, 1, skip=2) == ([3], False, PAGES[3], 0)
    assert taken(PAGES, None, skip=4).rows == [5]


def test_rows_that_hotmart_counts_and_does_not_give_are_missed() -> None:
    short: Any = [Page([1, 2], "b", 1, 4), Page([3], None, 1, 4)]
    assert not taken(short, None).complete
    assert taken([*short[:1], Page([3, 4], None, 1, 4)], None).complete  # type: ignore[list-item]


@pytest.fixture(scope="module")
def account() -> Iterator[SimulatedHotmart]:
    with simulated(sales=120, months=30, quota=1_000_000) as shared:
        yield shared


@pytest.fixture
def client(account: SimulatedHotmart) -> Hotmart:
    return account.client()


@pytest.fixture
def years(account: SimulatedHotmart) -> dict[str, Any]:
    today = account.now.date()
    return {
        "start_date": today.replace(year=today.year - 4),
        "end_date": today,
        "transaction_status": ["APPROVED", "COMPLETE"],
    }


def codes(rows: list[Any]) -> list[str]:
    return [row["purchase"]["transaction"] for row in rows]


@pytest.mark.slow
@pytest.mark.parametrize("limit", [1, 7, 50, -1, 0])
def test_a_cursor_goes_on_through_all_windows_to_the_last_row(
    limit: int, years: dict[str, Any], client: Hotmart
) -> None:
    every = codes(listed(SALES, years, client, None).rows)
    limit = limit if limit > 0 else len(every) + limit
    got: list[str] = []
    asked = years
    while True:
        part = listed(SALES, asked, client, limit)
        got += codes(part.rows)
        assert part.complete == (part.cursor is None)
        if part.cursor is None:
            break
        asked = years | {"page_token": part.cursor}
    assert got == every


def test_a_limit_at_the_last_row_of_a_window_leaves_the_other_windows(
    years: dict[str, Any], client: Hotmart
) -> None:
    pages = [*client.sales.history(**years).pages()]
    first = [page for page in pages if page.window == pages[0].window]
    assert len(first) < len(pages)
    rows = sum(map(len, first))
    part = listed(SALES, years, client, rows)
    assert (len(part.rows), part.complete) == (rows, False)
    assert part.cursor
    following = listed(SALES, years | {"page_token": part.cursor}, client, 1)
    assert codes(following.rows) == [pages[len(first)].items[0].purchase.transaction]


def test_a_cursor_says_its_period_by_itself(years: dict[str, Any], client: Hotmart) -> None:
    every = codes(listed(SALES, years, client, None).rows)
    cursor = listed(SALES, years, client, 5).cursor
    status = {"transaction_status": years["transaction_status"]}
    found = read(SALES, status | {"page_token": cursor}, client, ZONE, 5)
    assert codes(found.output) == every[5:10]
    assert found.window
    assert found.window.of == "start_date"
    again = read(SALES, years | {"page_token": cursor}, client, ZONE, 5)
    assert again.window == (str(years["start_date"]), str(years["end_date"]), "start_date")


def test_a_page_of_one_window_goes_on_with_the_token_of_hotmart(
    account: SimulatedHotmart, client: Hotmart
) -> None:
    today = account.now.date()
    short: dict[str, Any] = {"start_date": today.replace(month=1), "end_date": today}
    part = listed(SALES, short, client, 3)
    assert part.cursor == client.sales.history(**short, max_results=3).page_info.next_page_token


def test_a_limit_in_the_middle_of_a_page_goes_on_there(client: Hotmart) -> None:
    every = [row["id"] for row in listed(PRODUCTS, {}, client, None).rows]
    part = listed(PRODUCTS, {"max_results": 3}, client, 2)
    assert not part.complete
    following = listed(PRODUCTS, {"page_token": part.cursor}, client, 4)
    assert [row["id"] for row in part.rows + following.rows] == every[:6]


def test_a_beginning_that_was_meant_is_in_the_cursor(client: Hotmart) -> None:
    asked = {"cancelation_date": 1_500_000_000_000, "status": ["CANCELLED_BY_CUSTOMER"]}
    every = listed(SUBSCRIPTIONS, widened(SUBSCRIPTIONS, asked), client, None).rows
    part = listed(SUBSCRIPTIONS, widened(SUBSCRIPTIONS, asked), client, 1)
    assert len(every) > 1
    again = asked | {"page_token": part.cursor}
    following = listed(SUBSCRIPTIONS, widened(SUBSCRIPTIONS, again), client, None)
    assert part.rows + following.rows == every


@pytest.mark.parametrize(
    ("listing", "asked"),
    [
        (SALES, {"page_token": "more:1:2"}),
        (SALES, {"page_token": "more:x:::"}),
        (SALES, {"page_token": "more:1:1669777200000:1764557999999:", "end_date": 1_700_000_000_000}),
        (SALES, {"page_token": "more:1:1669777200000::", "start_date": 1_700_000_000_000}),
        (SALES, {"page_token": "eyJyb3dzIjozfQ==", "start_date": 1_600_000_000_000}),
        (PRODUCTS, {"page_token": "more:1:1669777200000:1764557999999:"}),
    ],
)
def test_a_cursor_of_something_else_is_refused(
    listing: Any, asked: dict[str, Any], client: Hotmart, account: SimulatedHotmart
) -> None:
    before = len(account.requests)
    with pytest.raises(InvalidArgumentError) as refused:
        listed(listing, asked, client, 1)
    assert "next_cursor" in str(refused.value.advice)
    assert explained(refused.value).command == f"hotmart action run {listing.id} --all"
    assert len(account.requests) == before
