"""The view `sales_with_panel`: every sale of the API, and beside it what the panel's report says of it."""

from __future__ import annotations

import duckdb

from hotmart.panel.sale_model import TABLE
from hotmart.tables.layout import Layout
from hotmart.warehouse.sql import columns_of, held_tables, literal, quoted

VIEW = "sales_with_panel"
BESIDE = "panel_"
"""What the columns of the report begin with in it."""


def ensure_view(con: duckdb.DuckDBPyConnection, layout: Layout, sales: str) -> str | None:
    """Make the view over the table of sales, in the schema in use; tells its name, or None where it is not.

    It is made anew each time, so that it has the columns that the tables have by now. A table or a view of
    somebody else that bears its name is left alone.
    """
    name = layout.main.name.removesuffix(TABLE) + VIEW
    held = held_tables(con)
    if sales not in held or name in held or not _may_replace(con, name, layout):
        return None
    key = next((column for column in columns_of(con, sales) if column.endswith("transaction")), None)
    if key is None:
        return None
    theirs = [c for c in _in_order(con, sales) if not c.startswith("_")]
    ours = [c for c in _in_order(con, layout.main.name) if c != "transaction" and not c.startswith("_")]
    told = [f"s.{quoted(key)} AS transaction", *(f"s.{quoted(column)}" for column in theirs)]
    told += [f"p.{quoted(column)} AS {quoted(BESIDE + column)}" for column in ours]
    con.execute(
        f"CREATE OR REPLACE VIEW {quoted(name)} AS SELECT {', '.join(told)} FROM {quoted(sales)} s"
        f" LEFT JOIN {quoted(layout.main.name)} p ON p.transaction = s.{quoted(key)}"
    )
    return name


def _may_replace(con: duckdb.DuckDBPyConnection, name: str, layout: Layout) -> bool:
    found = con.execute(
        "SELECT sql FROM duckdb_views() WHERE NOT internal AND database_name = current_database()"
        f" AND schema_name = current_schema() AND lower(view_name) = lower({literal(name)})"
    ).fetchone()
    return found is None or layout.main.name in str(found[0])


def _in_order(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [row[1] for row in con.execute(f"PRAGMA table_info({literal(table)})").fetchall()]
