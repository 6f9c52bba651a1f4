"""An operation of the API: what it is, and the request that a call of it means. Nothing here travels."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Generic, ParamSpec, TypeVar, get_args
from urllib.parse import quote

from . import graphql
from .errors import InvalidArgumentError, WrongCallError
from .glossary import word
from .language import Text
from .model import Model
from .params import Param, Place
from .request import Effect, Request
from .selecting import selection
from .spelling import spelled, undeclared

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
        asked_as: str = "",
        stands_for: Text | None = None,
        takes: Text | None = None,
    ) -> None:
        self.method, self.path, self.settle = method, path, settle
        self.effect: Effect = effect
        self.needs, self.asked_as = needs or {}, asked_as
        self.stands_for, self.takes = stands_for, takes
        self.doc, self.doc_pt = inspect.getdoc(declared) or "", pt
        signature = inspect.signature(declared, eval_str=True)
        _, *self._parameters = signature.parameters.values()
        self.returns: Any = signature.return_annotation
        self.signature = signature.replace(parameters=self._parameters)
        self.written = _as_written(inspect.signature(declared))

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

    def request(self, /, *args: P.args, **kwargs: P.kwargs) -> Request:
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
        selected = self._selected(chosen)
        if selected and not self.asked_as:
            query.append(("select", ",".join(selected)))
        return Request(
            method=self.method,
            path=self.path.format_map(in_path) if in_path else self.path,
            query=tuple(query),
            body=graphql.question(self.asked_as, self.model, body or {}, selected)
            if self.asked_as and self.model
            else body,
            operation=self.id,
            template=self.path,
            settle=self.settle and self._settled(values),
            effect=self.effect,
        )

    def _selected(self, chosen: Any) -> Sequence[str]:
        """The fields that are asked for; none means all."""
        if chosen is None or self.model is None:
            return ()
        return selection(self.model, [str(path) for path in self._by_name["select"].values(chosen)])

    def _given(
        self, args: tuple[Any, ...], kwargs: dict[str, Any], beside: list[tuple[str, str]]
    ) -> dict[str, Any]:
        """The arguments by name, in the order of their declaration; those of other names go beside."""
        if len(args) > len(self._positional):
            most = len(self._positional)
            raise self._wrong_call(
                f"takes {most or 'no'} value{'' if most == 1 else 's'} without a name",
                f"aceita {most or 'nenhum'} valor{'es' if most > 1 else ''} sem nome",
            )
        given = dict(zip(self._positional, args, strict=False))
        if self._defaults:  # a write says what it does, also where Hotmart would take it for granted
            given = {name: it for name, it in self._defaults.items() if name not in given} | given
        for key, value in kwargs.items():
            name = key if key in self._by_name else self._spellings.get(key, key)
            if name in given and name not in self._defaults:
                raise self._wrong_call(f"got {name} twice", f"recebeu {name} duas vezes")
            if name in self._by_name:
                if value is not None or self._by_name[name].required:
                    given[name] = value
            elif value is not None:
                self._refuse_what_looks_known(name)
                beside.extend((name, one) for one in undeclared(name, value))
        for param in self.params:
            if param.required and param.name not in given:
                raise self._wrong_call(f"is missing {param.name}", f"precisa de {param.name}")
        return {
            param.name: given[param.name]
            for param in self.params
            if param.name in given and (param.required or given[param.name] is not None)
        }

    def _refuse_what_looks_known(self, name: str) -> None:
        """Hotmart passes over a name it does not know, so one that looks like a known name is refused."""
        aliases = {alias: param.name for param in self.params for alias in param.word.aliases}
        near = [aliases[name]] if name in aliases else get_close_matches(name, self._by_name, n=1, cutoff=0.8)
        if near:
            raise self._wrong_call(
                f"has no parameter {name}. Did you mean {near[0]}?",
                f"não tem o parâmetro {name}. Você quis dizer {near[0]}?",
            )

    def _wrong_call(self, en: str, pt: str) -> WrongCallError:
        end = "" if en.endswith("?") else "."
        return WrongCallError(self.id, Text(f"{self.id} {en}{end}", f"{self.id} {pt}{end}"), self.takes)

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
