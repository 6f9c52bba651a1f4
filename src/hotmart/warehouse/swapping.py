"""Swapping: a new file is made beside the warehouse, and takes its place in one step.

Killed at any moment, this leaves the old file or the new one, never a half. Whoever does it keeps syncs out.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Generator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from hotmart.warehouse.errors import explained
from hotmart.warehouse.store import Warehouse
from hotmart.warehouse.tables import literal, quoted

BESIDE = ".new"
BEFORE = "before"
"""The name under which the old file is attached to the new one."""


@contextmanager
def swapped(warehouse: Warehouse) -> Generator[Warehouse]:
    """A new, empty file that takes the place of the warehouse when the block ends well.

    Raises WarehouseError when the disk is full; the warehouse is then as it was.
    """
    new = Warehouse(warehouse.path.with_name(warehouse.path.name + BESIDE), warehouse.schema)
    _settle(warehouse)
    _remove(new.path)  # of a swap that was killed
    try:
        yield new
        _settle(new)
        _flush(new.path)
        new.path.replace(warehouse.path)
        _flush(warehouse.path.parent)
    except OSError as error:
        raise explained(error, new.path.name) from error
    finally:
        _remove(new.path)


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


def _flush(path: Path) -> None:
    """Have the disk hold what was written: of a folder, which names its files have."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders, and writes their names by itself
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    for one in (path, path.with_name(path.name + ".wal")):
        one.unlink(missing_ok=True)
