"""A layout: the tables one stream of items becomes, worked out from its model and from what was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cached_property

import msgspec

from hotmart.tables.columns import Array, Column, dotted, fields_of

META = {"_extra": "JSON", "_row_hash": "VARCHAR", "_run": "BIGINT"}
"""What a main table carries beside Hotmart's fields: `_extra` keeps what no column could hold."""
VERSION = {"_synced_at": "TIMESTAMPTZ"}
"""What every table carries: since when this version of the row is known, by Hotmart's clock."""
RETIRED = {"_valid_from": "TIMESTAMPTZ", "_valid_to": "TIMESTAMPTZ", "_gone": "BOOLEAN"}
"""What a history table carries besides: the time this version was the current one, and whether the row
was gone after it."""


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

    table: str
    model: type[msgspec.Struct]
    key_paths: tuple[str, ...]
    exploded: str | None = None
    owner: tuple[str, ...] = ()
    """Columns that name the parent asked about, such as `product_ucode`; they are part of the key."""
    learned: tuple[Column, ...] = ()
    """Columns of fields that the model does not have, and Hotmart has begun to send."""
    selected: tuple[str, ...] = ()
    """Patterns of the columns to keep, of a child table as `<array>_<column>`; all where there is none."""
    needed: frozenset[str] = frozenset()
    """Columns that are kept whatever is selected."""
    volatile: frozenset[str] = frozenset()
    """Columns that change by themselves every day: their change is written, but makes no new version."""
    version: str | None = None
    """The column that says which of two readings of an item is the newer, where there is one."""
    time: str | None = None
    """The column of the time that windows filter: its own, or that of the layout it is dated by."""
    dated_by: Layout | None = None
    """The layout that knows the dates of these items, joined by key, where they carry none."""
    partial_key: bool = True
    """Whether the later parts of a key may be missing: a charge without a commission has no currency."""
    keeps_history: bool = True
    """Whether versions that are replaced are kept; the last one of a row that vanished always is."""

    @cached_property
    def known(self) -> tuple[Column, ...]:
        """Every scalar an item may have, selected or not."""
        owner = tuple(Column(name, (name,), "text") for name in self.owner)
        return owner + fields_of(self.model)[0] + self.learned

    @cached_property
    def scalars(self) -> tuple[Column, ...]:
        """The scalars that have a column."""
        always = {*self.owner, *self.key_paths, *self.needed}
        return tuple(
            c for c in self.known if self.keeps(c.name) or c.name in always or dotted(c.path) in always
        )

    @cached_property
    def all_arrays(self) -> tuple[Array, ...]:
        """Every array an item may have, selected or not."""
        return fields_of(self.model)[1]

    @cached_property
    def arrays(self) -> tuple[Array, ...]:
        """The arrays that have a table, or are exploded."""
        kept = (
            self._selected(array, "" if array.name == self.exploded else f"{array.name}_")
            for array in self.all_arrays
        )
        return tuple(array for array in kept if array.columns or array.arrays or array.name == self.exploded)

    def _selected(self, array: Array, prefix: str) -> Array:
        columns = tuple(
            c for c in array.columns if self.keeps(prefix + c.name) or prefix + c.name in self.needed
        )
        inner = (self._selected(one, f"{prefix}{one.name}_") for one in array.arrays)
        return replace(array, columns=columns, arrays=tuple(one for one in inner if one.columns))

    def keeps(self, name: str) -> bool:
        """Whether a column of this name was chosen."""
        return not self.selected or any(fnmatchcase(name, pattern) for pattern in self.selected)

    @cached_property
    def key(self) -> tuple[Column, ...]:
        by_path = {dotted(column.path): column for column in self.scalars}
        return tuple(by_path[path] for path in (*self.owner, *self.key_paths))

    @cached_property
    def main(self) -> Table:
        array = next((array for array in self.arrays if array.name == self.exploded), None)
        if self.exploded and array is None:
            raise ValueError(f"{self.table}: its items have no array {self.exploded!r}")
        return Table(self.table, self.scalars + (array.columns if array else ()), array, is_main=True)

    @cached_property
    def children(self) -> tuple[Table, ...]:
        return tuple(self._children())

    def _children(self) -> Iterator[Table]:
        for array in self.arrays:
            if array.name != self.exploded:
                yield Table(f"{self.table}_{array.name}", self.key + array.columns, array)
            for inner in array.arrays:
                outer = self.table if array.name == self.exploded else f"{self.table}_{array.name}"
                yield Table(f"{outer}_{inner.name}", self.key + inner.columns, inner, within=array)

    @property
    def tables(self) -> tuple[Table, ...]:
        return (self.main, *self.children)
