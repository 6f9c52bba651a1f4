"""From the bytes of an answer to models. No value of it is ever quoted in an error."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, get_args, get_origin

import msgspec

from hotmart.answers.numbers_as_text import read_leniently
from hotmart.answers.rows import Rows
from hotmart.errors import DecodeError, UnexpectedAnswerError
from hotmart.language import Text
from hotmart.model import Model, Row, Sheet
from hotmart.request import Request
from hotmart.words import NOT_JSON, from_wire

_PROBLEM = re.compile(r"(?P<said>.*?)(?: - at `\$\.?(?P<field>.*)`)?$", re.DOTALL)
_HARMLESS = re.compile(r"Expected `[\w |]+`, got `\w+`$|Object missing required field `\w+`$")
_FIELDS = dict[str, msgspec.Raw]


def read(request: Request, body: bytes, kind: Any) -> Any:
    """The body as its declared kind: a row, or rows."""
    if get_origin(kind) is not Rows:
        row: Row = _decoded(request, body, kind)
        row.remember(body)
        if request.reads and not _selects(request):
            _check_that_something_is_known(request, body, kind)
        return row
    (item,) = get_args(kind)
    found = _decoded(request, body, _several(item), around=("",))
    return _kept(found, item, Sheet(body, _several(msgspec.Raw)))


def _selects(request: Request) -> bool:
    return request.body is not None or any(name == "select" for name, _ in request.query)


def _check_that_something_is_known(request: Request, body: bytes, kind: type[Row]) -> None:
    """Every field may be absent; an answer that has none of them, but others, answers something else."""
    sent = _decoded(request, body, _FIELDS)
    if sent and kind.__struct_encode_fields__ and sent.keys().isdisjoint(kind.__struct_encode_fields__):
        raise _another_shape(request)


def read_page(request: Request, body: bytes, item: type[Row], info: type[Model]) -> tuple[Rows[Any], Any]:
    """The items of a page, and where it stands. msgspec.DecodeError when the body is not JSON to its end."""
    try:
        envelope = _read_as(_envelope(item, info), body)
    except msgspec.ValidationError as error:
        raise _unreadable(request, str(error), around=("", "items", "page_info")) from None
    except RecursionError:  # of brackets within brackets
        raise _another_shape(request) from None
    return _kept(envelope.items, item, Sheet(body, _Parts)), envelope.page_info


def inside(request: Request, body: bytes) -> msgspec.Raw:
    """What a GraphQL answer holds: the thing in `data`, under the name of the question."""
    told: _GraphQL = _decoded(request, body, _GraphQL, around=("", "data"))
    for thing in (told.data or {}).values():
        if bytes(thing) != b"null":
            return thing
    raise _another_shape(request)


class _GraphQL(msgspec.Struct):
    data: dict[str, msgspec.Raw] | None = None


class _Parts(msgspec.Struct):
    items: list[msgspec.Raw]


def _kept(found: list[Any], item: type[Row], sheet: Sheet) -> Rows[Any]:
    for number, row in enumerate(found):
        row.remember_place(sheet, number)
    return Rows(found, item)


def _decoded(request: Request, body: bytes, kind: Any, around: tuple[str, ...] = ()) -> Any:
    try:
        return _read_as(kind, body)
    except NOT_JSON as error:
        raise _unreadable(request, str(error), around) from None
    except RecursionError:
        raise _another_shape(request) from None


def _read_as(kind: Any, body: bytes) -> Any:
    """The body as this kind. What msgspec refuses may have a number where text is documented."""
    try:
        return _decoder(kind).decode(body)
    except msgspec.ValidationError:
        return read_leniently(body, kind)


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    # Not strict: a number that came in quotes is still that number.
    return msgspec.json.Decoder(kind, dec_hook=from_wire, strict=False)


def _several(item: Any) -> Any:
    return list[item]


@cache
def _envelope(item: Any, info: Any) -> Any:
    return msgspec.defstruct("Envelope", [("items", list[item]), ("page_info", info | None, None)])


def _unreadable(request: Request, said: str, around: tuple[str, ...] = ()) -> UnexpectedAnswerError:
    """What msgspec said, without the values in it; of what only stands around the rows, no more than that."""
    found = _PROBLEM.match(said)
    field = (found["field"] or "").replace("[...]", "[]") if found else ""
    harmless = found is not None and _HARMLESS.match(found["said"]) is not None
    if found is None or field in around or not (field or harmless):
        return _another_shape(request)
    return DecodeError(request, field or "$", found["said"] if harmless else "not of its kind")


def _another_shape(request: Request) -> UnexpectedAnswerError:
    return UnexpectedAnswerError(
        request, Text("the answer has not the expected shape.", "a resposta não tem a forma esperada.")
    )
