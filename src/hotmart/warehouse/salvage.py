"""Salvage: an item that is not as its model says, fitted as far as it goes, the rest set aside by path."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any, TypeGuard, get_args, get_origin

import msgspec

from hotmart.tables.columns import declared, dotted, unwrap
from hotmart.warehouse.oddities import Oddity

EXTRA = "_extra"
"""What did not fit, as the text of a JSON object: DuckDB would read its numbers as doubles."""
PAIRS = "_pairs"
"""What `_extra` holds, as sorted texts `path=value`: for the hash, since SQL cannot print JSON exactly."""


class Salvage:
    """One item, taken apart."""

    def __init__(self, oddities: Counter[Oddity]) -> None:
        self._oddities = oddities
        self._rest: dict[str, Any] = {}

    def item(self, value: Any, struct: type[msgspec.Struct]) -> Any:
        """The item as a struct whose `_extra` holds what did not fit; None when it is no object at all."""
        fitted = self._fit(value, struct, "")
        if self._rest and isinstance(fitted, struct):
            setattr(fitted, EXTRA, _writer.encode(_verbatim(self._rest)).decode())
            setattr(fitted, PAIRS, sorted(f"{path}={_printed(one)}" for path, one in self._rest.items()))
        return fitted

    def _fit(self, value: Any, want: Any, path: str) -> Any:
        if value is None:
            return None
        bare, _ = unwrap(want)
        if isinstance(bare, type) and issubclass(bare, msgspec.Struct) and _is_object(value):
            return self._object(value, bare, path)
        if get_origin(bare) is list and _is_array(value):
            (element,) = get_args(bare)
            return [self._fit(one, element, f"{path}[{n}]") for n, one in enumerate(value)]
        return self._scalar(value, want, path)

    def _object(self, value: dict[str, Any], struct: type[msgspec.Struct], path: str) -> Any:
        known = declared(struct)
        fitted: dict[str, Any] = {}
        for name, one in value.items():
            inner = f"{path}.{dotted([name])}" if path else dotted([name])
            field = known.get(name)
            if field and field.name not in (EXTRA, PAIRS):
                fitted[field.name] = self._fit(one, field.type, inner)
            else:
                self._set_aside(one, inner)
        return struct(**fitted)

    def _set_aside(self, value: Any, path: str) -> None:
        """Keep what the model does not know, each scalar under its own path, so that it can have a column."""
        if _is_object(value) and value:
            for name, one in value.items():
                self._set_aside(one, f"{path}.{dotted([name])}")
        elif value is not None:
            self._rest[path] = value
            self._notice(path, "new_field")

    def _scalar(self, value: Any, want: Any, path: str) -> Any:
        """The value if it is, or means without loss, what is wanted."""
        try:
            return msgspec.convert(value, want)
        except msgspec.ValidationError:
            self._notice(path, "odd_value")
        try:
            return msgspec.convert(_plainer(value, unwrap(want)[0]), want, strict=False)
        except msgspec.ValidationError:
            self._rest[path] = value
            return None

    def _notice(self, path: str, kind: str) -> None:
        """Count it under its path without positions, so that a thousand elements are one report."""
        parts = path.replace("[", "\0").replace("]", "\0").split("\0")
        self._oddities[Oddity("".join("[]" if part.isdigit() else part for part in parts), kind)] += 1


def _plainer(value: Any, kind: Any) -> Any:
    """A number as text where text is wanted, and as a whole number where it is one."""
    if kind is str and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value


_writer = msgspec.json.Encoder(order="deterministic")


def _printed(value: Any) -> str:
    """A value as text, the same that a column of it is printed as; 10.0 is 10, however it is written."""
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        text = str(value)
        return text if "E" in text or "." not in text else text.rstrip("0").rstrip(".")
    return _writer.encode(_verbatim(value)).decode()


def _verbatim(value: Any) -> Any:
    """The value with its numbers written as Hotmart wrote them."""
    if _is_object(value):
        return {name: _verbatim(one) for name, one in value.items()}
    if _is_array(value):
        return [_verbatim(one) for one in value]
    return msgspec.Raw(str(value).encode()) if isinstance(value, Decimal) else value


def _is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_array(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)
