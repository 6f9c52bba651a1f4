"""Merging staged entities into the tables: only what changed is written, and what it replaces is kept.

DELETE and INSERT of changed rows, inside the caller's transaction. No MERGE and no PRIMARY KEY: on wide
rows in random order they are seventy times slower in DuckDB. Uniqueness is the work of the stage, which
keeps one entity per key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import duckdb

from hotmart.tables.columns import dotted
from hotmart.tables.layout import RETIRED, Layout, Table
from hotmart.warehouse import stage
from hotmart.warehouse.absence import retire, same, to_history
from hotmart.warehouse.erased import IS_ERASED, settle_erased
from hotmart.warehouse.extent import Extent
from hotmart.warehouse.oddities import Oddity
from hotmart.warehouse.sql import Held, ensure_table, literal, quoted

PORTION = 32 * 2**20  # bytes of lines that are staged at once: staging takes three bytes of memory for each
LARGEST_LINE = 16 * 2**20  # bytes; a sale is about one thousand, and DuckDB makes room for two of the largest


class Merged(NamedTuple):
    """What a merge did, in entities."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0

    def plus(self, other: Merged) -> Merged:
        return Merged(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def create_tables(con: duckdb.DuckDBPyConnection, layout: Layout, held: Held = MappingProxyType({})) -> None:
    """Make the tables of a stream and their histories, and add the columns that a newer model has.

    `held` is what is known to be there.
    """
    for table in layout.tables:
        ensure_table(con, table.name, table.shape, held)
        ensure_table(con, table.history, table.shape | RETIRED, held)


def merge(
    con: duckdb.DuckDBPyConnection,
    layout: Layout,
    files: Iterable[Path],
    *,
    at: datetime,
    run: int,
    distinct: bool = False,
    oddities: Counter[Oddity] | None = None,
    extents: Sequence[Extent] = (),
) -> Merged:
    """Merge the JSON lines of these files; of two readings of a key the later file wins.

    `distinct` says that no key is there twice, which saves a third of the work of staging. Enum values
    that nobody documented are counted in `oddities`. A row of the `extents` that did not come has
    vanished: it moves to history. The keys that came stay in `_came` until the next merge, for `vanishing`.
    """
    keys = ", ".join(quoted(column.name) for column in layout.key)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _came AS SELECT {keys} FROM {quoted(layout.main.name)} LIMIT 0"
    )
    merged = Merged()
    for some in reversed(list(_portions(files))):  # what came last is what counts
        _stage(con, layout, some, distinct=distinct)
        con.execute(f"INSERT INTO _came SELECT {keys} FROM _staged")
        if oddities is not None:
            oddities.update(_new_values(con, layout))
            _note_unfit(con, layout, oddities)
        merged = merged.plus(_write(con, layout, at, run))
        con.execute("DROP TABLE _staged")
    gone = retire(con, layout, extents, at) if extents else 0
    return merged._replace(gone=gone)


def _portions(files: Iterable[Path]) -> Iterator[list[Path]]:
    """The files, so many at a time as are staged together."""
    some, size = list[Path](), 0
    for file in files:
        some.append(file)
        size += file.stat().st_size
        if size >= PORTION:
            yield some
            some, size = [], 0
    if some:
        yield some


def _stage(con: duckdb.DuckDBPyConnection, layout: Layout, files: list[Path], *, distinct: bool) -> None:
    """Stage what these files hold, but for the keys that came already."""
    staged = _staged(layout, files)
    if not distinct:
        staged += _last_of_each(layout)
    con.execute(f"CREATE TEMP TABLE _staged AS {staged}")
    if not distinct:
        con.execute(
            f"DELETE FROM _staged s WHERE EXISTS (SELECT 1 FROM _came c WHERE {same(layout.key, 's', 'c')})"
        )


def _write(con: duckdb.DuckDBPyConnection, layout: Layout, at: datetime, run: int) -> Merged:
    """Write those of the staged entities that are new or have changed."""
    merged, held = _find_changes(con, layout)
    for table in layout.tables:
        if held:
            _retire(con, layout, table, at)
        if merged.new or held:
            _insert(con, layout, table, at, run)
    con.execute("DROP TABLE _changes")
    return merged


def _new_values(con: duckdb.DuckDBPyConnection, layout: Layout) -> Counter[Oddity]:
    """The values of enums that the model does not know, and how many items have them."""
    found = [(c, quoted(c.name), dotted(c.path)) for c in layout.scalars if c.known]
    for array in layout.arrays:
        for c in array.columns:
            value = f"unnest(list_transform({quoted(array.name)}, lambda e: e.{quoted(c.name)}))"
            found += [(c, value, f"{dotted(array.path)}[].{dotted(c.path)}")] if c.known else []
    if not found:
        return Counter()
    selects = [
        f"SELECT {literal(path)}, value, count(*) FROM (SELECT {value} AS value FROM _staged)"
        f" WHERE value NOT IN ({', '.join(map(literal, sorted(c.known)))}) GROUP BY value"
        for c, value, path in found
    ]
    rows = con.execute(" UNION ALL ".join(selects)).fetchall()
    return Counter({Oddity(path, "new_value", value): count for path, value, count in rows})


def _note_unfit(con: duckdb.DuckDBPyConnection, layout: Layout, oddities: Counter[Oddity]) -> None:
    """Count the amounts that are kept beside their columns, which cannot hold all their digits."""
    decimals = stage.decimals(layout.scalars)
    paths = [c.path for c in decimals] + [a.path for a in layout.arrays if stage.decimals(a.columns)]
    rows = con.execute(
        "SELECT path, count(*) FROM"
        " (SELECT unnest(json_keys(_extra)) AS path FROM _staged WHERE _extra IS NOT NULL)"
        " WHERE list_contains($paths, path) GROUP BY path",
        {"paths": [dotted(path) for path in paths]},
    ).fetchall()
    told = {oddity.path for oddity in oddities if oddity.kind == "odd_value"}  # of those that are no amounts
    oddities.update({Oddity(path, "unfit"): times for path, times in rows if path not in told})


def _staged(layout: Layout, files: list[Path]) -> str:
    listed = f"[{', '.join(literal(str(path)) for path in files)}]"
    longest = min(LARGEST_LINE, max(path.stat().st_size for path in files))
    source = (
        f"(SELECT * EXCLUDE (filename), list_position({listed}, filename) AS _read FROM read_json({listed},"
        f" format = 'newline_delimited', filename = true, maximum_object_size = {longest},"
        f" columns = {stage.staged_columns(layout)}))"
    )
    return stage.select_entities(layout, source)


def _last_of_each(layout: Layout) -> str:
    key = ", ".join(quoted(column.name) for column in layout.key)
    return f" QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY _read DESC, _row_hash) = 1"


def _find_changes(con: duckdb.DuckDBPyConnection, layout: Layout) -> tuple[Merged, int]:
    """Note the entities to write, whether an older version of each is held, and whether it stays that one.

    A version stays the same when only volatile columns have changed. An entity that is older than the one
    held, by the column that tells, is left alone: some answers lag a day behind (dossier §5.3). Returned
    are the counts, and how many rows of older versions are to be taken out.
    """
    keys = [quoted(column.name) for column in layout.key]
    once = " AND t._index = 1" if layout.exploded else ""
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _changes AS SELECT {', '.join(f's.{key}' for key in keys)},"
        f" t._row_hash IS NOT NULL AS _held, {_is_same_version(layout)} AS _same, {IS_ERASED},"
        " t._synced_at AS _since"
        f" FROM _staged s LEFT JOIN {quoted(layout.main.name)} t ON {same(layout.key, 's', 't')}{once}"
        f" WHERE t._row_hash IS DISTINCT FROM s._row_hash{_not_older(layout)}"
    )
    settle_erased(con, layout, partial(_came_anew, layout))
    counted = con.execute(
        "SELECT count(*) FILTER (NOT _held), count(*) FILTER (_held AND NOT _same),"
        " count(*) FILTER (_held), (SELECT count(*) FROM _staged) FROM _changes"
    ).fetchone()
    new, changed, held, staged = counted or (0, 0, 0, 0)
    return Merged(new, changed, staged - new - changed), held


def _not_older(layout: Layout) -> str:
    if layout.version is None:
        return ""
    version = quoted(layout.version)
    return f" AND NOT coalesce(t.{version} > s.{version}, false)"


def _is_same_version(layout: Layout) -> str:
    if not layout.volatile:
        return "false"
    return "coalesce(split_part(t._row_hash, '-', 1) = split_part(s._row_hash, '-', 1), false)"


def _retire(con: duckdb.DuckDBPyConnection, layout: Layout, table: Table, at: datetime) -> None:
    """Take out the rows about to be replaced; a version that ends goes to history, where that is kept."""
    leaving = f"FROM _changes c WHERE c._held AND {same(layout.key, 't', 'c')}"
    if layout.keeps_history:
        to_history(con, table, f"EXISTS (SELECT 1 {leaving} AND NOT c._same)", at, gone=False)
    con.execute(f"DELETE FROM {quoted(table.name)} t WHERE EXISTS (SELECT 1 {leaving})")


def _insert(con: duckdb.DuckDBPyConnection, layout: Layout, table: Table, at: datetime, run: int) -> None:
    """Write the changed entities' rows of one table."""
    columns = _columns(layout, table)
    meta = ["_extra", "_row_hash", "$run AS _run"] if table.is_main else []
    since = "CASE WHEN _same THEN _since ELSE $at END AS _synced_at"
    rows = f"(SELECT s.*, c._same, c._since FROM _staged s JOIN _changes c ON {same(layout.key, 's', 'c')})"
    con.execute(
        f"INSERT INTO {quoted(table.name)} BY NAME SELECT {', '.join([*columns, *meta, since])}"
        f" FROM {_exploded(table, rows)}",
        {"at": at} | ({"run": run} if table.is_main else {}),
    )


def _came_anew(layout: Layout, table: Table) -> str:
    """The staged rows of one table, of entities that people were erased from."""
    rows = f"(SELECT s.* FROM _staged s JOIN _changes c ON {same(layout.key, 's', 'c')} WHERE c._erased)"
    return f"SELECT {', '.join(_columns(layout, table))} FROM {_exploded(table, rows)}"


def _columns(layout: Layout, table: Table) -> list[str]:
    """The columns of a table, but for what the warehouse adds, as they are told of an exploded row."""
    scalars = (quoted(c.name) for c in layout.scalars if table.is_main or c in layout.key)
    return [*scalars, *_elements(table)]


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
