from __future__ import annotations

import asyncio
import base64
import json
import threading
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart import InvalidArgumentError, NotFoundError
from hotmart.answers.pages import AsyncPages, Page, Pages
from hotmart.api import Sales
from hotmart.api.sale_models import Sale
from hotmart.request import Request

REQUEST = Sales.history.request(product_id=7)
Read: TypeAlias = Callable[[bytes], Page[Any]]


def token(page: int, rows: int) -> str:
    offset = {"rows": rows, "page": page}
    return base64.b64encode(json.dumps(offset, separators=(",", ":")).encode()).decode()


class Book:
    """A listing with Hotmart's own page tokens, which counts how many pages are asked for at a time."""

    def __init__(self, rows: int, size: int = 3, opaque: bool = False, added: int = 0) -> None:
        self.rows, self.size, self.opaque, self.added = rows, size, opaque, added
        self.asked: list[int] = []
        self.meeting = threading.Barrier(1)

    def ask(self, request: Request, read: Read) -> Page[Any]:
        given = dict(request.query).get("page_token")
        number = self._number(given)
        self.asked.append(number)
        rows = self.rows + (self.added if number > 1 else 0)
        start = (number - 1) * self.size
        items = [{"purchase": {"transaction": f"HP{n}"}} for n in range(start, min(start + self.size, rows))]
        info: dict[str, Any] = {"total_results": rows}
        if start + self.size < rows:
            info["next_page_token"] = self._token(number + 1)
        return read(json.dumps({"items": items, "page_info": info}).encode())

    def _token(self, page: int) -> str:
        return f"opaque-{page}" if self.opaque else token(page, self.size)

    def _number(self, given: str | None) -> int:
        if given is None:
            return 1
        return int(given.rpartition("-")[2]) if self.opaque else json.loads(base64.b64decode(given))["page"]


def codes(book: Book, at_once: int) -> list[str]:
    pages: Pages[Sale] = Pages(book.ask, [REQUEST], Sale, counted=True)
    return [sale.purchase.transaction for sale in pages.at_once(at_once)]


@given(rows=st.integers(0, 30), size=st.integers(1, 7), at_once=st.integers(1, 5), opaque=st.booleans())
def test_every_row_comes_once_and_in_order_however_many_pages_are_read_at_once(
    rows: int, size: int, at_once: int, opaque: bool
) -> None:
    book = Book(rows, size, opaque)
    assert codes(book, at_once) == [f"HP{n}" for n in range(rows)]
    assert sorted(book.asked) == list(range(1, max(1, -(-rows // size)) + 1))


def test_pages_that_were_added_meanwhile_are_read_as_well() -> None:
    book = Book(9, added=5)
    assert codes(book, 2) == [f"HP{n}" for n in range(14)]


def test_so_many_pages_are_on_their_way_at_a_time() -> None:
    together = threading.Barrier(3)

    class Slow(Book):
        def ask(self, request: Request, read: Read) -> Page[Any]:
            if self.asked:
                together.wait(timeout=20)  # returns when three calls are here
            return super().ask(request, read)

    assert len(codes(Slow(12), 3)) == 12


def test_the_asynchronous_pages_are_read_at_once_too() -> None:
    book = Book(20)

    async def ask(request: Request, read: Read) -> Page[Any]:
        await asyncio.sleep(0)
        return book.ask(request, read)

    async def read() -> list[str]:
        pages: AsyncPages[Sale] = AsyncPages(ask, [REQUEST], Sale, counted=True)
        return [sale.purchase.transaction async for sale in pages.at_once(4)]

    assert asyncio.run(read()) == [f"HP{n}" for n in range(20)]


def test_an_error_of_one_page_ends_the_reading() -> None:
    class Broken(Book):
        def ask(self, request: Request, read: Read) -> Page[Any]:
            if len(self.asked) == 3:
                raise NotFoundError(request, 404)
            return super().ask(request, read)

    with pytest.raises(NotFoundError):
        codes(Broken(30), 2)


def test_a_reader_that_stops_early_leaves_nothing_behind() -> None:
    book = Book(300)
    sales = iter(Pages[Sale](book.ask, [REQUEST], Sale, counted=True).at_once(4))
    for _ in range(5):
        next(sales)
    sales.close()  # type: ignore[attr-defined]  # it is a generator
    assert len(book.asked) < 12
    for thread in threading.enumerate():
        if thread.name.startswith("hotmart-pages"):
            thread.join(timeout=20)  # those under way come to their end, and nobody waits for them
            assert not thread.is_alive()


def test_no_page_at_a_time_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match="above zero"):
        codes(Book(3), 0)
