"""The fields of an item: where each stands in the JSON, and the name a policy knows it by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hotmart.tables.columns import Array, Column
from hotmart.tables.layout import Layout

CODE = "ucode"
"""The code of a person at Hotmart."""
WHO = ("name", "email")
"""What an object tells of that is a person of its own, and not a detail of one, such as an address."""


class Shape(dict[str, "Part"]):
    """An object of the JSON, as far as the model knows it."""

    @property
    def is_person(self) -> bool:
        """Whether it says who somebody is."""
        return any(part.personal and field in WHO for field, part in self.items())

    @property
    def knows_people(self) -> bool:
        """Whether anything personal is known to stand in it, at any depth."""
        return any(p.personal or (p.inside is not None and p.inside.knows_people) for p in self.values())


@dataclass
class Part:
    """One field of an object: a value with a column, or an object, or a list of either."""

    name: str = ""
    column: Column | None = None
    inside: Shape | None = None
    many: bool = False
    key: bool = False

    @property
    def personal(self) -> bool:
        return self.column is not None and self.column.personal


def shape_of(layout: Layout) -> Shape:
    """The shape of the items of a stream."""
    return _shaped(layout.known, layout.all_arrays, "", layout.key)


def _shaped(
    columns: Iterable[Column], arrays: Iterable[Array], prefix: str, key: tuple[Column, ...] = ()
) -> Shape:
    shape = Shape()
    for column in columns:
        part = Part(prefix + column.name, column, many=column.kind == "texts", key=column in key)
        for path in filter(None, (column.path, column.spelling)):
            _plant(shape, path, part)
    for array in arrays:
        inside = _shaped(array.columns, array.arrays, f"{prefix}{array.name}_")
        _plant(shape, array.path, Part(inside=inside, many=True))
    return shape


def _plant(shape: Shape, path: tuple[str, ...], leaf: Part) -> None:
    for field in path[:-1]:
        part = shape.setdefault(field, Part())
        if part.inside is None:
            part.inside = Shape()
        shape = part.inside
    shape[path[-1]] = leaf


def columns_by_name(layout: Layout) -> dict[str, Column]:
    """Every column of a stream, selected or not, by the name a policy knows it under.

    It is the column's own name, and inside an array that of the array before it: `users_user_email`.
    """
    return dict(_named(layout.known, layout.all_arrays, ""))


def _named(columns: Iterable[Column], arrays: Iterable[Array], prefix: str) -> list[tuple[str, Column]]:
    named = [(prefix + column.name, column) for column in columns]
    for array in arrays:
        named += _named(array.columns, array.arrays, f"{prefix}{array.name}_")
    return named


def personal_columns(layout: Layout) -> frozenset[str]:
    """The names of the columns that say who or where a person is."""
    return frozenset(name for name, column in columns_by_name(layout).items() if column.personal)


def places(layout: Layout) -> dict[str, tuple[str, str]]:
    """The table and the column in which each field lands, by the name a policy knows it under."""
    found = {column.name: (layout.main.name, column.name) for column in layout.scalars}
    for table in layout.tables:
        if table.array:
            inner = f"{table.array.name}_" if not table.within else f"{table.within.name}_{table.array.name}_"
            found |= {inner + column.name: (table.name, column.name) for column in table.array.columns}
    return found
