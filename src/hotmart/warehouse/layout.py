"""A layout: the tables one stream of items becomes, worked out from its model alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import msgspec

from hotmart.warehouse.columns import Array, Column, fields_of

META = {"_extra": "JSON", "_row_hash": "VARCHAR", "_run": "BIGINT"}
"""What a main table carries beside Hotmart's fields: `_extra` keeps what no column could hold."""
VERSION = {"_synced_at": "TIMESTAMPTZ"}
"""What every table carries: since when this version of the row is known, by Hotmart's clock."""
RETIRED = {"_valid_from": "TIMESTAMPTZ", "_valid_to": "TIMESTAMPTZ"}
"""What a history table carries besides: the time this version was the current one."""


@dataclass(frozen=True)
class Table:
    """A table of the warehouse: its columns, and how deep in the item its rows stand."""

    name: str
    columns: tuple[Column, ...]
    array: Array | None = None
    within: Array | None = None

    is_main: bool = False

    @property
    def indexes(self) -> tuple[str, ...]:
        """The columns that number the elements of an array, from 1 in the sorted list."""
        if self.array is None:
            return ()
        return ("_parent_index", "_index") if self.within else ("_index",)

    @property
    def history(self) -> str:
        return f"{self.name}_history"

    @property
    def shape(self) -> dict[str, str]:
        """Its columns and their SQL types."""
        return (
            {column.name: column.sql_type for column in self.columns}
            | dict.fromkeys(self.indexes, "INTEGER")
            | (META if self.is_main else {})
            | VERSION
        )


@dataclass(frozen=True)
class Layout:
    """How the items of one stream lie in the warehouse.

    An item is an *entity*: it has a key and a hash, and lands whole or not at all. Its scalars are
    the row of the main table, its arrays are rows of child tables that carry its key. A stream whose
    items only wrap an array (`exploded="commissions"`) has one row of the main table per element.
    """

    stream: str
    model: type[msgspec.Struct]
    key_paths: tuple[str, ...]
    exploded: str | None = None
    owner: tuple[str, ...] = ()
    """Columns that name the parent asked about, such as `product_ucode`; they are part of the key."""

    @cached_property
    def _fields(self) -> tuple[tuple[Column, ...], tuple[Array, ...]]:
        return fields_of(self.model)

    @cached_property
    def scalars(self) -> tuple[Column, ...]:
        owner = tuple(Column(name, (name,), "text") for name in self.owner)
        return owner + self._fields[0]

    @property
    def arrays(self) -> tuple[Array, ...]:
        return self._fields[1]

    @cached_property
    def key(self) -> tuple[Column, ...]:
        by_path = {".".join(column.path): column for column in self.scalars}
        return tuple(by_path[path] for path in (*self.owner, *self.key_paths))

    @cached_property
    def main(self) -> Table:
        array = next((array for array in self.arrays if array.name == self.exploded), None)
        if self.exploded and array is None:
            raise ValueError(f"{self.stream}: its items have no array {self.exploded!r}")
        return Table(self.stream, self.scalars + (array.columns if array else ()), array, is_main=True)

    @cached_property
    def children(self) -> tuple[Table, ...]:
        return tuple(self._children())

    def _children(self) -> Iterator[Table]:
        for array in self.arrays:
            if array.name != self.exploded:
                yield Table(f"{self.stream}_{array.name}", self.key + array.columns, array)
            for inner in array.arrays:
                outer = self.stream if array.name == self.exploded else f"{self.stream}_{array.name}"
                yield Table(f"{outer}_{inner.name}", self.key + inner.columns, inner, within=array)

    @property
    def tables(self) -> tuple[Table, ...]:
        return (self.main, *self.children)
