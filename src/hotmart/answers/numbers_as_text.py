"""A number that came where a text is documented is that text, as a sync reads it; money stays exact.

msgspec refuses such a number, and takes no hook for it. So what it refused is decoded once more without a
model, its numbers with all their digits, and made what the model wants where nothing is lost by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from hotmart.model import exact_reader
from hotmart.tables.columns import declared
from hotmart.words import Instant, from_wire, is_list, is_object


def read_leniently(body: bytes, kind: Any) -> Any:
    """The body as this kind. Raises msgspec.ValidationError for what still cannot be read."""
    return msgspec.convert(_meant(exact_reader.decode(body), kind), kind, dec_hook=from_wire, strict=False)


def _meant(value: Any, kind: Any) -> Any:
    """The value with its numbers as this kind wants them."""
    kinds = _kinds(kind)
    for one in kinds:
        if is_list(value) and get_origin(one) is list:
            (element,) = get_args(one)
            return [_meant(each, element) for each in value]
        if is_object(value) and _is_kind(one, msgspec.Struct):
            wanted = declared(one)
            return {name: _meant(each, wanted[name].type) for name, each in value.items() if name in wanted}
    return _plain(value, kinds)


def _plain(value: Any, kinds: Sequence[Any]) -> Any:
    if not isinstance(value, int | Decimal) or isinstance(value, bool) or Decimal in kinds:
        return value
    if (int in kinds or Instant in kinds) and value == int(value):
        return int(value)
    return str(value) if any(_is_kind(one, str) for one in kinds) else value


def _is_kind(one: Any, kind: type) -> bool:
    return isinstance(one, type) and issubclass(one, kind)


@cache
def _kinds(kind: Any) -> tuple[Any, ...]:
    """What may stand there when anything does."""
    if get_origin(kind) is Annotated:
        return _kinds(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return tuple(inner for one in get_args(kind) for inner in _kinds(one) if inner is not NoneType)
    return (kind,)
