"""From the bytes of an answer to models. No value of it is ever quoted in an error."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast, get_args, get_origin

import msgspec

from .errors import DecodeError, UnexpectedAnswerError
from .language import Text
from .request import Request
from .rows import Rows
from .words import Model, Row, from_wire

_PROBLEM = re.compile(r"(?P<said>.*?)(?: - at `\$\.?(?P<field>.*)`)?$", re.DOTALL)
_HARMLESS = re.compile(r"Expected `[\w |]+`, got `\w+`$|Object missing required field `\w+`$")
_GRAPHQL = dict[str, dict[str, msgspec.Raw]]


def read(request: Request, body: bytes, kind: Any) -> Any:
    """The body as its declared kind: a row, or rows."""
    if get_origin(kind) is Rows:
        (item,) = get_args(kind)
        return _rows(request, _decoded(request, body, list[msgspec.Raw]), item, "[]")
    return _row(request, body, kind, "")


def read_page(request: Request, body: bytes, item: type[Row], info: type[Model]) -> tuple[Rows[Any], Any]:
    """The items of a page, and where it stands."""
    envelope = _decoded(request, body, _envelope(info))
    return _rows(request, envelope.items, item, "items[]."), envelope.page_info


def inside(request: Request, body: bytes) -> msgspec.Raw:
    """What a GraphQL answer holds: the thing in `data`, under the name of the question."""
    told = cast("dict[str, dict[str, msgspec.Raw]]", _decoded(request, body, _GRAPHQL))
    if not told.get("data"):
        raise _another_shape(request)
    return next(iter(told["data"].values()))


def _rows(request: Request, parts: list[msgspec.Raw], item: type[Row], at: str) -> Rows[Any]:
    decode = _decoder(item).decode
    rows = Rows[Any]((), item)
    try:
        for part in parts:
            row = decode(part)
            row.remember(part)
            rows.append(row)
    except msgspec.DecodeError as error:
        raise _unreadable(request, str(error), at) from None
    return rows


def _row(request: Request, body: bytes | msgspec.Raw, kind: type[Row], at: str) -> Row:
    try:
        row: Row = _decoder(kind).decode(body)
    except msgspec.DecodeError as error:
        raise _unreadable(request, str(error), at) from None
    row.remember(body)
    return row


def _decoded(request: Request, body: bytes, kind: Any) -> Any:
    try:
        return _decoder(kind).decode(body)
    except msgspec.DecodeError:
        raise _another_shape(request) from None


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    # Not strict: a number that came in quotes is still that number.
    return msgspec.json.Decoder(kind, dec_hook=from_wire, strict=False)


@cache
def _envelope(info: Any) -> Any:
    return msgspec.defstruct("Envelope", [("items", list[msgspec.Raw]), ("page_info", info | None, None)])


def _unreadable(request: Request, said: str, at: str) -> UnexpectedAnswerError:
    found = _PROBLEM.match(said)
    if found is None or (not found["field"] and not _HARMLESS.match(found["said"])):
        return _another_shape(request)
    problem = found["said"] if _HARMLESS.match(found["said"]) else "not of its kind"
    field = at + (found["field"] or "").replace("[...]", "[]")
    return DecodeError(request, field.rstrip(".") or "$", problem)


def _another_shape(request: Request) -> UnexpectedAnswerError:
    return UnexpectedAnswerError(
        request, Text("the answer has not the expected shape.", "a resposta não tem a forma esperada.")
    )
