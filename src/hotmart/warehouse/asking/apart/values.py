"""Rows of DuckDB as bytes between two processes, each value exactly what it was.

Not pickled: nothing that a question made may run where it is read. A column of one simple kind is written
as it is; any other value by value, with its kind beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import MAXYEAR, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any, TypeAlias, cast
from uuid import UUID

import msgspec

from hotmart.words import is_list
from hotmart.zone import zone

Column: TypeAlias = tuple[str, msgspec.Raw]
"""The kind of its values, and they."""
_SIMPLE: dict[type[Any], str] = {
    kind: kind.__name__ for kind in (bool, int, float, str, bytes, Decimal, date, UUID)
}
_ANY = "any"
_MOMENT = "moment"
_encoder = msgspec.msgpack.Encoder()
_decoders: dict[str, msgspec.msgpack.Decoder[list[Any]]] = {
    name: msgspec.msgpack.Decoder(list[kind | None])  # type: ignore[valid-type]
    for kind, name in _SIMPLE.items()
}
_decoders |= {
    _ANY: msgspec.msgpack.Decoder(list[Any]),
    _MOMENT: msgspec.msgpack.Decoder(list[datetime | None]),
}


def packed(rows: Sequence[Sequence[Any]]) -> list[Column]:
    """The rows, column by column."""
    return [_column(values) for values in zip(*rows, strict=True)]


def unpacked(columns: Sequence[Column], time_zone: str) -> list[tuple[Any, ...]]:
    """The rows again; moments are told in this zone. Raises msgspec.DecodeError for what was never packed."""
    where = zone(time_zone)
    return [*zip(*(_values(kind, raw, where) for kind, raw in columns), strict=True)]


def _column(values: Sequence[Any]) -> Column:
    kinds: set[type[Any]] = {*map(type, values)} - {type(None)}
    if kinds == {datetime} and all(one is None or (one.tzinfo and 1 < one.year < MAXYEAR) for one in values):
        return _MOMENT, msgspec.Raw(_encoder.encode(values))
    name = _SIMPLE.get(next(iter(kinds), bool)) if len(kinds) < 2 else None
    if name:
        try:
            return name, msgspec.Raw(_encoder.encode(values))
        except OverflowError:  # a whole number of more than 64 bits
            pass
    return _ANY, msgspec.Raw(_encoder.encode([_tagged(value) for value in values]))


def _values(kind: str, raw: msgspec.Raw, where: tzinfo) -> list[Any]:
    found = _decoders[kind].decode(raw)
    if kind == _MOMENT:
        return [one and one.astimezone(where) for one in found]
    return [_untagged(one, where) for one in found] if kind == _ANY else found


def _tagged(value: Any) -> Any:  # noqa: PLR0911  # one line for each kind
    kind = cast("type[object]", type(value))
    if value is None or kind in (bool, float, str, bytes):
        return value
    if kind is int:
        return value if -(2**63) <= value < 2**63 else ["int", str(value)]
    if kind is datetime:
        return ["moment" if value.tzinfo else "datetime", value.isoformat()]
    if kind is timedelta:
        return ["timedelta", [value.days, value.seconds, value.microseconds]]
    if kind in (list, tuple):
        return [kind.__name__, [_tagged(one) for one in value]]
    if kind is dict:
        return ["dict", [_tagged(one) for pair in value.items() for one in pair]]
    return [kind.__name__ if kind in (Decimal, date, time, UUID) else "str", str(value)]


_MADE: dict[str, Callable[[Any], Any]] = {
    "int": int,
    "datetime": datetime.fromisoformat,
    "timedelta": lambda parts: timedelta(*parts),
    "Decimal": Decimal,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "UUID": UUID,
    "str": str,
}


def _untagged(value: Any, where: tzinfo) -> Any:
    if not is_list(value):
        return value
    kind, told = value
    if kind == "moment":
        return _told_in(where, datetime.fromisoformat(told))
    if kind in _MADE:
        return _MADE[kind](told)
    parts = [_untagged(one, where) for one in told]
    if kind == "dict":
        return dict(zip(parts[::2], parts[1::2], strict=True))
    return tuple(parts) if kind == "tuple" else parts


def _told_in(where: tzinfo, moment: datetime) -> datetime:
    try:
        return moment.astimezone(where)
    except OverflowError:  # at the ends of time
        return moment
