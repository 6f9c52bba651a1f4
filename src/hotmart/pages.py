"""The pages of a listing: items when iterated, pages when asked."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec

from .endpoint import Listing, Request
from .errors import DecodeError, UnexpectedAnswerError
from .language import Text
from .words import Model, from_wire

T = TypeVar("T")

_PROBLEM = re.compile(r"(?P<said>.*?) - at `\$\.?(?P<field>.*)`$", re.DOTALL)
_HARMLESS = re.compile(r"Expected `[\w |]+`, got `\w+`$|Object missing required field `\w+`$")


class PageInfo(Model):
    """Where a page stands. Hotmart counts `total_results` for some listings only (dossier §3.6)."""

    next_page_token: str | None = None
    prev_page_token: str | None = None
    results_per_page: int | None = None
    total_results: int | None = None


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    # Not strict: a number that came in quotes is still that number.
    return msgspec.json.Decoder(kind, dec_hook=from_wire, strict=False)


@cache
def _envelope(item: Any) -> Any:
    info = (PageInfo | None, None)
    return msgspec.defstruct("Envelope", [("items", list[item]), ("page_info", *info)])


def read(request: Request, body: bytes, kind: Any) -> Any:
    """The body as its declared kind. No value of it is ever quoted in an error."""
    try:
        return _decoder(kind).decode(body)
    except msgspec.DecodeError as error:
        raise _unreadable(request, str(error)) from None


def _unreadable(request: Request, said: str) -> UnexpectedAnswerError:
    found = _PROBLEM.match(said)
    if found is None or found["field"] in ("items", "page_info"):
        return UnexpectedAnswerError(
            request, Text("the answer has not the expected shape.", "a resposta não tem a forma esperada.")
        )
    problem = found["said"] if _HARMLESS.match(found["said"]) else "not of its kind"
    return DecodeError(request, found["field"].replace("[...]", "[]"), problem)


class Page(Generic[T]):
    """One page of a listing, as Hotmart sent it."""

    def __init__(self, request: Request, body: bytes, item: Any) -> None:
        envelope = read(request, body, _envelope(item))
        self.request = request
        self.items: list[T] = envelope.items
        self.page_info: PageInfo = envelope.page_info or PageInfo()

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __repr__(self) -> str:
        return f"<Page of {len(self)} items, {self.page_info!r}>"


class _Walk:
    """Which page comes next, and when to stop."""

    def __init__(self, first: Request) -> None:
        self.request = first
        self._tokens: set[str] = set()
        self._seen = 0

    def after(self, page: Page[Any]) -> Request | None:
        """The request of the next page, or None after the last one."""
        token = page.page_info.next_page_token
        self._seen += len(page)
        if not token or not page.items:  # past the end Hotmart may go on handing out tokens (dossier §3.6)
            return None
        if token not in self._tokens:
            self._tokens.add(token)
            return self.request.with_query(page_token=token)
        if self._seen >= (page.page_info.total_results or float("inf")):
            return None
        raise UnexpectedAnswerError(
            page.request,
            Text(
                "a page token came twice before the last row.",
                "um page_token veio duas vezes antes da última linha.",
            ),
            Text("Read it again, in smaller windows.", "Leia de novo, em períodos menores."),
        )


class Pages(Generic[T]):
    """A listing, read as it is iterated."""

    def __init__(
        self, fetch: Callable[[Request], bytes], request: Request, listing: Listing[..., Any]
    ) -> None:
        self._fetch, self._request, self._listing = fetch, request, listing

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page

    def pages(self) -> Iterator[Page[T]]:
        """Page by page."""
        walk = _Walk(self._request)
        request: Request | None = self._request
        while request is not None:
            page: Page[T] = Page(request, self._fetch(request), self._listing.item)
            yield page
            request = walk.after(page)

    def total(self) -> int | None:
        """How many rows there are, asked with one row; None where Hotmart does not count."""
        if not self._listing.counted:
            return None
        request = _counting(self._request)
        return _total(Page[T](request, self._fetch(request), self._listing.item))

    def __repr__(self) -> str:
        return f"<Pages of {self._request!r}>"


class AsyncPages(Generic[T]):
    """A listing, read as it is iterated with `async for`."""

    def __init__(
        self, fetch: Callable[[Request], Awaitable[bytes]], request: Request, listing: Listing[..., Any]
    ) -> None:
        self._fetch, self._request, self._listing = fetch, request, listing

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page:
                yield item

    async def pages(self) -> AsyncIterator[Page[T]]:
        """Page by page."""
        walk = _Walk(self._request)
        request: Request | None = self._request
        while request is not None:
            page: Page[T] = Page(request, await self._fetch(request), self._listing.item)
            yield page
            request = walk.after(page)

    async def total(self) -> int | None:
        """How many rows there are, asked with one row; None where Hotmart does not count."""
        if not self._listing.counted:
            return None
        request = _counting(self._request)
        return _total(Page[T](request, await self._fetch(request), self._listing.item))

    def __repr__(self) -> str:
        return f"<AsyncPages of {self._request!r}>"


def _counting(request: Request) -> Request:
    return request.with_query(max_results=1, page_token=None)


def _total(page: Page[Any]) -> int:
    total = page.page_info.total_results
    if total is None:
        raise UnexpectedAnswerError(page.request, Text("total_results is missing.", "falta total_results."))
    return total
