"""The arguments of an action as they are typed or sent in JSON, made what the operation takes.

A name that is not declared is refused with the near one, a value that cannot be meant with a sentence, and
both before anything is sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hotmart.actions.moments import moment, period
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.operations import Listing
from hotmart.declaring.params import Param
from hotmart.errors import InvalidArgumentError, WrongCallError, did_you_mean
from hotmart.language import Text
from hotmart.model import Model
from hotmart.words import OpenEnum, is_list, is_object

PERIOD = "period"
"""Stands for both ends of the window of a listing."""
_DIGITS_OF_A_STAMP = 10  # fewer are no milliseconds
_YES, _NO = ("true", "1", "yes", "sim"), ("false", "0", "no", "nao", "não")


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
    """The object that a text is. Raises InvalidArgumentError, with an example, for any other."""
    try:
        told = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        told = None
    if not is_object(told):
        raise InvalidArgumentError(argument, otherwise, Text(f"Such as {example}", f"Por exemplo {example}"))
    return told


def arguments(
    endpoint: Endpoint[..., Any], told: Mapping[str, Any], today: Callable[[], date]
) -> dict[str, Any]:
    """What an operation is called with; which day it is, is asked only where a day is written.

    Raises WrongCallError and InvalidArgumentError.
    """
    params = {param.name: param for param in endpoint.params}
    params |= {param.wire_name: param for param in endpoint.params if param.wire_name not in params}
    given: dict[str, Any] = {}
    for name, value in told.items():
        if name == PERIOD and PERIOD not in params:
            given |= _window(endpoint, str(value), today)
            continue
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
    return given


def _unknown(endpoint: Endpoint[..., Any], name: str) -> WrongCallError:
    names = [param.name for param in endpoint.params]
    meant = next((one.name for one in endpoint.params if name in one.word.aliases), None)
    near = did_you_mean(meant or name, names)
    return WrongCallError(
        name if name.isidentifier() else "p",
        Text(f"{endpoint.id} has no parameter {name!r}.", f"{endpoint.id} não tem o parâmetro {name!r}."),
        near or Text(f"There are: {', '.join(names)}.", f"Existem: {', '.join(names)}."),
    )


def _window(endpoint: Endpoint[..., Any], written: str, today: Callable[[], date]) -> dict[str, Any]:
    window = endpoint.facts.window if isinstance(endpoint, Listing) else None
    if window is None:
        raise WrongCallError(
            PERIOD, Text(f"{endpoint.id} is asked for no period.", f"{endpoint.id} não se pede por período.")
        )
    start, end = period(written, today())
    return {window[0]: start, window[1]: end}


def _read(param: Param, value: Any, today: Callable[[], date]) -> Any:
    """A value as the parameter takes it; what is no text is left to the parameter itself to judge."""
    if param.many:
        parts = [*_each(value)]
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
        return _number(param, value)
    reading = from_json if issubclass(kind, Model) else _flag if kind is bool else str
    return reading(value)


def _flag(value: str) -> Any:
    plain = value.strip().lower()
    return True if plain in _YES else False if plain in _NO else value


def _number(param: Param, value: str) -> Any:
    """A number in either spelling: 1234.50 or 1.234,50. What could mean two amounts is refused."""
    plain = value.strip().removeprefix("R$").strip()
    if re.fullmatch(r"\d+(\.\d{1,2})?|0?\.\d+", plain):
        return Decimal(plain)
    if re.fullmatch(r"(\d{1,3}(\.\d{3})+|\d+),\d{1,2}", plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(,\d{3})+\.\d{1,2}", plain):
        return Decimal(plain.replace(",", ""))
    raise InvalidArgumentError(
        param.name,
        Text(f"{param.name} is not one clear amount.", f"{param.name} não é um valor claro."),
        Text("Write it like 1234.50.", "Escreva como 1234.50."),
    )
