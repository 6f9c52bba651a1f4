"""An operation of the API: what it is, and the request that a call of it means. Nothing here travels."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, NoReturn, ParamSpec, TypeVar, get_args
from urllib.parse import quote

from hotmart.declaring import graphql
from hotmart.declaring.arguments import EXTRA, Arguments
from hotmart.declaring.params import Param, Place
from hotmart.declaring.selecting import SELECT, selection
from hotmart.errors import InvalidArgumentError
from hotmart.glossary import word
from hotmart.language import Text
from hotmart.model import Model
from hotmart.request import Effect, Request
from hotmart.words import spelled
from hotmart.zone import USUAL

P = ParamSpec("P")
T = TypeVar("T")


class _Written(str):
    """An annotation as it stands in the declaration."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _as_written(declared: inspect.Signature) -> inspect.Signature:
    """The signature for people: `When | None` says more than all that it stands for."""
    _, *parameters = declared.parameters.values()
    shown = [one.replace(annotation=_Written(one.annotation)) for one in parameters]
    return declared.replace(parameters=shown, return_annotation=_Written(declared.return_annotation))


def named(thing: Any, name: str, endpoint: Endpoint[..., Any]) -> None:
    """Let a thing tell its name and what it is for, as the function does that its declaration reads like."""
    thing.__name__, thing.__qualname__, thing.__doc__ = name, f"{endpoint.group}.{name}", endpoint.doc


def shown_as(function: Any, name: str, endpoint: Endpoint[..., Any], gives: str = "") -> None:
    """Let `help()` and notebooks show a function of a client as its declaration reads.

    `gives`: what a client makes of the answer, such as `Pages`.
    """
    named(function, name, endpoint)
    function.__signature__ = endpoint.written
    if gives:
        answer = str(endpoint.written.return_annotation).removeprefix("Page[").removesuffix("]")
        given = _Written(f"{gives}[{answer}]")
        function.__signature__ = endpoint.written.replace(return_annotation=given)


class Shown:
    """The signature of a declaration for `help()`, which is read only when somebody looks."""

    def __get__(self, declaration: Any, owner: type) -> inspect.Signature:
        if declaration is None:
            raise AttributeError("__signature__")  # a class of declarations has its own
        written: inspect.Signature = declaration.written
        return written


def group_name(group: type) -> str:
    """What a group of operations is called, on a client and in the names of its operations."""
    return group.__name__.lower()


class Endpoint(Generic[P, T]):
    """What an operation is. How its requests travel is the clients' business."""

    group = name = ""
    __signature__ = Shown()

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
        asked_as: str = "",
        stands_for: Text | None = None,
        takes: Text | None = None,
    ) -> None:
        self.method, self.path, self.settle = method, path, settle
        self.effect: Effect = effect
        self.needs, self.asked_as = needs or {}, asked_as
        self.stands_for, self.takes = stands_for, takes
        self.doc, self.doc_pt = inspect.getdoc(declared) or "", pt
        self._declared = declared

    def __set_name__(self, owner: type, name: str) -> None:
        self.group, self.name = group_name(owner), name
        named(self, name, self)

    # What a signature says is read when it is first asked for: a program calls a few operations, and to read
    # all of them would take some 9 ms of its every start.

    @cached_property
    def signature(self) -> inspect.Signature:
        """What it takes and what it answers, as types."""
        signature = inspect.signature(self._declared, eval_str=True)
        _, *parameters = signature.parameters.values()
        return signature.replace(parameters=parameters)

    @cached_property
    def written(self) -> inspect.Signature:
        """The same as it is declared, for people."""
        return _as_written(inspect.signature(self._declared))

    @property
    def returns(self) -> Any:
        """What it answers, as a type."""
        return self.signature.return_annotation

    @cached_property
    def params(self) -> tuple[Param, ...]:
        """Its parameters, in the order of their declaration."""
        in_path = set(re.findall(r"{(\w+)}", self.path))
        rest: Place = "query" if self.method in ("GET", "DELETE") else "body"
        return tuple(
            Param.declared(one, lambda spelt: "path" if spelt in in_path else rest, self._word(one.name))
            for one in self.signature.parameters.values()
            if one.name != EXTRA
        )

    @cached_property
    def _by_name(self) -> dict[str, Param]:
        return {param.name: param for param in self.params}

    @cached_property
    def _arguments(self) -> Arguments:
        declared = [*self.signature.parameters.values()]
        return Arguments(self.id, declared, self.params, self.takes, reads=self.effect == "reads")

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

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> NoReturn:
        """A declaration has nobody to ask: `client.sales.history(...)` has."""
        raise self._arguments.wrong("is called on a client", "é chamada em um cliente")

    def param(self, name: str) -> Param:
        """The parameter of that name; KeyError when there is none."""
        return self._by_name[name]

    def request(self, /, *args: P.args, **kwargs: P.kwargs) -> Request:
        """The call that these arguments mean. Nothing is sent; what cannot be meant is refused here."""
        return self.request_in(USUAL, args, kwargs)

    def request_in(self, time_zone: str, args: Sequence[Any], kwargs: dict[str, Any]) -> Request:
        """The same, of an account whose days are those of that zone."""
        given, beside = self._arguments.told(args, kwargs)
        query = [(name, value) for name, value in beside if name not in self._by_name]
        new = [value for name, value in beside if name == SELECT in self._by_name]
        selected = self._selected(given.pop(SELECT, None), new)
        values = {name: self._by_name[name].values(value, time_zone) for name, value in given.items()}
        self._check(values)
        in_path: dict[str, str] = {}
        body: dict[str, Any] | None = {} if any(param.place == "body" for param in self.params) else None
        for name, several in values.items():
            param = self._by_name[name]
            if param.place == "query":
                query.extend((param.wire_name, one) for value in several for one in spelled(value))
            elif param.place == "path":
                in_path[param.wire_name] = quote(str(several[0]), safe="")
            elif body is not None:
                body[param.wire_name] = list(several) if param.many else several[0]
        if self.asked_as and self.model:
            body = graphql.question(self.asked_as, self.model, body or {}, selected)
        elif selected:
            query.append((SELECT, ",".join(selected)))
        return Request(
            method=self.method,
            path=self.path.format_map(in_path) if in_path else self.path,
            query=tuple(query),
            body=body,
            operation=self.id,
            template=self.path,
            settle=self.settle and self._settled(values),
            effect=self.effect,
        )

    def _selected(self, chosen: Any, new: Sequence[str]) -> Sequence[str]:
        """The fields that are asked for, and those told as new; none means all."""
        if self.model is None or (chosen is None and not new):
            return ()
        declared = () if chosen is None else self._by_name[SELECT].values(chosen)
        return selection(self.model, [str(path) for path in declared], new)

    def _settled(self, values: Mapping[str, tuple[Any, ...]]) -> str:
        return self.settle.format_map({name: several[0] for name, several in values.items() if several})

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
