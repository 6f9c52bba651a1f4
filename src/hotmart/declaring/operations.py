"""The kinds of operation, and how each is declared: a signature without a body, under one decorator.

The decorated signature is the declaration: the typed methods of both clients, the command line, the
streams of the sync, the OpenAPI file and the documents are read from it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date
from inspect import Signature
from typing import TYPE_CHECKING, Any, Concatenate, Generic, NoReturn, Self, get_args, overload

import msgspec

from hotmart.declaring.endpoint import Endpoint, P, Shown, T, named
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.request import Request

if TYPE_CHECKING:
    from hotmart.answers.pages import Page
    from hotmart.declaring.resource import Async, AsyncLists, Lists, Resource, Sync

PAGE_LIMIT = 500  # a larger max_results is clamped in silence (dossier §3.6)
YEAR = 366  # days of a long year: windows over sales longer than 12 months answer 400 (dossier §4.0)
WINDOW = 365  # days of each window that a longer period is read in: nobody knows the limit to the day
DAY = 86_400_000  # ms


class Call(Endpoint[P, T]):
    """An operation that answers once."""

    @overload
    def __get__(self, resource: None, owner: type) -> Self: ...
    @overload
    def __get__(self, resource: Resource[Sync], owner: type) -> Callable[P, T]: ...
    @overload
    def __get__(self, resource: Resource[Async], owner: type) -> Callable[P, Coroutine[Any, Any, T]]: ...
    def __get__(self, resource: Resource[Any] | None, owner: type) -> Any:
        return self if resource is None else resource[self]


@dataclass(frozen=True)
class Facts:
    """What is known of a listing beside its signature. `@lists(…)` tells it, and so declares the listing."""

    path: str
    _: KW_ONLY
    pt: str
    """What it is, in Portuguese."""
    key: str | tuple[str, ...]
    """The field, or the fields, that identify a row."""
    time: str | None = None
    """The field that says when a row happened."""
    window: tuple[str, str] | None = None
    """The parameters that bound it in time."""
    statuses: str | None = None
    """The parameter that asks for some states only."""
    counted: bool = False
    """Whether Hotmart says how many rows there are."""
    longest: int | None = None
    """The days that a window may have at most."""
    sized: bool = True
    """Whether Hotmart is told how many rows a page may have."""
    whole_of: tuple[str, date] | None = None
    """A parameter: asked for one of these without a window, it is read from that day on."""
    sums: bool = False
    """Whether its rows are sums of the period, so that those of two periods are never put side by side."""
    stands_for: Text | None = None
    """It exists for an old name, and this is what it warns of."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields that identify a row, also when it is one."""
        return (self.key,) if isinstance(self.key, str) else self.key

    def __call__(self, declared: Callable[Concatenate[Any, P], Page[T]]) -> Listing[P, T]:
        """The listing that has this signature."""
        return Listing(declared, self)


lists = Facts  # the decorator is the record itself: `@lists("/path", key="id", …)`


class Listing(Endpoint[P, T]):
    """An operation that answers page by page."""

    def __init__(self, declared: Callable[..., Any], facts: Facts) -> None:
        super().__init__(declared, "GET", facts.path, "reads", pt=facts.pt, stands_for=facts.stands_for)
        self.facts = facts

    @property
    def item(self) -> Any:
        """The model of a row."""
        return get_args(self.returns)[0]

    def request_in(self, time_zone: str, args: Sequence[Any], kwargs: dict[str, Any]) -> Request:
        """The call for the first page: of the largest size, unless told otherwise.

        Raises InvalidArgumentError for a period that Hotmart does not answer at once.
        """
        request = self._asked(time_zone, args, kwargs)
        start, end = self._period(request)
        if start is not None and end is not None and self._is_too_long(end - start):
            raise self._too_long()
        return request

    def requests_in(
        self, time_zone: str, args: Sequence[Any], kwargs: dict[str, Any], now: int
    ) -> tuple[Request, ...]:
        """The calls for the first page of each window of a period, the oldest first: mostly one.

        `now` in ms. A period without an end goes on in the last window. Raises InvalidArgumentError for a
        long one that means one page of one window, or sums.
        """
        request = self._asked(time_zone, args, kwargs)
        start, end = self._period(request)
        if start is None or not self._is_too_long((now if end is None else end) - start):
            return (request,)
        if self.facts.sums or _has_token(request):
            return (self.request_in(time_zone, args, kwargs),)
        begins = [*range(start, now if end is None else end + 1, WINDOW * DAY)]
        ends = [*(begin - 1 for begin in begins[1:]), end]
        first, last = self.facts.window or ("", "")
        return tuple(
            request.with_query(**{first: begin, last: until})
            for begin, until in zip(begins, ends, strict=True)
        )

    def _asked(self, time_zone: str, args: Sequence[Any], kwargs: dict[str, Any]) -> Request:
        request = super().request_in(time_zone, args, kwargs)
        names = {name for name, _ in request.query}
        whole_of, window = self.facts.whole_of, self.facts.window
        if whole_of and window and whole_of[0] in names and names.isdisjoint(window):
            request = request.with_query(**{window[0]: whole_of[1]})
        # A page token says how large its pages are, and nothing may contradict it (dossier §3.6).
        if not self.facts.sized or not names.isdisjoint(("max_results", "page_token")):
            return request
        return msgspec.structs.replace(request, query=(*request.query, ("max_results", str(PAGE_LIMIT))))

    def _period(self, request: Request) -> tuple[int | None, int | None]:
        """The ends of what is asked for, in ms, as far as they are told."""
        told = {name: int(value) for name, value in request.query if name in (self.facts.window or ())}
        start, end = (told.get(name) for name in self.facts.window or ("", ""))
        return start, end

    def _is_too_long(self, milliseconds: int) -> bool:
        longest = self.facts.longest
        return longest is not None and milliseconds > longest * DAY

    def _too_long(self) -> InvalidArgumentError:
        start, end = self.facts.window or ("", "")
        return InvalidArgumentError(
            end,
            Text(
                f"{start} to {end} is more than 12 months, which Hotmart refuses.",
                f"De {start} a {end} são mais de 12 meses, o que a Hotmart recusa.",
            ),
            Text("Ask year by year, and add up.", "Peça ano a ano e some.")
            if self.facts.sums
            else Text(
                "A page_token belongs to one window: give the period of its page (`page.window`), or iterate "
                "the listing without a token, which reads all windows.",
                "Um page_token é de um só período: informe o da página (`page.window`), ou itere a listagem "
                "sem token, que lê todos os períodos.",
            ),
        )

    @overload
    def __get__(self, resource: None, owner: type) -> Self: ...
    @overload
    def __get__(self, resource: Resource[Sync], owner: type) -> Lists[P, T]: ...
    @overload
    def __get__(self, resource: Resource[Async], owner: type) -> AsyncLists[P, T]: ...
    def __get__(self, resource: Resource[Any] | None, owner: type) -> Any:
        return self if resource is None else resource[self]


def _has_token(request: Request) -> bool:
    return any(name == "page_token" for name, _ in request.query)


class Autopaginate(Generic[P, T]):
    """The twin of a listing under the name `hotmart-python` gave it: its items, one after the other."""

    name = ""
    __signature__ = Shown()

    def __init__(self, listing: Listing[P, T]) -> None:
        self.listing = listing

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        named(self, name, self.listing)

    @property
    def written(self) -> Signature:
        """Its signature as it is declared, for people."""
        return self.listing.written

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> NoReturn:
        """A declaration has nobody to ask, whichever its name."""
        self.listing(*args, **kwargs)

    def __repr__(self) -> str:
        return f"<{self.name}: the items of {self.listing!r}>"

    @overload
    def __get__(self, resource: None, owner: type) -> Self: ...
    @overload
    def __get__(self, resource: Resource[Sync], owner: type) -> Callable[P, Iterator[T]]: ...
    @overload
    def __get__(self, resource: Resource[Async], owner: type) -> Callable[P, AsyncIterator[T]]: ...
    def __get__(self, resource: Resource[Any] | None, owner: type) -> Any:
        return self if resource is None else resource[self]


def autopaginate(listing: Listing[P, T]) -> Autopaginate[P, T]:
    """Offer the items of a listing under their old name as well."""
    return Autopaginate(listing)


def reads(
    path: str, *, pt: str, asked_as: str = ""
) -> Callable[[Callable[Concatenate[Any, P], T]], Call[P, T]]:
    """Declare an operation that answers once and changes nothing. One asked in GraphQL is a POST."""
    method = "POST" if asked_as else "GET"
    return lambda declared: Call(declared, method, path, "reads", pt=pt, asked_as=asked_as)


def writes(
    method: str,
    path: str,
    *,
    pt: str,
    settle: str = "",
    needs: Mapping[str, tuple[str, str]] | None = None,
    takes: Text | None = None,
) -> Callable[[Callable[Concatenate[Any, P], T]], Call[P, T]]:
    """Declare an operation that changes something, and the read that tells whether it was done.

    `needs`: a parameter that a value of another one makes necessary. `takes`: what to say to a wrong call.
    """
    return lambda declared: Call(
        declared, method, path, "writes", pt=pt, settle=settle, needs=needs, takes=takes
    )


def destroys(
    method: str, path: str, *, pt: str, settle: str = "", takes: Text | None = None
) -> Callable[[Callable[Concatenate[Any, P], T]], Call[P, T]]:
    """Declare an operation that cannot be undone, and the read that tells whether it was done."""
    return lambda declared: Call(declared, method, path, "destroys", pt=pt, settle=settle, takes=takes)
