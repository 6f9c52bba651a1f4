from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

import msgspec
import pytest

from hotmart.answers.decoding import read
from hotmart.answers.pages import AsyncPages, Page, Pages
from hotmart.answers.rows import Rows
from hotmart.api import Sales, Subscriptions
from hotmart.api.sale_models import Sale
from hotmart.api.subscription_models import SubscriptionPurchase, SubscriptionSummary
from hotmart.errors import DecodeError, HotmartWarning, UnexpectedAnswerError
from hotmart.request import Request

REQUEST = Sales.history.request(product_id=7)
Read: TypeAlias = Callable[[bytes], Page[Any]]


def row(number: int) -> dict[str, Any]:
    return {"purchase": {"transaction": f"HP{number}"}}


class Book:
    """A listing of so many rows, cut into pages, that notes how it was asked."""

    def __init__(self, rows: int, size: int = 2, counted: bool = True) -> None:
        self.rows, self.size, self.counted = rows, size, counted
        self.asked: list[Request] = []

    def ask(self, request: Request, read: Read) -> Page[Any]:
        self.asked.append(request)
        at = int(dict(request.query).get("page_token", 0))
        info: dict[str, Any] = {"results_per_page": self.size}
        if self.counted:
            info["total_results"] = self.rows
        if at + self.size < self.rows:
            info["next_page_token"] = str(at + self.size)
        items = [row(number) for number in range(at, min(at + self.size, self.rows))]
        return read(json.dumps({"items": items, "page_info": info}).encode())


class Script:
    """Pages given one by one."""

    def __init__(self, *bodies: dict[str, Any]) -> None:
        self.bodies = [json.dumps(body).encode() for body in bodies]

    def ask(self, request: Request, read: Read) -> Page[Any]:
        return read(self.bodies.pop(0))


def codes(pages: Pages[Any]) -> list[str]:
    return [sale.purchase.transaction for sale in pages]


@pytest.mark.parametrize("rows", [0, 1, 2, 3, 7])
def test_iterating_reads_every_row_once(rows: int) -> None:
    book = Book(rows)
    pages: Pages[Sale] = Pages(book.ask, [REQUEST], Sale, counted=True)
    assert codes(pages) == [f"HP{n}" for n in range(rows)]
    assert len(book.asked) == max(1, -(-rows // 2))
    assert all(dict(asked.query)["product_id"] == "7" for asked in book.asked)


def test_pages_are_read_only_as_they_are_needed() -> None:
    book = Book(100)
    sales = iter(Pages[Sale](book.ask, [REQUEST], Sale, counted=True))
    assert (
        len(book.asked) == 1
    )  # the first page is read at once, so that its errors are raised where it is asked
    next(sales)
    next(sales)
    assert len(book.asked) == 1
    next(sales)
    assert len(book.asked) == 2


def test_a_listing_can_be_iterated_again() -> None:
    pages: Pages[Sale] = Pages(Book(3).ask, [REQUEST], Sale, counted=True)
    assert codes(pages) == codes(pages)


def test_a_page_tells_where_it_stands() -> None:
    first, second = Pages[Sale](Book(3).ask, [REQUEST], Sale, counted=True).pages()
    assert (len(first), first.page_info.next_page_token, first.page_info.total_results) == (2, "2", 3)
    assert [sale.purchase.transaction for sale in second.items] == ["HP2"]
    assert second.page_info.next_page_token is None
    assert repr(second) == "<Page of 1 item, PageInfo(results_per_page=2, total_results=3)>"


def test_the_first_page_is_at_hand_and_tells_the_total() -> None:
    book = Book(7, size=3)
    pages: Pages[Sale] = Pages(book.ask, [REQUEST], Sale, counted=True)
    assert [sale.purchase.transaction for sale in pages.items] == ["HP0", "HP1", "HP2"]
    assert (pages.page_info.next_page_token, pages.page_info.total_results) == ("3", 7)
    assert pages.total() == 7
    assert len(book.asked) == 1


def test_what_hotmart_does_not_count_has_no_total() -> None:
    script = Script({"items": [{"subscriber_code": "K7QW3ZP9"}], "page_info": {}})
    pages = Pages[Any](script.ask, [Subscriptions.summary.request()], SubscriptionSummary, counted=False)
    assert pages.total() is None


def test_a_page_becomes_a_dict_with_the_fields_nobody_declared() -> None:
    body = {"items": [{"purchase": {"transaction": "HP1", "price": {"value": 1.10}, "new": 1}, "newer": [2]}]}
    page = Page[Sale](REQUEST, json.dumps(body).encode(), Sale)
    dumped = page.model_dump(exclude_none=True)
    assert dumped == {
        "items": [
            {"purchase": {"transaction": "HP1", "price": {"value": Decimal("1.1")}, "new": 1}, "newer": [2]}
        ],
        "page_info": {},
    }
    assert json.loads(page.model_dump_json(exclude_none=True)) == {**body, "page_info": {}}
    assert json.loads(page.model_dump_json())["page_info"]["next_page_token"] is None
    assert json.dumps(page.to_dict()) == json.dumps(json.loads(page.model_dump_json()))


def test_a_total_that_is_missing_is_not_zero() -> None:
    with pytest.raises(UnexpectedAnswerError, match="total_results"):
        Pages[Sale](Book(7, counted=False).ask, [REQUEST], Sale, counted=True).total()


def test_an_empty_page_is_the_end() -> None:
    script = Script({"items": [], "page_info": {"next_page_token": "again"}})
    assert list(Pages[Sale](script.ask, [REQUEST], Sale, counted=True)) == []


def test_a_token_that_comes_twice_ends_when_every_row_was_seen() -> None:
    info = {"next_page_token": "x", "total_results": 2}
    script = Script({"items": [row(1)], "page_info": info}, {"items": [row(2)], "page_info": info})
    assert codes(Pages(script.ask, [REQUEST], Sale, counted=True)) == ["HP1", "HP2"]


@pytest.mark.parametrize("info", [{}, {"total_results": 3}])
def test_a_token_that_comes_twice_too_early_is_an_error(info: dict[str, Any]) -> None:
    body = {"items": [row(1)], "page_info": {"next_page_token": "x", **info}}
    with pytest.raises(UnexpectedAnswerError, match="twice"):
        list(Pages[Sale](Script(body, body).ask, [REQUEST], Sale, counted=True))


@pytest.mark.parametrize("token", [None, "AAA"])
def test_a_listing_that_ends_before_all_its_rows_came_says_so(token: str | None) -> None:
    first = {"items": [row(1)], "page_info": {"next_page_token": token, "total_results": 50}}
    script = Script(first, {"items": [], "page_info": {"next_page_token": token, "total_results": 50}})
    with pytest.warns(HotmartWarning, match="counts 50 rows and gave 1"):
        assert codes(Pages(script.ask, [REQUEST], Sale, counted=True)) == ["HP1"]


def token(number: int, total: int | None = None) -> dict[str, Any]:
    return {"next_page_token": str(number), "total_results": total}


@pytest.mark.parametrize("total", [None, 4])
def test_a_page_that_comes_again_under_another_token_is_an_error_and_no_end(total: int | None) -> None:
    bodies = [{"items": [row(1), row(2)], "page_info": token(n, total)} for n in range(9)]
    with pytest.raises(UnexpectedAnswerError, match="same page came twice"):
        list(Pages[Sale](Script(*bodies).ask, [REQUEST], Sale, counted=total is not None))


def test_pages_that_come_in_turn_are_noticed_too() -> None:
    bodies = [{"items": [row(n % 3)], "page_info": token(n)} for n in range(9)]
    with pytest.raises(UnexpectedAnswerError, match="same page came twice"):
        list(Pages[Sale](Script(*bodies).ask, [REQUEST], Sale, counted=False))


def test_more_rows_than_hotmart_counts_are_an_error() -> None:
    bodies = [{"items": [row(n)], "page_info": token(n, 3)} for n in range(9)]
    with pytest.raises(UnexpectedAnswerError, match="4 rows came of the 3 that Hotmart counts"):
        list(Pages[Sale](Script(*bodies).ask, [REQUEST], Sale, counted=True))


def test_a_listing_that_grows_while_it_is_read_is_none() -> None:
    bodies = [{"items": [row(n)], "page_info": token(n, 3 + n)} for n in range(4)]
    last = {"items": [row(9)], "page_info": {"total_results": 7}}
    with pytest.warns(HotmartWarning):
        assert len(codes(Pages(Script(*bodies, last).ask, [REQUEST], Sale, counted=True))) == 5


def test_a_part_of_the_rows_is_rows() -> None:
    pages: Pages[Sale] = Pages(Book(9, size=9).ask, [REQUEST], Sale, counted=True)
    part = pages.items[2:4]
    assert [sale.purchase.transaction for sale in part] == ["HP2", "HP3"]
    assert part.to_arrow().num_rows == 2
    assert pages.items[-1].purchase.transaction == "HP8"


def test_an_absent_or_null_page_info_is_the_last_page() -> None:
    for body in ({"items": [row(1)]}, {"items": [row(1)], "page_info": {"next_page_token": None}}):
        assert codes(Pages(Script(body).ask, [REQUEST], Sale, counted=True)) == ["HP1"]


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"[]",
        b"null",
        b'{"items":null}',
        b'{"items":{}}',
        b'{"items":[],"page_info":1}',
        b'{"error":"x"}',
    ],
)
def test_another_shape_is_never_no_rows(body: bytes) -> None:
    with pytest.raises(UnexpectedAnswerError) as error:
        Page[Sale](REQUEST, body, Sale)
    assert type(error.value) is UnexpectedAnswerError


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff", b'{"items":[{"purchase":{"transaction":"HP1"}}]'])
def test_what_is_no_json_to_its_end_is_left_to_the_exchange_which_asks_again(body: bytes) -> None:
    with pytest.raises(msgspec.DecodeError) as error:
        Page[Sale](REQUEST, body, Sale)
    assert not isinstance(error.value, msgspec.ValidationError)


@pytest.mark.parametrize(
    ("purchase", "field"),
    [
        ({"transaction": "HP1", "price": {"value": "rita@example.org"}}, "items[].purchase.price.value"),
        ({"transaction": "HP1", "order_date": "rita@example.org"}, "items[].purchase.order_date"),
        ({"transaction": "HP1", "status": ["rita@example.org"]}, "items[].purchase.status"),
        ({"transaction": "HP1", "is_subscription": "rita@example.org"}, "items[].purchase.is_subscription"),
        ({"status": "APPROVED"}, "items[].purchase"),
        ("rita@example.org", "items[].purchase"),
    ],
)
def test_a_field_that_cannot_be_read_is_named_without_its_value(purchase: object, field: str) -> None:
    with pytest.raises(DecodeError) as error:
        Page[Sale](REQUEST, json.dumps({"items": [{"purchase": purchase}]}).encode(), Sale)
    assert error.value.field.replace("[0]", "[]") == field
    assert error.value.request is REQUEST
    assert "rita" not in f"{error.value} {error.value!r} {error.value.__cause__}"


def test_each_row_knows_what_was_sent_of_it_and_takes_that_along_when_it_is_copied() -> None:
    body = json.dumps({"page_info": {"new": 1}, "items": [row(1) | {"new": 1}, row(2), row(3)]}).encode()
    page = Page[Sale](REQUEST, body, Sale)
    assert [sale.raw for sale in page] == [row(1) | {"new": 1}, row(2), row(3)]
    sent = copy.copy(page.items[1])
    assert (sent, sent.raw) == (page.items[1], row(2))


def test_each_row_of_a_bare_list_knows_what_was_sent_of_it() -> None:
    purchases = read(
        REQUEST, b'[{"transaction":"HP1","new":1},{"transaction":"HP2"}]', Rows[SubscriptionPurchase]
    )
    assert [one.raw for one in purchases] == [{"transaction": "HP1", "new": 1}, {"transaction": "HP2"}]


def test_brackets_without_end_are_another_shape() -> None:
    deep = b'{"items":[],"x":' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    with pytest.raises(UnexpectedAnswerError, match="expected shape"):
        Page[Sale](REQUEST, deep, Sale)


def test_unknown_fields_are_passed_over_and_known_ones_are_exact() -> None:
    body = b'{"items":[{"new":{"a":1},"purchase":{"transaction":"HP1","price":{"value":99999999999999.99}}}]}'
    (sale,) = Page[Sale](REQUEST, body, Sale)
    assert sale.purchase.price is not None
    assert sale.purchase.price.value == Decimal("99999999999999.99")


def test_the_async_pages_read_the_same() -> None:
    book = Book(5)

    async def ask(request: Request, read: Read) -> Page[Any]:
        return book.ask(request, read)

    async def read() -> None:
        pages: AsyncPages[Sale] = AsyncPages(ask, [REQUEST], Sale, counted=True)
        assert [sale.purchase.transaction async for sale in pages] == [f"HP{n}" for n in range(5)]
        assert [len(page) async for page in pages.pages()] == [2, 2, 1]
        assert await pages.total() == 5
        assert await AsyncPages[Any](ask, [REQUEST], SubscriptionSummary, counted=False).total() is None

    asyncio.run(read())


def test_an_awaited_listing_has_its_first_page_at_hand_and_reads_it_once() -> None:
    book = Book(5)

    async def ask(request: Request, read: Read) -> Page[Any]:
        return book.ask(request, read)

    async def read() -> None:
        opened = await AsyncPages[Sale](ask, [REQUEST], Sale, counted=True)
        assert [sale.purchase.transaction for sale in opened.items] == ["HP0", "HP1"]
        assert (opened.page_info.total_results, await opened.total()) == (5, 5)
        assert len(book.asked) == 1
        assert len([sale async for sale in opened]) == 5
        assert len(book.asked) == 3
        assert opened.model_dump()["items"][0]["purchase"]["transaction"] == "HP0"
        assert json.loads(json.dumps(opened.to_dict()))["items"][1]["purchase"]["transaction"] == "HP1"

    asyncio.run(read())


def test_a_listing_shows_what_it_asks() -> None:
    shown = "<Pages of <Request GET /payments/api/v1/sales/history?product_id=7&max_results=500>>"
    assert repr(Pages[Sale](Book(1).ask, [REQUEST], Sale, counted=True)) == shown
