"""A copy of the warehouse for those who are not to see who anybody is, put in its place at once.

Readers of the copy never wait for a sync, nor a sync for them. It has all schemas, tables, histories and
the ledger; not the list of the forgotten, nor where raw pages are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Literal, TypeAlias

import duckdb

from hotmart.privacy.policies import masked_sql
from hotmart.tables.layout import Layout
from hotmart.warehouse.personal import OURS, TEXTS, plain_columns
from hotmart.warehouse.rewriting import NEW, put_copy
from hotmart.warehouse.sql import ensure_table, held_tables, quoted
from hotmart.warehouse.store import Warehouse

Shown: TypeAlias = Literal["keep", "mask", "drop"]
"""What a copy shows of a personal column."""
Layouts = Callable[[str], Mapping[str, Layout]]
"""The layouts of a schema, by the names of their streams."""

HIDDEN = ("_extra", "_row_hash", "raw_file")
"""Columns that are empty in a copy: what nobody knows, what names could be guessed by, and paths."""


def publish(warehouse: Warehouse, target: Path, layouts: Layouts, personal: Shown = "mask") -> None:
    """Copy the whole file to the target, and remember it, so that whoever is forgotten later goes there too.

    A text column that no layout knows may be anything, and is treated as personal.
    """
    target = target.absolute()
    with Warehouse(warehouse.path).transaction() as con:
        ensure_table(con, "_published", {"target": "VARCHAR", "personal": "VARCHAR"})
        con.execute("DELETE FROM _published WHERE target = ?", [str(target)])
        con.execute("INSERT INTO _published VALUES (?, ?)", [str(target), personal])
    put_copy(warehouse, target, partial(_copy, layouts=layouts, personal=personal))


def publish_again(warehouse: Warehouse, layouts: Layouts) -> list[Path]:
    """Make the published copies anew that are still there; tells which."""
    with Warehouse(warehouse.path).opened() as con:
        held = "_published" in held_tables(con)
        found = con.execute("SELECT target, personal FROM _published ORDER BY 1").fetchall() if held else []
    copies = [(Path(target), personal) for target, personal in found if Path(target).exists()]
    for target, personal in copies:
        publish(warehouse, target, layouts, personal)
    return [target for target, _ in copies]


def _copy(con: duckdb.DuckDBPyConnection, source: str, *, layouts: Layouts, personal: Shown) -> None:
    con.execute(f"COPY FROM DATABASE {source} TO {NEW} (SCHEMA)")
    tables = con.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = ? AND NOT temporary", [NEW]
    ).fetchall()
    for schema, table in tables:
        place = f"{quoted(schema)}.{quoted(table)}"
        if table in OURS:
            con.execute(f"DROP TABLE {NEW}.{place}")
        else:
            may_tell = telling(table, layouts(schema).values())
            shown = _shown(con, schema, table, may_tell, personal)
            con.execute(f"INSERT INTO {NEW}.{place} SELECT {shown} FROM {source}.{place}")


def _columns(con: duckdb.DuckDBPyConnection, schema: str, table: str) -> list[tuple[str, str]]:
    return con.execute(
        "SELECT column_name, data_type FROM duckdb_columns()"
        " WHERE database_name = ? AND schema_name = ? AND table_name = ? ORDER BY column_index",
        [NEW, schema, table],
    ).fetchall()


def telling(name: str, layouts: Collection[Layout]) -> Callable[[str, str], bool]:
    """Tells whether a column of a table, of this type, may say who somebody is."""
    tables = [t for layout in layouts for t in layout.tables if name in (t.name, t.history)]
    known = {c.name: c.personal for t in tables for c in t.columns}
    plain = frozenset[str]() if tables else plain_columns(layouts)

    def may_tell(column: str, kind: str) -> bool:
        if column.startswith("_") or name.startswith("_"):
            return False
        return known.get(column, kind in TEXTS and column not in plain)

    return may_tell


def _shown(
    con: duckdb.DuckDBPyConnection,
    schema: str,
    table: str,
    may_tell: Callable[[str, str], bool],
    personal: Shown,
) -> str:
    """What is selected of each column of a table."""
    shown: list[str] = []
    for column, kind in _columns(con, schema, table):
        value = quoted(column)
        if personal != "keep" and may_tell(column, kind):
            value = _treated(value, kind, personal)
        elif column == "raw_file" or (personal != "keep" and column in HIDDEN):
            value = "NULL"
        shown.append(value)
    return ", ".join(shown)


def _treated(value: str, kind: str, personal: Shown) -> str:
    if personal == "mask" and kind == "VARCHAR":
        return masked_sql(value)
    if personal == "mask" and kind == "VARCHAR[]":
        return f"list_transform({value}, lambda text: {masked_sql('text')})"
    return "NULL"
