"""Making a table, or giving an older one the columns that a newer release has."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TypeAlias

import duckdb

Held: TypeAlias = Mapping[str, Collection[str]]
"""The columns of tables that are known to be there."""


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL takes it."""
    return "'" + text.replace("'", "''") + "'"


def placed(con: duckdb.DuckDBPyConnection, schema: str) -> str:
    """A schema with its file before it, as SQL takes them: the file may have the very name of the schema."""
    ((file,),) = con.execute("SELECT current_database()").fetchall()
    return f"{quoted(file)}.{quoted(schema)}"


def held_tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables of the schema in use."""
    sql = "SELECT table_name FROM duckdb_tables() WHERE schema_name = current_schema() AND NOT temporary"
    return {name for (name,) in con.execute(sql).fetchall()}


def columns_of(con: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    """The columns of a table of the schema in use."""
    return {row[1] for row in con.execute(f"PRAGMA table_info({literal(table)})").fetchall()}


def held_columns(con: duckdb.DuckDBPyConnection) -> Held:
    """The columns of every table of the schema in use: one question instead of one for each."""
    found: dict[str, set[str]] = {}
    sql = (
        "SELECT table_name, column_name FROM duckdb_columns()"
        " WHERE schema_name = current_schema() AND database_name = current_database()"
    )
    for table, column in con.execute(sql).fetchall():
        found.setdefault(table, set()).add(column)
    return found


def is_empty(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether a table holds no row."""
    return not con.execute(f"SELECT 1 FROM {quoted(table)} LIMIT 1").fetchall()


def ensure_table(
    con: duckdb.DuckDBPyConnection, name: str, shape: Mapping[str, str], held: Held = MappingProxyType({})
) -> None:
    """Make the table of these columns and types, or add those that it lacks. No column is ever dropped.

    `held` spares the questions about tables that it knows.
    """
    if name not in held:
        columns = [f"{quoted(column)} {kind}" for column, kind in shape.items()]
        con.execute(f"CREATE TABLE IF NOT EXISTS {quoted(name)} ({', '.join(columns)})")
    there = held.get(name) or columns_of(con, name)
    for column, kind in shape.items():
        if column not in there:
            con.execute(f"ALTER TABLE {quoted(name)} ADD COLUMN {quoted(column)} {kind}")
