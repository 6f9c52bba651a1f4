"""Views beside the tables: the same rows under the names by which they join, and nothing of the engine's.

They name their columns one by one, so that a table may be given another without a view of it breaking; the
view has it when it is next made. Tables go before: a view gives way to a table of its name, and one that is
somebody else's is left alone.
"""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from hotmart.warehouse.sql import held_tables, literal, quoted

TRANSACTION = "transaction"
"""What the code of a sale is called by every table that joins by it."""
ALL_ACCOUNTS = "all_accounts"
"""The schema of the views in which the rows of all accounts of a file stand together."""
_HERE = "NOT internal AND NOT temporary AND database_name = current_database()"


def ensure_joined(con: duckdb.DuckDBPyConnection, view: str, table: str, key: str) -> None:
    """Let a view have the rows of a table with its key as `transaction` besides, where its name is free."""
    held = held_tables(con)
    if table not in held or view in held:
        return
    before = sql_of(con, view)
    if before is not None and not is_joined(before):
        return
    columns = [name for (name,) in con.execute(_columns(table)).fetchall()]
    told = ", ".join([f"{quoted(key)} AS {quoted(TRANSACTION)}", *map(quoted, columns)])
    select = f"SELECT {told} FROM {quoted(table)}"
    if before is None or not before.endswith(f" AS {as_written(con, [select])[0]};"):
        con.execute(f"CREATE OR REPLACE VIEW {quoted(view)} AS {select}")


def is_joined(sql: str) -> bool:
    """Whether it is the statement of a view that was made here."""
    return f' AS "{TRANSACTION}", ' in sql.partition(" FROM ")[0]


def make_room(con: duckdb.DuckDBPyConnection, tables: Collection[str]) -> None:
    """Take away the views made here that bear the names of tables to be.

    DuckDB would make no such table, and say nothing of it.
    """
    found = con.execute(
        f"SELECT view_name, sql FROM duckdb_views() WHERE {_HERE} AND schema_name = current_schema()"
        " AND lower(view_name) IN (SELECT lower(unnest($tables)))",
        {"tables": list(tables)},
    ).fetchall()
    for view, sql in found:
        if is_joined(sql):
            con.execute(f"DROP VIEW {quoted(view)}")


def as_written(con: duckdb.DuckDBPyConnection, selects: list[str]) -> list[str]:
    """Each SELECT as DuckDB keeps it in a view, to tell whether a view has to be made anew."""
    told = (
        "SELECT json_deserialize_sql(json_serialize_sql(one::VARCHAR)) FROM (SELECT unnest($selects) AS one)"
    )
    return [written for (written,) in con.execute(told, {"selects": selects}).fetchall()]


def sql_of(con: duckdb.DuckDBPyConnection, view: str) -> str | None:
    """The statement that made a view of the schema in use, as DuckDB keeps it; None where there is none."""
    found = con.execute(
        f"SELECT sql FROM duckdb_views() WHERE {_HERE} AND schema_name = current_schema()"
        f" AND lower(view_name) = lower({literal(view)})"
    ).fetchone()
    return None if found is None else str(found[0])


def _columns(table: str) -> str:
    return (
        "SELECT column_name FROM duckdb_columns() WHERE database_name = current_database()"
        f" AND schema_name = current_schema() AND table_name = {literal(table)} ORDER BY column_index"
    )
