"""Merging staged entities into the tables: only what changed is written, and what it replaces is kept.

DELETE and INSERT of changed rows, inside the caller's transaction. No MERGE and no PRIMARY KEY: on wide
rows in random order they are seventy times slower in DuckDB. Uniqueness is the work of the stage, which
keeps one entity per key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from hotmart.warehouse import stage
from hotmart.warehouse.columns import Column
from hotmart.warehouse.layout import RETIRED, Layout, Table
from hotmart.warehouse.oddities import Oddity
from hotmart.warehouse.tables import ensure_table, literal, quoted

LARGEST_LINE = 64 * 2**20  # bytes; a sale is about one thousand


class Merged(NamedTuple):
    """What a merge did, in entities."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def plus(self, other: Merged) -> Merged:
        return Merged(self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged)


def create_tables(con: duckdb.DuckDBPyConnection, layout: Layout) -> None:
    """Make the tables of a stream and their histories, and add the columns that a newer model has."""
    for table in layout.tables:
        ensure_table(con, table.name, table.shape)
        ensure_table(con, table.history, table.shape | RETIRED)


def merge(
    con: duckdb.DuckDBPyConnection,
    layout: Layout,
    files: Iterable[Path],
    *,
    at: datetime,
    run: int,
    distinct: bool = False,
    oddities: Counter[Oddity] | None = None,
) -> Merged:
    """Merge the JSON lines of these files; of two readings of a key the later file wins.

    `distinct` says that no key is there twice, which saves a third of the work of staging. Enum values
    that nobody documented are counted in `oddities`.
    """
    con.execute(stage.MACROS)
    staged = _staged(layout, list(files)) + ("" if distinct else _last_of_each(layout))
    con.execute(f"CREATE OR REPLACE TEMP TABLE _staged AS {staged}")
    if oddities is not None:
        oddities.update(_new_values(con, layout))
    merged = _find_changes(con, layout)
    for table in layout.tables:
        if merged.changed:
            _retire(con, layout.key, table, at)
        if merged.new or merged.changed:
            _insert(con, layout, table, at, run)
    con.execute("DROP TABLE _staged; DROP TABLE _changes")
    return merged


def _new_values(con: duckdb.DuckDBPyConnection, layout: Layout) -> Counter[Oddity]:
    """The values of enums that the model does not know, and how many items have them."""
    found = [(c, quoted(c.name), ".".join(c.path)) for c in layout.scalars if c.known]
    for array in layout.arrays:
        for c in array.columns:
            value = f"unnest(list_transform({quoted(array.name)}, lambda e: e.{quoted(c.name)}))"
            found += [(c, value, f"{'.'.join(array.path)}[].{'.'.join(c.path)}")] if c.known else []
    if not found:
        return Counter()
    selects = [
        f"SELECT {literal(path)}, value, count(*) FROM (SELECT {value} AS value FROM _staged)"
        f" WHERE value NOT IN ({', '.join(map(literal, sorted(c.known)))}) GROUP BY value"
        for c, value, path in found
    ]
    rows = con.execute(" UNION ALL ".join(selects)).fetchall()
    return Counter({Oddity(path, "new_value", value): count for path, value, count in rows})


def _staged(layout: Layout, files: list[Path]) -> str:
    listed = f"[{', '.join(literal(str(path)) for path in files)}]"
    source = (
        f"(SELECT * EXCLUDE (filename), list_position({listed}, filename) AS _read FROM read_json({listed},"
        f" format = 'newline_delimited', filename = true, maximum_object_size = {LARGEST_LINE},"
        f" columns = {stage.staged_columns(layout)}))"
    )
    return stage.select_entities(layout, source)


def _last_of_each(layout: Layout) -> str:
    key = ", ".join(quoted(column.name) for column in layout.key)
    return f" QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY _read DESC, _row_hash) = 1"


def _find_changes(con: duckdb.DuckDBPyConnection, layout: Layout) -> Merged:
    """The entities to write, and whether an older version of each is held."""
    keys = [quoted(column.name) for column in layout.key]
    once = " AND t._index = 1" if layout.exploded else ""
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _changes AS SELECT {', '.join(f's.{key}' for key in keys)},"
        f" t._row_hash IS NOT NULL AS _held FROM _staged s LEFT JOIN {quoted(layout.main.name)} t"
        f" ON {_same(layout.key, 's', 't')}{once} WHERE t._row_hash IS DISTINCT FROM s._row_hash"
    )
    counted = con.execute(
        "SELECT count(*) FILTER (NOT _held), count(*) FILTER (_held), (SELECT count(*) FROM _staged)"
        " FROM _changes"
    ).fetchone()
    new, changed, staged = counted or (0, 0, 0)
    return Merged(new, changed, staged - new - changed)


def _retire(con: duckdb.DuckDBPyConnection, key: Sequence[Column], table: Table, at: datetime) -> None:
    """Move the versions about to be replaced into history."""
    leaving = f"FROM _changes c WHERE c._held AND {_same(key, 't', 'c')}"
    con.execute(
        f"INSERT INTO {quoted(table.history)} BY NAME SELECT t.*, t._synced_at AS _valid_from, ? AS _valid_to"
        f" FROM {quoted(table.name)} t WHERE EXISTS (SELECT 1 {leaving})",
        [at],
    )
    con.execute(f"DELETE FROM {quoted(table.name)} t WHERE EXISTS (SELECT 1 {leaving})")


def _insert(con: duckdb.DuckDBPyConnection, layout: Layout, table: Table, at: datetime, run: int) -> None:
    """Write the changed entities' rows of one table."""
    columns = [
        *(quoted(c.name) for c in layout.scalars if table.is_main or c in layout.key),
        *_elements(table),
    ]
    meta = ["_extra", "_row_hash", "$run AS _run"] if table.is_main else []
    rows = f"(SELECT s.* FROM _staged s JOIN _changes c ON {_same(layout.key, 's', 'c')})"
    con.execute(
        f"INSERT INTO {quoted(table.name)} BY NAME SELECT {', '.join([*columns, *meta, '$at AS _synced_at'])}"
        f" FROM {_exploded(table, rows)}",
        {"at": at} | ({"run": run} if table.is_main else {}),
    )


def _elements(table: Table) -> list[str]:
    """The columns an exploded row takes from its element of the array."""
    if table.array is None:
        return []
    element = f"{_list(table)}[_index]"
    return [*table.indexes, *(f"{element}.{quoted(c.name)} AS {quoted(c.name)}" for c in table.array.columns)]


def _exploded(table: Table, rows: str) -> str:
    """The rows, repeated once per element; a main table keeps a row even for an empty array."""
    if table.array is None:
        return rows
    if table.within is not None:
        rows = f"(SELECT *, {_numbers(quoted(table.within.name), 0)} AS _parent_index FROM {rows})"
    return f"(SELECT *, {_numbers(_list(table), int(table.is_main))} AS _index FROM {rows})"


def _list(table: Table) -> str:
    """Where the array of a table stands in a staged row, or in an element of the outer array."""
    outer = f"{quoted(table.within.name)}[_parent_index]." if table.within else ""
    return outer + quoted(table.array.name if table.array else "")


def _numbers(elements: str, least: int) -> str:
    return f"unnest(range(1, greatest(coalesce(len({elements}), 0), {least}) + 1))"


def _same(key: Sequence[Column], left: str, right: str) -> str:
    return " AND ".join(f"{left}.{quoted(c.name)} IS NOT DISTINCT FROM {right}.{quoted(c.name)}" for c in key)
