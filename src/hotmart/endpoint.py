"""An operation of the API, declared once.

The decorated signature is the declaration: the typed methods of both clients, the command line,
the streams of the sync and the documents are read from it. Nothing here travels.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Coroutine, Sequence
from datetime import date
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    Generic,
    Literal,
    ParamSpec,
    Self,
    TypeAlias,
    TypeVar,
    cast,
    get_args,
    overload,
)
from urllib.parse import quote

import msgspec

from .errors import InvalidArgumentError
from .language import Text
from .params import Param
from .words import MASK, WORDS, When, milliseconds

if TYPE_CHECKING:
    from .pages import AsyncPages, Page, Pages

P = ParamSpec("P")
T = TypeVar("T")
Effect: TypeAlias = Literal["reads", "writes", "destroys"]

PAGE_LIMIT = 500  # a larger max_results is clamped in silence (dossier §3.6)
YEAR = 366  # days of a long year: windows over sales longer than 12 months answer 400 (dossier §4.0)


class Request(msgspec.Struct, frozen=True, kw_only=True, repr_omit_defaults=True):
    """One call, ready to travel: what is asked, as Hotmart spells it."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: dict[str, Any] | None = None
    operation: str = ""
    settle: str = ""  # for a write: the read that tells whether it was done

    def with_query(self, **changes: str | int | When | Sequence[str] | None) -> Request:
        """The same call with these keys replaced; a list repeats its key, None leaves it out."""
        kept = [(name, value) for name, value in self.query if name not in changes]
        for name, value in changes.items():
            kept.extend((name, one) for one in _spelled(value))
        return msgspec.structs.replace(self, query=tuple(kept))

    def __repr__(self) -> str:
        shown = "&".join(f"{name}={MASK if _private(name) else value}" for name, value in self.query)
        target = self.path + ("?" + shown if shown else "")
        return f"<Request {self.method} {target}" + (" with a body>" if self.body else ">")

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("", repr(self))]


def _spelled(value: str | int | When | Sequence[str] | None) -> Sequence[str]:
    if value is None:
        return ()
    if isinstance(value, date):
        return (str(milliseconds(value)),)
    return (str(value),) if isinstance(value, str | int) else value


def _private(name: str) -> bool:
    return name not in WORDS or WORDS[name].private


class Endpoint(Generic[P, T]):
    """What an operation is. How its requests travel is the clients' business."""

    group = name = ""

    def __init__(
        self,
        declared: Callable[..., Any],
        method: str,
        path: str,
        effect: Effect,
        *,
        pt: str,
        settle: str = "",
    ) -> None:
        self.method, self.path, self.effect, self.settle = method, path, effect, settle
        self.doc, self.doc_pt = inspect.getdoc(declared) or "", pt
        signature = inspect.signature(declared, eval_str=True)
        _, *parameters = signature.parameters.values()
        self.returns: Any = signature.return_annotation
        self.signature = signature.replace(parameters=parameters)
        in_path = set(re.findall(r"{(\w+)}", path))
        self.params = tuple(
            Param.declared(one, "path" if one.name in in_path else "query") for one in parameters
        )

    def __set_name__(self, owner: type, name: str) -> None:
        self.group, self.name = owner.__name__.lower(), name

    @property
    def id(self) -> str:
        """Its name everywhere: `sales.history`."""
        return f"{self.group}.{self.name}"

    def __repr__(self) -> str:
        return f"<{self.id}: {self.method} {self.path}>"

    def param(self, name: str) -> Param:
        """The parameter of that name; KeyError when there is none."""
        return {param.name: param for param in self.params}[name]

    def request(self, *args: P.args, **kwargs: P.kwargs) -> Request:
        """The call that these arguments mean. Nothing is sent; what cannot be meant is refused here."""
        given = self.signature.bind(*args, **kwargs).arguments
        wire = {
            param.name: param.wire(given[param.name])
            for param in self.params
            if param.required or given.get(param.name) is not None
        }
        self._check(wire)
        in_path = {p.name: quote(wire.pop(p.name)[0], safe="") for p in self.params if p.place == "path"}
        return Request(
            method=self.method,
            path=self.path.format_map(in_path),
            query=tuple((name, value) for name, values in wire.items() for value in values),
            operation=self.id,
            settle=self.settle.format_map(in_path),
        )

    def _check(self, wire: dict[str, tuple[str, ...]]) -> None:
        """Refuse what no single value shows: a period that ends before it starts."""
        for name in wire:
            start = "start_date" if name == "end_date" else name.removeprefix("end_")
            if start != name and start in wire and int(wire[name][0]) < int(wire[start][0]):
                raise InvalidArgumentError(
                    name, Text(f"{name} is before {start}.", f"{name} é anterior a {start}.")
                )


class Call(Endpoint[P, T]):
    """An operation that answers once."""

    @overload
    def __get__(self, resource: None, owner: type) -> Self: ...
    @overload
    def __get__(self, resource: Resource[Sync], owner: type) -> Callable[P, T]: ...
    @overload
    def __get__(self, resource: Resource[Async], owner: type) -> Callable[P, Coroutine[Any, Any, T]]: ...
    def __get__(self, resource: Resource[Any] | None, owner: type) -> Any:
        return self if resource is None else resource.bound(self)


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
        pt: str,
    ) -> None:
        super().__init__(declared, "GET", path, "reads", pt=pt)
        self.key, self.time, self.window, self.statuses = key, time, window, statuses
        self.counted, self.longest, self.page_limit = counted, longest, PAGE_LIMIT
        self.item: Any = get_args(self.returns)[0]

    def request(self, *args: P.args, **kwargs: P.kwargs) -> Request:
        """The call for the first page: of the largest size, unless told otherwise."""
        request = super().request(*args, **kwargs)
        sized = any(name == "max_results" for name, _ in request.query)
        return request if sized else request.with_query(max_results=self.page_limit)

    def _check(self, wire: dict[str, tuple[str, ...]]) -> None:
        super()._check(wire)
        if self.window is None or self.longest is None or not set(self.window) <= wire.keys():
            return
        start, end = (int(wire[name][0]) for name in self.window)
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
    def __get__(self, resource: Resource[Sync], owner: type) -> Callable[P, Pages[T]]: ...
    @overload
    def __get__(self, resource: Resource[Async], owner: type) -> Callable[P, AsyncPages[T]]: ...
    def __get__(self, resource: Resource[Any] | None, owner: type) -> Any:
        return self if resource is None else resource.bound(self)


class Sync:
    """The face of `Hotmart`: a call waits for its answer."""


class Async:
    """The face of `AsyncHotmart`: a call is awaited."""


M = TypeVar("M", bound=Sync | Async)


class Resource(Generic[M]):
    """A group of operations, as one client offers it."""

    def __init__(self, bind: Callable[[Endpoint[..., Any]], Callable[..., Any]]) -> None:
        self._bind = bind

    def bound(self, endpoint: Endpoint[..., Any]) -> Callable[..., Any]:
        """The operation as a function of this client, which tells its name, words and signature."""
        function = self._bind(endpoint)
        function.__name__, function.__qualname__ = endpoint.name, endpoint.id
        function.__doc__ = endpoint.doc
        function.__signature__ = endpoint.signature  # type: ignore[attr-defined]  # functions take attributes
        self.__dict__[endpoint.name] = function  # found there next time, before the descriptor
        return function


def declarations(group: type[Resource[Any]]) -> tuple[Endpoint[..., Any], ...]:
    """The operations declared in a group, in the order of their declaration."""
    members: list[object] = list(vars(group).values())
    return tuple(cast("Endpoint[..., Any]", one) for one in members if isinstance(one, Endpoint))


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
) -> Callable[[Callable[Concatenate[Any, P], Page[T]]], Listing[P, T]]:
    """Declare a listing: what identifies a row, the time it happened, the parameters that bound it."""

    def declare(declared: Callable[Concatenate[Any, P], Page[T]]) -> Listing[P, T]:
        keys = (key,) if isinstance(key, str) else key
        return Listing(
            declared,
            path,
            key=keys,
            time=time,
            window=window,
            statuses=statuses,
            counted=counted,
            longest=longest,
            pt=pt,
        )

    return declare


def reads(path: str, *, pt: str) -> Callable[[Callable[Concatenate[Any, P], T]], Call[P, T]]:
    """Declare an operation that answers once and changes nothing."""
    return lambda declared: Call(declared, "GET", path, "reads", pt=pt)


def destroys(
    method: str, path: str, *, pt: str, settle: str
) -> Callable[[Callable[Concatenate[Any, P], T]], Call[P, T]]:
    """Declare an operation that cannot be undone, and the read that tells whether it was done."""
    return lambda declared: Call(declared, method, path, "destroys", pt=pt, settle=settle)
