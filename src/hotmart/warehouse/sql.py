"""Making a table, or giving an older one the columns that a newer release has."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL takes it."""
    return "'" + text.replace("'", "''") + "'"


def held_tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables of the schema in use."""
    sql = "SELECT table_name FROM duckdb_tables() WHERE schema_name = current_schema() AND NOT temporary"
    return {name for (name,) in con.execute(sql).fetchall()}


def columns_of(con: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    """The columns of a table of the schema in use."""
    return {row[1] for row in con.execute(f"PRAGMA table_info({literal(table)})").fetchall()}


def is_empty(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether a table holds no row."""
    return not con.execute(f"SELECT 1 FROM {quoted(table)} LIMIT 1").fetchall()


def ensure_table(con: duckdb.DuckDBPyConnection, name: str, shape: Mapping[str, str]) -> None:
    """Make the table of these columns and types, or add those that it lacks. No column is ever dropped."""
    columns = [f"{quoted(column)} {kind}" for column, kind in shape.items()]
    con.execute(f"CREATE TABLE IF NOT EXISTS {quoted(name)} ({', '.join(columns)})")
    held = columns_of(con, name)
    for column, kind in shape.items():
        if column not in held:
            con.execute(f"ALTER TABLE {quoted(name)} ADD COLUMN {quoted(column)} {kind}")
