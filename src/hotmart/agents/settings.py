"""An entry in the settings of a program: found, put in and taken out, and not one byte of theirs changed.

What is put in is one stretch of text. It is taken out again as the same stretch, wherever it stands by then;
where somebody has written the file anew, as programs do, the entry alone is cut out of it.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from hotmart.agents import in_json, in_toml


class UnfitError(ValueError):
    """The settings cannot be read, or have no place where an entry could be."""


class Place(NamedTuple):
    """Where an entry belongs."""

    path: Path
    """The file, whose name tells how it is written."""
    keys: tuple[str, ...]
    """The objects or tables around it, from the outmost."""
    name: str


class Put(NamedTuple):
    """What was put in."""

    after: bytes
    text: str
    made: int
    """How many objects around it were made for it."""


def find(content: bytes, place: Place) -> object:
    """The entry, or None. Raises UnfitError where the settings cannot be read."""
    return _inmost(_model(_text(content)[1], place), place).get(place.name)


def put(content: bytes, place: Place, value: dict[str, Any]) -> Put:
    """Put an entry in where there is none. Raises UnfitError where it would not stand where it belongs."""
    bom, text = _text(content)
    before = _model(text, place)
    try:
        at, added = _language(place).insertion(text, place.keys, place.name, value)
        whole = text[:at] + added + text[at:]
        after = _model(whole, place)
        if _inmost(after, place).get(place.name) != value or _rest(after, place) != _rest(before, place):
            raise UnfitError
        return Put(bom + whole.encode(), added, len(place.keys) - _depth(before, place))
    except (ValueError, RecursionError) as error:
        raise UnfitError from error


def take(content: bytes, place: Place, text: str, made: int) -> bytes:
    """Take out what was put in. Raises UnfitError where it cannot be parted from the rest."""
    bom, whole = _text(content)
    rest = _rest(_model(whole, place), place)
    for left in _without(whole, text, place, made):
        try:
            if _rest(model := _model(left, place), place) == rest and _is_gone(model, place):
                return bom + left.encode()
        except UnfitError:
            continue
    raise UnfitError


def nothing_in(content: bytes, place: Place) -> bool:
    """Whether nothing is left in the settings."""
    return bool(_language(place).nothing_in(_text(content)[1]))


def _without(whole: str, text: str, place: Place, made: int) -> Iterator[str]:
    """The settings without it, as far as one can tell: what was put in is preferred to be cut out."""
    at = whole.find(text)
    while at >= 0:
        yield whole[:at] + whole[at + len(text) :]
        at = whole.find(text, at + 1)
    try:
        yield _language(place).cut(whole, place.keys, place.name, made)
    except (ValueError, KeyError, RecursionError) as error:
        raise UnfitError from error


def _language(place: Place) -> Any:
    return in_toml if place.path.suffix == ".toml" else in_json


def _text(content: bytes) -> tuple[bytes, str]:
    """A byte order mark, if any, and the letters. Raises UnfitError where it is not UTF-8."""
    bom = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        return bom, content[len(bom) :].decode()
    except UnicodeDecodeError as error:
        raise UnfitError from error


def _model(text: str, place: Place) -> dict[str, Any]:
    try:
        model: dict[str, Any] = _language(place).model(text)
    except (ValueError, RecursionError) as error:
        raise UnfitError from error
    return model


def _inmost(model: dict[str, Any], place: Place) -> dict[str, Any]:
    """The object in which the entry stands; an empty one where there is none."""
    for key in place.keys:
        inner = model.get(key, {})
        if not in_json.is_object(inner):
            raise UnfitError
        model = inner
    return model


def _is_gone(model: dict[str, Any], place: Place) -> bool:
    return place.name not in _inmost(model, place)


def _depth(model: dict[str, Any], place: Place) -> int:
    """How many of the objects around the entry are there."""
    for depth, key in enumerate(place.keys):
        if key not in model:
            return depth
        model = model[key]
    return len(place.keys)


def _rest(model: dict[str, Any], place: Place) -> dict[str, Any]:
    """All that is not ours: without the entry, and without the objects around it that hold nothing else."""
    first, *inner = (*place.keys, place.name)
    rest = {key: value for key, value in model.items() if key != first}
    if inner and first in model:
        left = _rest(model[first], place._replace(keys=tuple(inner[:-1])))
        return rest | ({first: left} if left else {})
    return rest
