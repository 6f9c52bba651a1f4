"""The arguments of an action as they are typed or sent in JSON, made what the operation takes.

A name that is not declared is refused with the near one, a value that cannot be meant with a sentence, and
both before anything is sent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hotmart.actions.moments import moment, period
from hotmart.actions.naming import no_parameter
from hotmart.actions.numbers import number_of, whole_number, yes_or_no
from hotmart.actions.windows import PERIOD, Span, spans_of, widened
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.params import Param
from hotmart.errors import InvalidArgumentError, WrongCallError
from hotmart.language import Text
from hotmart.model import Model
from hotmart.words import OpenEnum, is_list, is_object

EVERY = ("ALL", "TODOS", "TODAS")
"""Stands for every value that a parameter of several can have."""
_DIGITS_OF_A_STAMP = 10  # fewer are no milliseconds


def typed(pairs: Iterable[str]) -> dict[str, Any]:
    """The arguments of `-p name=value`; one that is repeated is a list."""
    told: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.strip()
        if not equals or not name:
            raise InvalidArgumentError(
                "p",
                Text("-p takes a name and a value: -p name=value.", "-p recebe nome e valor: -p nome=valor."),
            )
        if name in told:
            before = told[name]
            told[name] = [*before, value] if isinstance(before, list) else [before, value]
        else:
            told[name] = value
    return told


def from_json(text: str) -> dict[str, Any]:
    """The arguments of a JSON object, numbers with all their digits."""
    return json_object(
        text,
        "input",
        Text("--input takes one JSON object.", "--input recebe um objeto JSON."),
        '--input \'{"transaction": "HP…"}\'',
    )


def json_object(text: str, argument: str, otherwise: Text, example: str) -> dict[str, Any]:
    """The object that a text is, with no name twice. Raises InvalidArgumentError, with an example, for any
    other text."""
    try:
        told = json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_object)
        json.dumps(told, ensure_ascii=False, default=str).encode()  # half a letter cannot travel
    except _TwiceError as twice:
        otherwise, told = twice.said, None
    except (ValueError, RecursionError):
        told = None
    if not is_object(told):
        raise InvalidArgumentError(argument, otherwise, Text(f"Such as {example}", f"Por exemplo {example}"))
    return told


class _TwiceError(ValueError):
    """One name stands in an object twice: of two values nobody knows which is meant."""

    def __init__(self, name: str) -> None:
        shown = repr(name[:60])
        self.said = Text(f"{shown} is given twice.", f"{shown} foi dado duas vezes.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, value in pairs:
        if name in told:
            raise _TwiceError(name)
        told[name] = value
    return told


def _no_constant(constant: str) -> None:
    """NaN and Infinity are no JSON, and would be sent as null."""
    raise ValueError(constant)


def arguments(
    endpoint: Endpoint[..., Any], told: Mapping[str, Any], today: Callable[[], date]
) -> dict[str, Any]:
    """What an operation is called with; which day it is, is asked only where a day is written.

    Raises WrongCallError and InvalidArgumentError.
    """
    params = {param.name: param for param in endpoint.params}
    params |= {param.wire_name: param for param in endpoint.params if param.wire_name not in params}
    spans = {one.name: one for one in spans_of(endpoint)}
    given: dict[str, Any] = {}
    for name, value in told.items():
        if name in spans and name not in params:
            given |= _both_ends(spans[name], value, told, today)
            continue
        if name == PERIOD and name not in params:
            raise _without_period(endpoint)
        param = params.get(name)
        if param is None:
            raise _unknown(endpoint, name)
        given[param.name] = _read(param, value, today)
    lacking = [param.name for param in endpoint.params if param.required and param.name not in given]
    if lacking:
        names = ", ".join(lacking)
        raise WrongCallError(
            lacking[0],
            Text(f"{endpoint.id} needs {names}.", f"{endpoint.id} precisa de {names}."),
            Text(
                f"Such as -p {lacking[0]}=…; `hotmart action get {endpoint.id}` tells all.",
                f"Por exemplo -p {lacking[0]}=…; `hotmart action get {endpoint.id}` diz tudo.",
            ),
        )
    return widened(endpoint, given)


def _unknown(endpoint: Endpoint[..., Any], name: str) -> WrongCallError:
    spans = spans_of(endpoint)
    ends = [end for one in spans for end in (one.start, one.end)]
    names = [param.name for param in endpoint.params if param.name not in ends]
    aliases = [(alias, param.name) for param in endpoint.params for alias in param.word.aliases]
    return no_parameter(
        endpoint.id, name, [*(one.name for one in spans), *names, *ends], aliases, endpoint.takes
    )


def _without_period(endpoint: Endpoint[..., Any]) -> WrongCallError:
    return WrongCallError(
        PERIOD, Text(f"{endpoint.id} is asked for no period.", f"{endpoint.id} não se pede por período.")
    )


def _both_ends(span: Span, value: Any, told: Mapping[str, Any], today: Callable[[], date]) -> dict[str, Any]:
    if twice := [end for end in (span.start, span.end) if end in told]:
        raise WrongCallError(
            span.name,
            Text(f"{span.name} and {twice[0]} say the same.", f"{span.name} e {twice[0]} dizem o mesmo."),
            Text(
                f"Give {span.name}, or {span.start} and {span.end}.",
                f"Informe {span.name}, ou {span.start} e {span.end}.",
            ),
        )
    start, end = period(str(value), today())
    return {span.start: start, span.end: end}


def _read(param: Param, value: Any, today: Callable[[], date]) -> Any:
    """A value as the parameter takes it; what is no text is left to the parameter itself to judge."""
    if param.many:
        parts = [*_each(value)]
        if param.choices and any(str(part).upper() in EVERY for part in parts):
            return [*param.choices]
        return [_one(param, part, today) for part in parts]
    if isinstance(value, list):
        raise InvalidArgumentError(
            param.name, Text(f"{param.name} takes one value.", f"{param.name} recebe um valor só.")
        )
    return _one(param, value, today)


def _each(value: Any) -> Iterable[Any]:
    values = value if is_list(value) else [value]
    for one in values:
        if isinstance(one, str):
            yield from (part.strip() for part in one.split(",") if part.strip())
        else:
            yield one


def _one(param: Param, value: Any, today: Callable[[], date]) -> Any:
    if not isinstance(value, str):
        return value
    kind: type[Any] = param.kind
    if issubclass(kind, OpenEnum):
        return value.strip().upper()
    if kind is datetime:
        is_stamp = value.isdecimal() and len(value) > _DIGITS_OF_A_STAMP
        return int(value) if is_stamp else moment(value, today(), ends=param.name.startswith("end_"))
    if kind is Decimal or (issubclass(kind, Model) and Decimal in param.kinds):
        return number_of(param, value)
    if int in param.kinds or kind is bool:
        return whole_number(param, value) if int in param.kinds else yes_or_no(param, value)
    return from_json(value) if issubclass(kind, Model) else value
