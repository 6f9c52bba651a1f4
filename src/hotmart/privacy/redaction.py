"""Redaction: the policies of a stream, applied to its pages before anything of them is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hotmart.privacy import pages
from hotmart.privacy.fields import Part, Shape, shape_of
from hotmart.privacy.policies import Change, Key, Policy, change
from hotmart.tables.layout import Layout
from hotmart.words import is_list, is_object


def redaction(layout: Layout, policy: Mapping[str, Policy], unknown: Policy, key: Key) -> Redaction | None:
    """The redaction of a stream; None when every field of it is kept as it comes."""
    if unknown == "keep" and all(one == "keep" for one in policy.values()):
        return None
    return Redaction(layout, policy, unknown, key)


class Redaction:
    """Applies a policy to each field of a page, by the names of `columns_by_name`.

    A field that nobody knows may be anything, so a text in it is treated as `unknown` says.
    """

    def __init__(self, layout: Layout, policy: Mapping[str, Policy], unknown: Policy, key: Key) -> None:
        learned = [column.name for column in layout.learned if column.kind in ("text", "texts")]
        wanted: dict[str, Policy] = {**dict.fromkeys(learned, unknown), **policy}
        self._changes = {name: change(one, key) for name, one in wanted.items()}
        self._unknown = change(unknown, key)
        self._shape = shape_of(layout)
        self._key = key if "hash" in (unknown, *wanted.values()) else None

    def __call__(self, page: bytes) -> bytes:
        """The page without what is not to be kept. Doing it again changes nothing."""
        if self._key:
            self._key()  # with the first page, even one that is empty, and not in the middle of any
        document = pages.read(page)
        rows = pages.items(document)
        rows[:] = [
            self._object(row, self._shape) if is_object(row) else self._unforeseen(row) for row in rows
        ]
        return pages.written(document)

    def _object(self, value: dict[str, Any], shape: Shape) -> dict[str, Any]:
        for name in list(value):
            held = value[name]
            if held is None:
                continue
            part = shape.get(name)
            left = self._value(held, part) if part else self._unforeseen(held)
            if left is None:
                del value[name]
            else:
                value[name] = left
        return value

    def _value(self, value: Any, part: Part) -> Any:
        """A value as its policy wants it; what is not of the shape the model knows is unknown."""
        if part.inside is None:
            if change := self._changes.get(part.name):
                return _treated(value, change)
            foreseen = part.many if is_list(value) else not is_object(value)
            return value if foreseen else self._unforeseen(value)
        if part.many and is_list(value):
            return [
                self._object(one, part.inside) if is_object(one) else self._unforeseen(one) for one in value
            ]
        if not part.many and is_object(value):
            return self._object(value, part.inside)
        return self._unforeseen(value)

    def _unforeseen(self, value: Any) -> Any:
        return value if self._unknown is None else _treated(value, self._unknown, numbers=False)


def _treated(value: Any, change: Change, *, numbers: bool = True) -> Any:
    """A value with every text in it changed, and every number as if it were text; None when all is gone."""
    if is_object(value):
        kept = {name: (one, _treated(one, change, numbers=numbers)) for name, one in value.items()}
        return {name: left for name, (one, left) in kept.items() if one is None or left is not None}
    if is_list(value):
        both = ((one, _treated(one, change, numbers=numbers)) for one in value)
        return [left for one, left in both if one is None or left is not None]
    text = pages.as_text(value) if numbers or isinstance(value, str) else None
    return value if text is None else change(text)
