"""The warehouse as it was: every table as it was known at a moment of the past, for one connection.

It is what the warehouse knew then, by Hotmart's clock at each sync, not what was so at Hotmart: a refund
that a sync found on Friday is not there on Thursday, whenever it was made.
"""

from __future__ import annotations

from datetime import datetime

import duckdb

from hotmart.warehouse.sql import literal, quoted

HISTORY = "_history"


def look_back(con: duckdb.DuckDBPyConnection, moment: datetime) -> None:
    """Let every table, and every history, stand as it was at this moment, for this connection alone.

    A view of the same name goes before the table, because DuckDB looks among temporary things first.
    """
    at = f"TIMESTAMPTZ {literal(moment.isoformat())}"
    for table in tables_with_history(con):
        today, before = _qualified(con, table), _qualified(con, table + HISTORY)
        columns, older = _columns(con, today), set(_columns(con, before))
        shared = ", ".join(quoted(name) for name in columns if name in older)
        con.execute(
            f"CREATE TEMP VIEW {quoted(table)} AS"
            f" SELECT * FROM {today} WHERE _synced_at <= {at} UNION ALL BY NAME"
            f" SELECT {shared} FROM {before} WHERE _valid_from <= {at} AND _valid_to > {at}"
        )
        con.execute(
            f"CREATE TEMP VIEW {quoted(table + HISTORY)} AS SELECT * FROM {before} WHERE _valid_to <= {at}"
        )


def first_known(con: duckdb.DuckDBPyConnection) -> dict[str, datetime]:
    """Since when the warehouse knows of any row of a table, for every table that ever held one."""
    selects = [
        f"SELECT {literal(table)}, least((SELECT min(_synced_at) FROM {quoted(table)}),"
        f" (SELECT min(_valid_from) FROM {quoted(table + HISTORY)})) AS since"
        for table in tables_with_history(con)
    ]
    if not selects:
        return {}
    found = f"SELECT * FROM ({' UNION ALL '.join(selects)}) WHERE since IS NOT NULL"
    return dict(con.execute(found).fetchall())


def tables_with_history(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables of streams in this schema: those that have a history beside them."""
    sql = (
        "SELECT table_name FROM duckdb_columns() WHERE column_name = '_valid_to'"
        " AND database_name = current_database() AND schema_name = current_schema() ORDER BY 1"
    )
    return [name.removesuffix(HISTORY) for (name,) in con.execute(sql).fetchall()]


def _qualified(con: duckdb.DuckDBPyConnection, table: str) -> str:
    row = con.execute("SELECT current_database(), current_schema()").fetchone() or ("", "")
    return ".".join(quoted(name) for name in (*row, table))


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [column[0] for column in con.execute(f"SELECT * FROM {table} LIMIT 0").description or ()]
