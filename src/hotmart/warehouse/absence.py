"""Absence: rows that a reading speaks for and that did not come. They leave the table and stay in history.

The keys of what came are in the temporary table `_came`, which a merge leaves behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import duckdb

from hotmart.tables.columns import Column
from hotmart.tables.layout import Layout, Table
from hotmart.warehouse.extent import Extent, anywhere
from hotmart.warehouse.sql import quoted


def retire(con: duckdb.DuckDBPyConnection, layout: Layout, extents: Sequence[Extent], at: datetime) -> int:
    """Move the rows of these extents that did not come to history, marked as gone; tell how many."""
    absent_ones = (
        f"FROM {quoted(layout.main.name)} t WHERE {anywhere(extents, layout)} AND {_did_not_come(layout)}"
    )
    if not con.execute(f"SELECT 1 {absent_ones} LIMIT 1").fetchall():  # as nearly always
        return 0
    keys = ", ".join(f"t.{quoted(column.name)}" for column in layout.key)
    con.execute(f"CREATE OR REPLACE TEMP TABLE _absent AS SELECT DISTINCT {keys} {absent_ones}")
    (absent,) = con.execute("SELECT count(*) FROM _absent").fetchone() or (0,)
    for table in layout.tables:
        which = f"EXISTS (SELECT 1 FROM _absent a WHERE {same(layout.key, 't', 'a')})"
        to_history(con, table, which, at, gone=True)
        con.execute(f"DELETE FROM {quoted(table.name)} t WHERE {which}")
    con.execute("DROP TABLE _absent")
    return int(absent)


def vanishing(con: duckdb.DuckDBPyConnection, layout: Layout, extents: Sequence[Extent]) -> list[Extent]:
    """Those of these extents of which rows are held that did not come."""
    owners = "".join(f", t.{quoted(column)}::VARCHAR" for column in layout.owner)
    found = con.execute(
        f"SELECT DISTINCT true{owners} FROM {quoted(layout.main.name)} t"
        f" WHERE {anywhere(extents, layout)} AND {_did_not_come(layout)}"
    ).fetchall()
    lacked = {tuple(owner) for _, *owner in found}
    return [one for one in extents if (one.owner in lacked if one.owner else found)]


def _did_not_come(layout: Layout) -> str:
    return f"NOT EXISTS (SELECT 1 FROM _came c WHERE {same(layout.key, 'c', 't')})"


def to_history(con: duckdb.DuckDBPyConnection, table: Table, which: str, at: datetime, *, gone: bool) -> None:
    """Copy rows of a table to its history."""
    con.execute(
        f"INSERT INTO {quoted(table.history)} BY NAME SELECT t.*, t._synced_at AS _valid_from,"
        f" $at AS _valid_to, {gone} AS _gone FROM {quoted(table.name)} t WHERE {which}",
        {"at": at},
    )


def same(key: Sequence[Column], left: str, right: str) -> str:
    """The condition that two rows have the same key."""
    return " AND ".join(f"{left}.{quoted(c.name)} IS NOT DISTINCT FROM {right}.{quoted(c.name)}" for c in key)
