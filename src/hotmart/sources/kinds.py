"""Kinds: what the fields of some records hold, worked out from the records alone, as a sync does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hotmart.config.source import Kind
from hotmart.tables.columns import dotted
from hotmart.warehouse.drift import common, kind_of
from hotmart.words import is_object


def kinds_of(records: Iterable[Any]) -> dict[str, Kind | None]:
    """The kind of each field by its place, None where no column holds it; what is always null is left out.

    Numbers must come whole or as Decimal. Nothing is taken for money or a time: that is for whoever knows
    the field to say.
    """
    found: dict[str, set[Kind | None]] = {}
    for record in records:
        for place, value in _leaves(record, ()):
            found.setdefault(place, set()).add(kind_of(value))
    return {place: common(kinds) for place, kinds in found.items()}


def _leaves(value: Any, way: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    if is_object(value):
        for name, inner in value.items():
            yield from _leaves(inner, (*way, name))
    elif value is not None and way:
        yield dotted(way), value
