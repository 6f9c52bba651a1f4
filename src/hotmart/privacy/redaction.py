"""Redaction: the policies of a stream, applied to its pages before anything of them is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hotmart.privacy import pages
from hotmart.privacy.policies import Change, Policy, change
from hotmart.warehouse.columns import Array, Column
from hotmart.warehouse.layout import Layout

_Rules = dict[str, "_Rule"]


@dataclass
class _Rule:
    """What is done to one field of an object."""

    change: Change | None = None
    inside: _Rules | None = None
    """The rules of the object that stands here."""
    many: bool = False
    """Whether a list stands here."""


def redaction(layout: Layout, policy: Mapping[str, Policy], unknown: Policy, key: bytes) -> Redaction | None:
    """The redaction of a stream; None when every field of it is kept as it comes."""
    if unknown == "keep" and all(one == "keep" for one in policy.values()):
        return None
    return Redaction(layout, policy, unknown, key)


class Redaction:
    """Applies a policy to each field of a page, by the names of `columns_by_name`.

    A field that nobody knows may be anything, so a text in it is treated as `unknown` says.
    """

    def __init__(self, layout: Layout, policy: Mapping[str, Policy], unknown: Policy, key: bytes) -> None:
        self._key, self._unknown = key, change(unknown, key)
        learned = [column.name for column in layout.learned if column.kind in ("text", "texts")]
        self._policy: dict[str, Policy] = {**dict.fromkeys(learned, unknown), **policy}
        self._rules = self._compiled(layout.known, layout.all_arrays, "")

    def __call__(self, page: bytes) -> bytes:
        """The page without what is not to be kept. Doing it again changes nothing."""
        document = pages.read(page)
        rows = pages.items(document)
        rows[:] = [
            self._object(row, self._rules) if pages.is_object(row) else self._unforeseen(row) for row in rows
        ]
        return pages.written(document)

    def _compiled(self, columns: Iterable[Column], arrays: Iterable[Array], prefix: str) -> _Rules:
        rules: _Rules = {}
        for column in columns:
            wanted = change(self._policy.get(prefix + column.name, "keep"), self._key)
            for path in filter(None, (column.path, column.spelling)):
                _plant(rules, path, _Rule(wanted, many=column.kind == "texts"))
        for array in arrays:
            inside = self._compiled(array.columns, array.arrays, f"{prefix}{array.name}_")
            _plant(rules, array.path, _Rule(inside=inside, many=True))
        return rules

    def _object(self, value: dict[str, Any], rules: _Rules) -> dict[str, Any]:
        for name in list(value):
            held = value[name]
            if held is None:
                continue
            rule = rules.get(name)
            left = self._ruled(held, rule) if rule else self._unforeseen(held)
            if left is None:
                del value[name]
            else:
                value[name] = left
        return value

    def _ruled(self, value: Any, rule: _Rule) -> Any:
        """A value as its rule wants it; what is not of the shape the model knows is unknown."""
        if rule.inside is None:
            if rule.change:
                return _treated(value, rule.change)
            foreseen = rule.many if pages.is_list(value) else not pages.is_object(value)
            return value if foreseen else self._unforeseen(value)
        if rule.many and pages.is_list(value):
            return [
                self._object(one, rule.inside) if pages.is_object(one) else self._unforeseen(one)
                for one in value
            ]
        if not rule.many and pages.is_object(value):
            return self._object(value, rule.inside)
        return self._unforeseen(value)

    def _unforeseen(self, value: Any) -> Any:
        return value if self._unknown is None else _treated(value, self._unknown, numbers=False)


def _plant(rules: _Rules, path: tuple[str, ...], leaf: _Rule) -> None:
    for part in path[:-1]:
        rule = rules.setdefault(part, _Rule(inside={}))
        if rule.inside is None:
            rule.inside = {}
        rules = rule.inside
    rules[path[-1]] = leaf


def _treated(value: Any, change: Change, *, numbers: bool = True) -> Any:
    """A value with every text in it changed, and every number as if it were text; None when all is gone."""
    if pages.is_object(value):
        kept = {name: (one, _treated(one, change, numbers=numbers)) for name, one in value.items()}
        return {name: left for name, (one, left) in kept.items() if one is None or left is not None}
    if pages.is_list(value):
        both = ((one, _treated(one, change, numbers=numbers)) for one in value)
        return [left for one, left in both if one is None or left is not None]
    text = pages.as_text(value) if numbers or isinstance(value, str) else None
    return value if text is None else change(text)
