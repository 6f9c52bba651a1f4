"""What is left of an event when a field of it is of another kind than documented: all but that field."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from hotmart.webhooks.payload import moment
from hotmart.words import is_list

_PLACE = re.compile(r" - at `\$\.?(?P<field>[^`]*)`$")
_MISSING = re.compile(r"missing required field `(?P<name>[^`]*)`")
_STEP = re.compile(r"[^.\[\]]+")


def place_of(error: Exception) -> str:
    """Where in a document a decoding failed, as `line_items[1].quantity`; empty where that is not told."""
    found = _PLACE.search(str(error))
    return re.sub(r"\[[^\]]*\]$", "", found["field"]) if found else ""  # of an element: its list


def field_of(error: Exception) -> str:
    """Which field a decoding failed for, as `product.id`: also one that is not there, unlike its place."""
    found, missing = _PLACE.search(str(error)), _MISSING.search(str(error))
    return ".".join(part for part in (found and found["field"], missing and missing["name"]) if part)


def salvaged(kind: Any, document: Any) -> tuple[Any, tuple[str, ...]]:
    """A decoded document as this kind, with None for each field that is odd, and where those are.

    The document is changed. Raises msgspec.ValidationError for a field that it cannot do without.
    """
    odd: dict[str, msgspec.ValidationError] = {}
    while True:
        try:
            return msgspec.convert(document, kind, dec_hook=moment, strict=False), tuple(odd)
        except msgspec.ValidationError as error:
            place = place_of(error)
            if place in odd:  # what was wrong at first, and not that None is there now
                raise odd[place] from None
            if not place or not _emptied(document, place):
                raise
            odd[place] = error


def _emptied(document: Any, place: str) -> bool:
    """Whether there was something at this place, of which None is made."""
    *way, last = _STEP.findall(place)
    there = document
    for step in way:
        there = there[int(step)] if is_list(there) else there[step]
    if last not in there:
        return False
    there[last] = None
    return True
