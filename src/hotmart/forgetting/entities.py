"""An item put together again from its rows, so that it can be treated as on the page it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from hotmart.forgetting.erasing import Eraser
from hotmart.privacy import pages
from hotmart.tables.columns import Array, parted
from hotmart.tables.layout import Table
from hotmart.words import is_object

EXTRA = "_extra"


class Cell(NamedTuple):
    """A column of a row, and where its value stands in the item."""

    column: str
    inside: dict[str, Any]
    path: tuple[str, ...]
    was: Any


class Row(NamedTuple):
    """A row of a table, by its number in it."""

    table: str
    id: int
    cells: list[Cell]
    extra: str | None
    values: Mapping[str, Any]
    """All that the row held, by column."""

    @property
    def left(self) -> dict[str, Any]:
        """What the item still says of it, by column."""
        return {cell.column: _found(cell.inside, cell.path) for cell in self.cells}

    @property
    def changes(self) -> dict[str, Any]:
        """What the item does not say any more, or says otherwise, by column."""
        now = {cell.column: (cell.was, _found(cell.inside, cell.path)) for cell in self.cells}
        return {column: new for column, (was, new) in now.items() if new != was}


class Entity:
    """One item: its JSON, as far as the rows tell it, and the rows."""

    def __init__(self) -> None:
        self.item: dict[str, Any] = {}
        self.rows: list[Row] = []
        self.extra: str | None = None
        """What `_extra` is to say once people are erased."""
        self._elements: dict[tuple[Any, ...], dict[str, Any]] = {}

    def add(self, table: Table | None, name: str, id: int, values: Mapping[str, Any]) -> None:
        """Put the values of a row where they stand in the item; without a table nobody knows where."""
        element = self._element_of(table, values) if table else self.item
        of_element = table.array.columns if table and table.array else ()
        places = {c.name: (self.item, c.path) for c in table.columns} if table else {}
        places |= {c.name: (element, c.path) for c in of_element}
        cells: list[Cell] = []
        for column, value in values.items():
            if value is not None and not column.startswith("_"):
                inside, path = places.get(column) or (self.item, _guessed(column, places.values()))
                _put(inside, path, value)
                cells.append(Cell(column, inside, path, value))
        extra = values.get(EXTRA)
        self.rows.append(Row(name, id, cells, extra, values))
        self.extra = self.extra or extra

    def _element_of(self, table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
        holder, at = self.item, [values.get(index) for index in table.indexes]
        key: tuple[Any, ...] = ()
        for array, index in zip(filter(None, (table.within, table.array)), at, strict=True):
            key = (*key, array.name, index)
            if key not in self._elements:
                self._elements[key] = _appended(holder, array)
            holder = self._elements[key]
        return holder

    def erase(self, eraser: Eraser) -> bool:
        """Erase people from the item; tells whether they were in it."""
        before = eraser.erased
        self.treat(eraser.item, eraser.item)
        return eraser.erased > before

    def treat(
        self,
        change: Callable[[dict[str, Any]], object],
        alone: Callable[[dict[str, Any]], object],
        of_one: Callable[[], bool] = lambda: False,
    ) -> None:
        """Change the item in place, its fields in `_extra` too.

        `alone` changes a field that cannot be put back to where it stood, as the only one of an item. What
        stood in one element of an array is left only if the item is `of_one` person: rows do not tell in
        which element it was.
        """
        extra: dict[str, Any] = pages.read(self.extra.encode()) if self.extra else {}
        apart = {path: _alone(path, value) for path, value in extra.items() if not self._takes(path, value)}
        change(self.item)
        for one, _ in apart.values():
            alone(one)
        left: dict[str, Any] = {}
        for path, value in extra.items():
            now = _found(*apart.get(path, (self.item, parted(path))))
            is_anybodys = "[" in path and not of_one() and not isinstance(value, msgspec.Raw | int)
            if now is not None and not is_anybodys:
                left[path] = now
        self.extra = pages.written(left).decode() if left else None

    def _takes(self, path: str, value: Any) -> bool:
        """Whether a field of `_extra` could be put back to where it stood."""
        return "[" not in path and not isinstance(value, dict | list) and _put(self.item, parted(path), value)


def _alone(path: str, value: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A field as the only one of an item."""
    alone: dict[str, Any] = {}
    where = (path,) if "[" in path else parted(path)
    _put(alone, where, value)
    return alone, where


def _appended(holder: dict[str, Any], array: Array) -> dict[str, Any]:
    """A new element of an array."""
    element: dict[str, Any] = {}
    for part in array.path[:-1]:
        holder = holder.setdefault(part, {})
    holder.setdefault(array.path[-1], []).append(element)
    return element


def _guessed(column: str, places: Iterable[tuple[dict[str, Any], tuple[str, ...]]]) -> tuple[str, ...]:
    """Where a column that no model knows most likely stands: in the object whose name it begins with."""
    objects = {path[:-1] for _, path in places if column.startswith("_".join(path[:-1]) + "_")}
    return (*max(objects, key=len, default=()), f"\0{column}")


def _put(inside: dict[str, Any], path: tuple[str, ...], value: Any) -> bool:
    """Put a value somewhere; False when something else stands in the way."""
    for part in path[:-1]:
        found = inside.setdefault(part, {})
        if not is_object(found):
            return False
        inside = found
    return inside.setdefault(path[-1], value) is value


def _found(inside: Any, path: tuple[str, ...]) -> Any:
    for part in path:
        inside = inside.get(part) if is_object(inside) else None
    return inside
