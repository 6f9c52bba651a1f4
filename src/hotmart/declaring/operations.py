"""The kinds of operation, and how each is declared: a signature without a body, under one decorator.

The decorated signature is the declaration: the typed methods of both clients, the command line, the
streams of the sync, the OpenAPI file and the documents are read from it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Concatenate, Generic, NoReturn, Self, get_args, overload

import msgspec

from hotmart.declaring.endpoint import Endpoint, P, T, shown_as
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.request import Request

if TYPE_CHECKING:
    from hotmart.answers.pages import Page
    from hotmart.declaring.resource import Async, AsyncLists, Lists, Resource, Sync

PAGE_LIMIT = 500  # a larger max_results is clamped in silence (dossier §3.6)
YEAR = 366  # days of a long year: windows over sales longer than 12 months answer 400 (dossier §4.0)


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


class Listing(Endpoint[P, T]):
    """An operation that answers page by page."""

    def __init__(
        self,
        declared: Callable[..., Any],
        path: str,
        *,
        key: tuple[str, ...],
        time: str | None,
        window: tuple[str, str] | None,
        statuses: str | None,
        counted: bool,
        longest: int | None,
        sized: bool,
        whole_of: tuple[str, date] | None,
        pt: str,
        stands_for: Text | None,
    ) -> None:
        super().__init__(declared, "GET", path, "reads", pt=pt, stands_for=stands_for)
        self.key, self.time, self.window, self.statuses = key, time, window, statuses
        self.counted, self.longest, self.page_limit = counted, longest, PAGE_LIMIT
        self.sized, self.whole_of = sized, whole_of
        self.item: Any = get_args(self.returns)[0]

    def request(self, /, *args: P.args, **kwargs: P.kwargs) -> Request:
        """The call for the first page: of the largest size, unless told otherwise."""
        request = super().request(*args, **kwargs)
        names = {name for name, _ in request.query}
        if self.whole_of and self.window and self.whole_of[0] in names and names.isdisjoint(self.window):
            request = request.with_query(**{self.window[0]: self.whole_of[1]})
        # A page token says how large its pages are, and nothing may contradict it (dossier §3.6).
        if not self.sized or not names.isdisjoint(("max_results", "page_token")):
            return request
        sized = (*request.query, ("max_results", str(self.page_limit)))
        return msgspec.structs.replace(request, query=sized)

    def _check(self, values: Mapping[str, tuple[Any, ...]]) -> None:
        super()._check(values)
        if self.window is None or self.longest is None or not set(self.window) <= values.keys():
            return
        start, end = (values[name][0] for name in self.window)
        if end - start > self.longest * 86_400_000:
            raise InvalidArgumentError(
                self.window[1],
                Text(
                    f"{self.window[0]} to {self.window[1]} is more than 12 months, which Hotmart refuses.",
                    f"De {self.window[0]} a {self.window[1]} são mais de 12 meses, o que a Hotmart recusa.",
                ),
                Text(
                    "Ask year by year, or let `hotmart sync` do it.",
                    "Peça ano a ano, ou deixe com `hotmart sync`.",
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


class Autopaginate(Generic[P, T]):
    """The twin of a listing under the name `hotmart-python` gave it: its items, one after the other."""

    name = ""

    def __init__(self, listing: Listing[P, T]) -> None:
        self.listing = listing

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        shown_as(self, name, self.listing)

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


def lists(
    path: str,
    *,
    key: str | tuple[str, ...],
    pt: str,
    time: str | None = None,
    window: tuple[str, str] | None = None,
    statuses: str | None = None,
    counted: bool = False,
    longest: int | None = None,
    sized: bool = True,
    whole_of: tuple[str, date] | None = None,
    stands_for: Text | None = None,
) -> Callable[[Callable[Concatenate[Any, P], Page[T]]], Listing[P, T]]:
    """Declare a listing: what identifies a row, the time it happened, the parameters that bound it.

    `sized`: whether Hotmart is told how many rows a page may have. `whole_of`: asked for one of these without
    a window, it is read from that day on. `stands_for`: it exists for an old name, which it warns of.
    """

    def declare(declared: Callable[Concatenate[Any, P], Page[T]]) -> Listing[P, T]:
        return Listing(
            declared,
            path,
            key=(key,) if isinstance(key, str) else key,
            time=time,
            window=window,
            statuses=statuses,
            counted=counted,
            longest=longest,
            sized=sized,
            whole_of=whole_of,
            pt=pt,
            stands_for=stands_for,
        )

    return declare


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
    method: str, path: str, *, pt: str, settle: str = ""
) -> Callable[[Callable[Concatenate[Any, P], T]], Call[P, T]]:
    """Declare an operation that cannot be undone, and the read that tells whether it was done."""
    return lambda declared: Call(declared, method, path, "destroys", pt=pt, settle=settle)
