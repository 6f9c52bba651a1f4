"""Renaming: a stream whose table is given another name keeps its rows and its history under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import duckdb

from hotmart.errors import ConfigurationError
from hotmart.language import Text
from hotmart.tables.layout import Layout
from hotmart.warehouse.ledger.notes import TABLES
from hotmart.warehouse.sql import ensure_table, held_tables, literal, quoted
from hotmart.warehouse.store import Warehouse


def settle_names(warehouse: Warehouse, layout_of: Callable[[str], Layout | None]) -> None:
    """Let the tables of the streams bear the names that their layouts give them, whatever they bore before.

    Without it the ledger would speak of rows that lie elsewhere. Only for whoever keeps syncs out. Raises
    ConfigurationError when a name is taken by another table.
    """
    if not warehouse.exists:
        return
    with warehouse.transaction() as con:
        if "_streams" not in held_tables(con):
            return
        ensure_table(con, "_streams", TABLES["_streams"])
        named = con.execute("SELECT stream, table_name FROM _streams WHERE table_name IS NOT NULL").fetchall()
        for stream, name in named:
            layout = layout_of(stream)
            if layout and layout.table != name:
                _rename(con, layout, name)
                con.execute("UPDATE _streams SET table_name = ? WHERE stream = ?", [layout.table, stream])


def _rename(con: duckdb.DuckDBPyConnection, layout: Layout, before: str) -> None:
    held = held_tables(con)
    for old, new in _pairs(replace(layout, table=before, selected=()), replace(layout, selected=())):
        if old not in held:
            continue
        if new in held:
            raise _taken(old, new)
        if _is_view(con, new):  # what a transformation gave; it is made again after the reading
            con.execute(f"DROP VIEW {quoted(new)}")
        con.execute(f"ALTER TABLE {quoted(old)} RENAME TO {quoted(new)}")


def _pairs(before: Layout, after: Layout) -> Iterator[tuple[str, str]]:
    """Every table that a stream may have, by its old name and its new one."""
    for old, new in zip(before.tables, after.tables, strict=True):
        yield old.name, new.name
        yield old.history, new.history


def _is_view(con: duckdb.DuckDBPyConnection, name: str) -> bool:
    sql = f"SELECT 1 FROM duckdb_views() WHERE schema_name = current_schema() AND view_name = {literal(name)}"
    return bool(con.execute(sql).fetchall())


def _taken(old: str, new: str) -> ConfigurationError:
    return ConfigurationError(
        Text(
            f"The table {old} cannot be named {new}: there is one of that name.",
            f"A tabela {old} não pode se chamar {new}: já há uma com esse nome.",
        ),
        Text(
            "Choose another name in hotmart.toml, or rename or drop the table that has it.",
            "Escolha outro nome no hotmart.toml, ou renomeie ou apague a tabela que o tem.",
        ),
    )
