"""Swapping: the warehouse made anew, from what the old file holds."""

from __future__ import annotations

from collections.abc import Collection, Generator
from contextlib import contextmanager

import duckdb

from hotmart.warehouse.placing import placed
from hotmart.warehouse.sql import literal, quoted
from hotmart.warehouse.store import Warehouse

BEFORE = "before"
"""The name under which the old file is attached to the new one."""


@contextmanager
def swapped(warehouse: Warehouse) -> Generator[Warehouse]:
    """A new, empty file that takes the place of the warehouse when the block ends well.

    Whoever does it keeps syncs out. Raises WarehouseError when the disk is full; all is then as it was.
    """
    _settle(warehouse)
    with placed(warehouse.path) as draft:
        new = Warehouse(draft, warehouse.schema)
        yield new
        _settle(new)


def attach_before(con: duckdb.DuckDBPyConnection, warehouse: Warehouse) -> None:
    """Let a connection to the new file read the old one."""
    con.execute(f"ATTACH {literal(str(warehouse.path))} AS {BEFORE} (READ_ONLY)")


def copy_before(con: duckdb.DuckDBPyConnection, *, without: Collection[str] = ()) -> None:
    """Copy all that is in the old file, every schema of it, but for these tables of the schema in use."""
    here, schema = con.execute("SELECT current_database(), current_schema()").fetchone() or ("", "")
    con.execute(f"COPY FROM DATABASE {BEFORE} TO {quoted(here)} (SCHEMA)")
    tables = con.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = ?", [BEFORE]
    ).fetchall()
    for where, name in tables:
        table = f"{quoted(where)}.{quoted(name)}"
        if where == schema and name in without:
            con.execute(f"DROP TABLE {quoted(here)}.{table}")
        else:
            con.execute(f"INSERT INTO {quoted(here)}.{table} SELECT * FROM {BEFORE}.{table}")


def _settle(warehouse: Warehouse) -> None:
    """Bring into the file what its log still holds, such as after a kill: only the file is swapped."""
    with warehouse.opened() as con:
        con.execute("CHECKPOINT")
