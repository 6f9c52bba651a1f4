"""Kinds: what the fields of some records hold, worked out from the records alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from hotmart.config.source import Kind
from hotmart.words import is_list, is_object

MIXED = None
"""What a field holds that is one thing here and another there, or a list of objects: it gets no column."""
_NUMBERS: set[Kind | None] = {"integer", "rate"}
_LONGEST = 2**63
_PLACES, _WHOLES = 10, 14  # what DECIMAL(24,10) holds on either side of the point


def kinds_of(records: Iterable[Any]) -> dict[str, Kind | None]:
    """The kind of each scalar field by its place, or MIXED; what is always null is left out.

    Numbers must come whole or as Decimal. Nothing is taken for money or a time: that is for whoever knows
    the field to say.
    """
    found: dict[str, set[Kind | None]] = {}
    for record in records:
        for place, kind in _leaves(record, ()):
            found.setdefault(place, set()).add(kind)
    return {place: _one_of(kinds) for place, kinds in found.items()}


def _leaves(value: Any, way: tuple[str, ...]) -> Iterator[tuple[str, Kind | None]]:
    if is_object(value):
        for name, inner in value.items():
            yield from _leaves(inner, (*way, name))
    elif value is not None and way:
        yield ".".join(way), _kind(value)


def _kind(value: Any) -> Kind | None:
    match value:
        case bool():
            return "boolean"
        case int():
            return "integer" if -_LONGEST < value < _LONGEST else MIXED
        case Decimal():
            return "rate" if _fits(value) else MIXED
        case str():
            return "text"
        case list() if is_list(value):
            return "texts" if all(isinstance(one, str) for one in value) else MIXED
        case _:
            return MIXED


def _fits(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_PLACES and number.adjusted() < _WHOLES


def _one_of(kinds: set[Kind | None]) -> Kind | None:
    if len(kinds) == 1:
        return next(iter(kinds))
    return "rate" if kinds == _NUMBERS else MIXED
