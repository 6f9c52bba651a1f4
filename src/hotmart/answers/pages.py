"""The pages of a listing: items when iterated, pages when asked, the first page at hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias, TypeVar, cast

from hotmart.answers import prefetch
from hotmart.answers.decoding import read_page
from hotmart.answers.not_a_list import NotAList, NotAListYet
from hotmart.answers.rows import Rows
from hotmart.answers.walk import Walk
from hotmart.errors import InvalidArgumentError, UnexpectedAnswerError
from hotmart.figures import counted
from hotmart.language import Text, say
from hotmart.model import Mode, Model, Row, to_json
from hotmart.request import Request
from hotmart.words import Instant

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

T = TypeVar("T")
_ENDS = ("start_date", "end_date")


class PageInfo(Model):
    """Where a page stands. Hotmart counts `total_results` for some listings only (dossier §3.6)."""

    next_page_token: str | None = None
    prev_page_token: str | None = None
    results_per_page: int | None = None
    total_results: int | None = None


class Page(Generic[T]):
    """One page of a listing, as Hotmart sent it."""

    def __init__(self, request: Request, body: bytes, item: type[Row]) -> None:
        self.request = request
        self.items: Rows[T] = Rows((), item)  # it can be shown before it is read
        self.page_info = PageInfo()
        self.items, info = read_page(request, body, item, PageInfo)
        self.page_info = info or self.page_info

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def window(self) -> tuple[Instant | None, Instant | None]:
        """The period that this page is of, both ends included; None for an end that was not told.

        A period of more than 12 months is read in several, the oldest first.
        """
        told = {name: Instant.from_wire(int(value)) for name, value in self.request.query if name in _ENDS}
        start, end = (told.get(name) for name in _ENDS)
        return start, end

    def total(self) -> int:
        """How many rows the whole listing has, where Hotmart counts it."""
        total = self.page_info.total_results
        if total is None:
            raise UnexpectedAnswerError(
                self.request, Text("total_results is missing.", "falta total_results.")
            )
        return total

    def __repr__(self) -> str:
        return f"<Page of {counted(len(self), 'item', 'items')}, {self.page_info!r}>"

    def model_dump(self, *, mode: Mode = "python", exclude_none: bool = False) -> dict[str, Any]:
        """As a dict, personal data included: see `Model.model_dump`."""
        rows = [row.model_dump(mode=mode, exclude_none=exclude_none) for row in cast("list[Row]", self.items)]
        return {"items": rows, "page_info": self.page_info.model_dump(exclude_none=exclude_none)}

    def to_dict(self, *, exclude_none: bool = False) -> dict[str, Any]:
        """As a dict that `json.dumps` takes, personal data included."""
        return self.model_dump(mode="json", exclude_none=exclude_none)

    def model_dump_json(self, *, exclude_none: bool = False, indent: int | None = None) -> str:
        """As JSON in Hotmart's own units, personal data included."""
        return to_json(self.model_dump(exclude_none=exclude_none), indent)

    def to_arrow(self) -> pyarrow.Table:
        """The items as a `pyarrow.Table`: see `Rows`."""
        return self.items.to_arrow()

    def to_pandas(self) -> pandas.DataFrame:
        """The items as a `pandas.DataFrame`: see `Rows`."""
        return self.items.to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The items as a `polars.DataFrame`: see `Rows`."""
        return self.items.to_polars()


Ask: TypeAlias = Callable[[Request, Callable[[bytes], Page[Any]]], Page[Any]]
AskAsync: TypeAlias = Callable[[Request, Callable[[bytes], Page[Any]]], Awaitable[Page[Any]]]
"""Send a request, and read its answer with the function given."""


class _Opened(Generic[T]):
    """A listing whose first page is at hand."""

    _first: Page[T]

    @property
    def items(self) -> Rows[T]:
        """The items of the first page. Iterating the listing itself reads all of them."""
        return self._first.items

    @property
    def page_info(self) -> PageInfo:
        """Where the first page stands."""
        return self._first.page_info

    def __bool__(self) -> bool:
        return bool(self._first.items)

    def model_dump(self, *, mode: Mode = "python", exclude_none: bool = False) -> dict[str, Any]:
        """The first page as a dict, personal data included."""
        return self._first.model_dump(mode=mode, exclude_none=exclude_none)

    def to_dict(self, *, exclude_none: bool = False) -> dict[str, Any]:
        """The first page as a dict that `json.dumps` takes, personal data included."""
        return self._first.to_dict(exclude_none=exclude_none)

    def model_dump_json(self, *, exclude_none: bool = False, indent: int | None = None) -> str:
        """The first page as JSON in Hotmart's own units, personal data included."""
        return self._first.model_dump_json(exclude_none=exclude_none, indent=indent)


class Pages(_Opened[T], NotAList):
    """A listing: its first page is read at once, the others as it is iterated.

    It has a request for each window of its period. `items` and `page_info` are those of the first page of
    the first window in which there is anything.
    """

    def __init__(self, ask: Ask, requests: Sequence[Request], item: type[Row], *, counted: bool) -> None:
        self._ask, self._requests, self._item, self._counted = ask, requests, item, counted
        self._at_once = 1
        opening, *later = requests
        self._first = self._read(opening)
        while later and _is_empty(self._first):
            self._first = self._read(later.pop(0))
        self._later = later

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page

    def pages(self) -> Iterator[Page[T]]:
        """Page by page."""
        yield from self._on_from(self._first)
        for request in self._later:
            yield from self._on_from(self._read(request))

    def _on_from(self, first: Page[T]) -> Iterator[Page[T]]:
        """The pages of one window."""
        walk = Walk(first.request, counted=self._counted)
        yield first
        following = walk.after(first)
        beyond = _prefetchable(first) if self._at_once > 1 and following else ()
        for page in prefetch.read(beyond, self._read, self._at_once):
            yield page
            following = walk.after(page)
            if following is None:
                return
        while following is not None:
            page = self._read(following)
            yield page
            following = walk.after(page)

    def at_once(self, pages: int) -> Self:
        """The same listing, read so many pages at a time, where Hotmart's page tokens allow it."""
        self._at_once = _several(pages)
        return self

    def total(self) -> int | None:
        """How many rows there are, by the first page of each window; None where Hotmart does not count.

        `client.sales.history.total(...)` tells without reading any.
        """
        if not self._counted:
            return None
        return self._first.total() + summed(self._ask, self._later, self._item)

    def all(self) -> Rows[T]:
        """Every item, read to the last page."""
        return Rows(self, self._item)

    def to_arrow(self) -> pyarrow.Table:
        """All items as a `pyarrow.Table`: see `Rows`."""
        return self.all().to_arrow()

    def to_pandas(self) -> pandas.DataFrame:
        """All items as a `pandas.DataFrame`: see `Rows`."""
        return self.all().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """All items as a `polars.DataFrame`: see `Rows`."""
        return self.all().to_polars()

    def _read(self, request: Request) -> Page[T]:
        return self._ask(request, lambda body: Page(request, body, self._item))

    def __repr__(self) -> str:
        return f"<Pages of {_shown(self._requests)}>"


class AsyncPages(NotAListYet, Generic[T]):
    """A listing, read as it is iterated with `async for`, or its first page when it is awaited."""

    def __init__(self, ask: AskAsync, requests: Sequence[Request], item: type[Row], *, counted: bool) -> None:
        self._ask, self._requests, self._item, self._counted = ask, requests, item, counted
        self._at_once = 1

    def __bool__(self) -> bool:
        return True  # nobody knows before it is awaited

    def __await__(self) -> Generator[Any, Any, OpenedAsyncPages[T]]:
        return self._open().__await__()

    if not TYPE_CHECKING:  # a checker finds the missing await by itself

        def __getattr__(self, name: str) -> Any:
            if name in ("items", "page_info"):
                raise AttributeError(
                    say(f"Await it first: (await …).{name}.", f"Use await antes: (await …).{name}.")
                )
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    # With these three it is a coroutine to asyncio, like the calls of hotmart-python: `create_task` takes it.
    def send(self, value: Any) -> Any:
        """Go on with the reading of the first page, on behalf of a task."""
        return self._opening.send(value)

    def throw(self, *error: Any) -> Any:
        """Tell the reading of the first page of an error, on behalf of a task."""
        return self._opening.throw(*error)

    def close(self) -> None:
        """Give up the reading of the first page, on behalf of a task."""
        self._opening.close()

    @cached_property
    def _opening(self) -> Coroutine[Any, Any, OpenedAsyncPages[T]]:
        return self._open()

    async def _open(self) -> OpenedAsyncPages[T]:
        opening, *later = self._requests
        first = await self._read(opening)
        while later and _is_empty(first):
            first = await self._read(later.pop(0))
        opened = OpenedAsyncPages(self._ask, later, self._item, first, counted=self._counted)
        return opened.at_once(self._at_once)

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page:
                yield item

    async def pages(self) -> AsyncIterator[Page[T]]:
        """Page by page."""
        for request in self._requests:
            async for page in self._on_from(await self._read(request)):
                yield page

    async def _on_from(self, first: Page[T]) -> AsyncIterator[Page[T]]:
        """The pages of one window."""
        walk = Walk(first.request, counted=self._counted)
        yield first
        following = walk.after(first)
        beyond = _prefetchable(first) if self._at_once > 1 and following else ()
        async for page in prefetch.read_async(beyond, self._read, self._at_once):
            yield page
            following = walk.after(page)
            if following is None:
                return
        while following is not None:
            page = await self._read(following)
            yield page
            following = walk.after(page)

    def at_once(self, pages: int) -> Self:
        """The same listing, read so many pages at a time, where Hotmart's page tokens allow it."""
        self._at_once = _several(pages)
        return self

    async def total(self) -> int | None:
        """How many rows there are, asked with one row of each window; None where Hotmart does not count."""
        if not self._counted:
            return None
        return sum([(await self._read(counting(one))).total() for one in self._requests])

    async def all(self) -> Rows[T]:
        """Every item, read to the last page."""
        return Rows([item async for item in self], self._item)

    async def to_arrow(self) -> pyarrow.Table:
        """All items as a `pyarrow.Table`: see `Rows`."""
        return (await self.all()).to_arrow()

    async def to_pandas(self) -> pandas.DataFrame:
        """All items as a `pandas.DataFrame`: see `Rows`."""
        return (await self.all()).to_pandas()

    async def to_polars(self) -> polars.DataFrame:
        """All items as a `polars.DataFrame`: see `Rows`."""
        return (await self.all()).to_polars()

    async def _read(self, request: Request) -> Page[T]:
        return await self._ask(request, lambda body: Page(request, body, self._item))

    def __repr__(self) -> str:
        return f"<AsyncPages of {_shown(self._requests)}>"


class OpenedAsyncPages(_Opened[T], AsyncPages[T]):
    """A listing that was awaited: its first page is at hand, the others are read with `async for`."""

    _one_of = NotAList._one_of

    def __init__(
        self, ask: AskAsync, later: Sequence[Request], item: type[Row], first: Page[T], *, counted: bool
    ) -> None:
        super().__init__(ask, later, item, counted=counted)
        self._first = first

    async def pages(self) -> AsyncIterator[Page[T]]:
        """Page by page."""
        async for page in self._on_from(self._first):
            yield page
        async for page in super().pages():
            yield page

    async def total(self) -> int | None:
        """How many rows there are, by the first page of each window; None where Hotmart does not count."""
        later = await super().total()
        return None if later is None else self._first.total() + later

    def __repr__(self) -> str:
        return f"<AsyncPages of {_shown([self._first.request, *self._requests])}>"


def _prefetchable(first: Page[Any]) -> Iterator[Request]:
    """The requests of the pages after the first, where they can be told by it."""
    info = first.page_info
    return prefetch.requests(first.request, info.next_page_token, info.total_results, len(first))


def counting(request: Request) -> Request:
    """The same question, of which one row is enough."""
    return request.with_query(max_results=1, page_token=None)


def summed(ask: Ask, requests: Sequence[Request], item: type[Row]) -> int:
    """How many rows there are in some windows, asked with one row of each."""

    def total(request: Request) -> int:
        page: Page[Any] = ask(request, lambda body: Page(request, body, item))
        return page.total()

    return sum(total(counting(request)) for request in requests)


def _is_empty(page: Page[Any]) -> bool:
    """Whether there is nothing in a window, as far as Hotmart says."""
    return not page.items and not page.page_info.total_results


def _shown(requests: Sequence[Request]) -> str:
    more = len(requests) - 1
    return f"{requests[0]!r}" + (f" and {more} more windows" if more else "")


def _several(pages: int) -> int:
    if type(pages) is not int or pages < 1:
        raise InvalidArgumentError(
            "pages",
            Text(
                "pages must be a whole number above zero.", "pages deve ser um número inteiro acima de zero."
            ),
        )
    return pages
