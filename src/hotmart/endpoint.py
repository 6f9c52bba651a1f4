"""An operation of the API, declared once.

The decorated signature is the declaration: the typed methods of both clients, the command line, the
streams of the sync, the OpenAPI file and the documents are read from it. Nothing here travels.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    Generic,
    Literal,
    ParamSpec,
    Protocol,
    Self,
    TypeAlias,
    TypeVar,
    cast,
    get_args,
    overload,
)
from urllib.parse import quote

import msgspec

from .errors import InvalidArgumentError, WrongCallError
from .glossary import WORDS, word
from .language import Text
from .params import Param, Place, spelled
from .selecting import selection
from .words import MASK, Model, When

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
    template: str = ""  # the path before values were put in it
    settle: str = ""  # for a write: the read that tells whether it was done
    effect: Effect | None = None

    @property
    def reads(self) -> bool:
        """Whether it changes nothing, so that it may be asked again."""
        return self.effect == "reads" if self.effect else self.method == "GET"

    def with_query(self, **changes: str | int | When | Sequence[str] | None) -> Request:
        """The same call with these keys replaced; a list repeats its key, None leaves it out."""
        kept = [(name, value) for name, value in self.query if name not in changes]
        for name, value in changes.items():
            kept.extend((name, one) for one in spelled(value))
        return msgspec.structs.replace(self, query=tuple(kept))

    def __repr__(self) -> str:
        shown = "&".join(f"{name}={MASK if _private(name) else value}" for name, value in self.query)
        target = self.path + ("?" + shown if shown else "")
        return f"<Request {self.method} {target}" + (" with a body>" if self.body else ">")

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("", repr(self))]


def _private(name: str) -> bool:
    return name not in WORDS or WORDS[name].private


class Endpoint(Generic[P, T]):
    """What an operation is. How its requests travel is the clients' business."""

    group = name = ""
    params: tuple[Param, ...] = ()

    def __init__(
        self,
        declared: Callable[..., Any],
        method: str,
        path: str,
        effect: Effect,
        *,
        pt: str,
        settle: str = "",
        needs: Mapping[str, tuple[str, str]] | None = None,
        graphql: str = "",
        stands_for: Text | None = None,
        takes: Text | None = None,
    ) -> None:
        self.method, self.path, self.settle = method, path, settle
        self.effect: Effect = effect
        self.needs, self.graphql = needs or {}, graphql
        self.stands_for, self.takes = stands_for, takes
        self.doc, self.doc_pt = inspect.getdoc(declared) or "", pt
        signature = inspect.signature(declared, eval_str=True)
        _, *self._parameters = signature.parameters.values()
        self.returns: Any = signature.return_annotation
        self.signature = signature.replace(parameters=self._parameters)

    def __set_name__(self, owner: type, name: str) -> None:
        self.group, self.name = owner.__name__.lower(), name
        in_path = set(re.findall(r"{(\w+)}", self.path))
        rest: Place = "query" if self.method in ("GET", "DELETE") else "body"
        self.params = tuple(
            Param.declared(one, lambda spelt: "path" if spelt in in_path else rest, self._word(one.name))
            for one in self._parameters
        )
        self._by_name = {param.name: param for param in self.params}
        self._spellings = {param.wire_name: param.name for param in self.params}
        ordered = [one.name for one in self._parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
        self._positional = tuple(ordered)
        self._defaults = {
            one.name: one.default for one in self._parameters if one.default not in (one.empty, None)
        }
        self._has_body = any(param.place == "body" for param in self.params)

    def _word(self, name: str) -> Any:
        return word(self.group, self.name, name)

    @property
    def id(self) -> str:
        """Its name everywhere: `sales.history`."""
        return f"{self.group}.{self.name}"

    @property
    def model(self) -> type[Model] | None:
        """The model of what it answers, or of one row of it; None when it answers nothing to read."""
        kinds = (self.returns, *get_args(self.returns))
        return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Model)), None)

    def __repr__(self) -> str:
        return f"<{self.id}: {self.method} {self.path}>"

    def param(self, name: str) -> Param:
        """The parameter of that name; KeyError when there is none."""
        return self._by_name[name]

    def request(self, *args: P.args, **kwargs: P.kwargs) -> Request:
        """The call that these arguments mean. Nothing is sent; what cannot be meant is refused here."""
        query: list[tuple[str, str]] = []
        given = self._given(args, kwargs, query)
        chosen = given.pop("select", None)
        values = {name: self._by_name[name].values(value) for name, value in given.items()}
        self._check(values)
        in_path: dict[str, str] = {}
        body: dict[str, Any] | None = {} if self._has_body else None
        for name, several in values.items():
            param = self._by_name[name]
            if param.place == "query":
                query.extend((param.wire_name, one) for value in several for one in spelled(value))
            elif param.place == "path":
                in_path[param.wire_name] = quote(str(several[0]), safe="")
            elif body is not None:
                body[param.wire_name] = list(several) if param.many else several[0]
        if chosen is not None and self.model is not None:
            paths = [str(path) for path in self._by_name["select"].values(chosen)]
            query.append(("select", selection(self.model, paths)))
        return Request(
            method=self.method,
            path=self.path.format_map(in_path) if in_path else self.path,
            query=tuple(query),
            body=_graphql(self.graphql, self.model, body) if self.graphql and body else body,
            operation=self.id,
            template=self.path,
            settle=self.settle and self._settled(values),
            effect=self.effect,
        )

    def _given(
        self, args: tuple[Any, ...], kwargs: dict[str, Any], beside: list[tuple[str, str]]
    ) -> dict[str, Any]:
        """The arguments by name, in the order of their declaration; those of other names go beside."""
        if len(args) > len(self._positional):
            most = len(self._positional)
            raise self._wrong_call(f"takes {most} values without a name", f"aceita {most} valores sem nome")
        given = dict(zip(self._positional, args, strict=False))
        if self._defaults:  # a write says what it does, also where Hotmart would take it for granted
            given = {name: it for name, it in self._defaults.items() if name not in given} | given
        for key, value in kwargs.items():
            name = key if key in self._by_name else self._spellings.get(key, key)
            if name in given and name not in self._defaults:
                raise self._wrong_call(f"got {name} twice", f"recebeu {name} duas vezes")
            if name in self._by_name:
                given[name] = value
            elif value is not None:
                beside.extend((name, one) for one in spelled(self._unknown(name, value)))
        for param in self.params:
            if param.required and param.name not in given:
                raise self._wrong_call(f"is missing {param.name}", f"precisa de {param.name}")
        return {
            param.name: given[param.name]
            for param in self.params
            if param.name in given and (param.required or given[param.name] is not None)
        }

    def _unknown(self, name: str, value: Any) -> Any:
        """Hotmart passes over a name it does not know, so one that looks like a known name is refused."""
        aliases = {alias: param.name for param in self.params for alias in param.word.aliases}
        near = [aliases[name]] if name in aliases else get_close_matches(name, self._by_name, n=1, cutoff=0.8)
        if near:
            raise self._wrong_call(
                f"has no parameter {name}. Did you mean {near[0]}?",
                f"não tem o parâmetro {name}. Você quis dizer {near[0]}?",
            )
        return value

    def _wrong_call(self, en: str, pt: str) -> WrongCallError:
        end = "" if en.endswith("?") else "."
        return WrongCallError(self.id, Text(f"{self.id} {en}{end}", f"{self.id} {pt}{end}"), self.takes)

    def _settled(self, values: Mapping[str, tuple[Any, ...]]) -> str:
        return self.settle.format_map({name: several[0] for name, several in values.items()})

    def _check(self, values: Mapping[str, tuple[Any, ...]]) -> None:
        """Refuse what no single value shows: a period that ends before it starts, a value one needs."""
        for name in values:
            start = "start_date" if name == "end_date" else name.removeprefix("end_")
            if start != name and start in values and values[name][0] < values[start][0]:
                raise InvalidArgumentError(
                    name, Text(f"{name} is before {start}.", f"{name} é anterior a {start}.")
                )
        for name, (other, needy) in self.needs.items():
            if name not in values and values.get(other) == (needy,):
                raise InvalidArgumentError(
                    name,
                    Text(f"{other} {needy} needs {name}.", f"{other} {needy} precisa de {name}."),
                )


def _graphql(question: str, model: type[Model] | None, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """A question in GraphQL: every field of the model, of the thing that the arguments name."""
    named = ",".join(f"{name}:{msgspec.json.encode(value).decode()}" for name, value in arguments.items())
    return {"query": f"{{{question.format(arguments=named)}{{{_fields(model)}}}}}"}


def _fields(model: type[Model] | None) -> str:
    if model is None:
        return ""
    return " ".join(field.encode_name + _below(field.type) for field in msgspec.structs.fields(model))


def _below(hint: Any) -> str:
    if isinstance(hint, type) and issubclass(hint, Model):
        return f"{{{_fields(hint)}}}"
    return next((found for part in get_args(hint) if (found := _below(part))), "")


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


class Lists(Protocol[P, T]):
    """A listing of `Hotmart`: called, it reads the first page at once."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Pages[T]:
        """The listing, its first page read."""
        ...

    def total(self, *args: P.args, **kwargs: P.kwargs) -> int | None:
        """How many rows there are, without reading them; None where Hotmart does not count."""
        ...


class AsyncLists(Protocol[P, T]):
    """A listing of `AsyncHotmart`: it is read when it is awaited, or iterated with `async for`."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> AsyncPages[T]:
        """The listing, nothing of it read yet."""
        ...

    async def total(self, *args: P.args, **kwargs: P.kwargs) -> int | None:
        """How many rows there are, without reading them; None where Hotmart does not count."""
        ...


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

    def request(self, *args: P.args, **kwargs: P.kwargs) -> Request:
        """The call for the first page: of the largest size, unless told otherwise."""
        request = super().request(*args, **kwargs)
        names = {name for name, _ in request.query}
        if self.whole_of and self.window and self.whole_of[0] in names and names.isdisjoint(self.window):
            request = request.with_query(**{self.window[0]: self.whole_of[1]})
        if not self.sized or "max_results" in names:
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
        return self if resource is None else resource.bound(self)


class Autopaginate(Generic[P, T]):
    """The twin of a listing under the name `hotmart-python` gave it: its items, one after the other."""

    name = ""

    def __init__(self, listing: Listing[P, T]) -> None:
        self.listing = listing

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, resource: None, owner: type) -> Self: ...
    @overload
    def __get__(self, resource: Resource[Sync], owner: type) -> Callable[P, Iterator[T]]: ...
    @overload
    def __get__(self, resource: Resource[Async], owner: type) -> Callable[P, AsyncIterator[T]]: ...
    def __get__(self, resource: Resource[Any] | None, owner: type) -> Any:
        return self if resource is None else resource.bound(self)


class Sync:
    """The face of `Hotmart`: a call waits for its answer."""


class Async:
    """The face of `AsyncHotmart`: a call is awaited."""


M = TypeVar("M", bound=Sync | Async)
Declared: TypeAlias = "Endpoint[..., Any] | Autopaginate[..., Any]"


class Resource(Generic[M]):
    """A group of operations, as one client offers it."""

    def __init__(self, bind: Callable[[Declared], Callable[..., Any]]) -> None:
        self._bind = bind

    def bound(self, declared: Declared) -> Callable[..., Any]:
        """The operation as a function of this client, which tells its name, words and signature."""
        function = self._bind(declared)
        endpoint = declared.listing if isinstance(declared, Autopaginate) else declared
        function.__name__ = declared.name
        function.__qualname__ = f"{endpoint.group}.{declared.name}"
        function.__doc__ = endpoint.doc
        function.__signature__ = endpoint.signature  # type: ignore[attr-defined]  # functions take attributes
        self.__dict__[declared.name] = function  # found there next time, before the descriptor
        return function

    def __dir__(self) -> list[str]:
        return sorted(
            name for name, it in vars(type(self)).items() if isinstance(it, Endpoint | Autopaginate)
        )


def declarations(group: type[Resource[Any]]) -> tuple[Endpoint[..., Any], ...]:
    """The operations declared in a group, in the order of their declaration."""
    members: list[object] = list(vars(group).values())
    found = (cast("Endpoint[..., Any]", one) for one in members if isinstance(one, Endpoint))
    return tuple(one for one in found if one.stands_for is None)


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
    path: str, *, pt: str, graphql: str = ""
) -> Callable[[Callable[Concatenate[Any, P], T]], Call[P, T]]:
    """Declare an operation that answers once and changes nothing. One asked in GraphQL is a POST."""
    method = "POST" if graphql else "GET"
    return lambda declared: Call(declared, method, path, "reads", pt=pt, graphql=graphql)


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
