"""Places in an answer: dotted, such as `data.items`, and followed as far as they lead."""

from __future__ import annotations

from typing import Any, Final

from hotmart.words import is_list, is_object

MISSING: Final = object()
"""What stands where nothing does; null is something."""


def parts(place: str) -> tuple[str, ...]:
    """The names on the way; none for the answer itself."""
    return tuple(place.split(".")) if place else ()


def at(value: Any, place: str, default: Any = None) -> Any:
    """What stands there, or the default. A number counts elements of a list: `data.-1.id` is the last's."""
    for part in parts(place):
        value = _below(value, part)
        if value is MISSING:
            return default
    return value


def _below(value: Any, part: str) -> Any:
    if is_object(value):
        return value.get(part, MISSING)
    try:
        return value[int(part)] if is_list(value) else MISSING
    except (ValueError, IndexError):
        return MISSING
