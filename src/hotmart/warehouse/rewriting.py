"""A file written anew from the warehouse, in its own place or elsewhere.

What is deleted from a DuckDB file stays in its bytes until the file is made anew, and the format that it was
made in stays as well.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from hotmart.warehouse.engine import MADE
from hotmart.warehouse.placing import placed
from hotmart.warehouse.sql import literal, quoted
from hotmart.warehouse.store import Warehouse

NEW = "_new"
"""The name of the file in the making, for those who write into it."""


def copy_everything(con: duckdb.DuckDBPyConnection, source: str) -> None:
    """Copy every schema, table and view."""
    con.execute(f"COPY FROM DATABASE {source} TO {NEW}")


def put_copy(
    warehouse: Warehouse, target: Path, copy: Callable[[duckdb.DuckDBPyConnection, str], None]
) -> None:
    """Let `copy` fill a new file from the warehouse, and put it at the target at once, by its name.

    `copy` is given a connection to the warehouse, to which the new file is attached as `NEW`, and the name
    of the warehouse in it. In the warehouse's own place nobody else may use it meanwhile. A kill at any
    moment leaves the old file or the new one. Raises WarehouseError when the disk is full or the target
    cannot be written.
    """
    with placed(target) as draft, warehouse.opened() as con:
        con.execute("CHECKPOINT")
        con.execute(f"ATTACH {literal(str(draft))} AS {NEW} ({MADE})")
        ((source,),) = con.execute("SELECT current_database()").fetchall()
        copy(con, quoted(source))
        con.execute(f"DETACH {NEW}")
