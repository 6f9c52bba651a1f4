"""Views of the facts, `metrics_…`, for whoever looks at the warehouse with a tool of their own.

They are made when they are asked for, and remade after a sync when what they are made of has changed: a table
or a column, or after an upgrade a definition. What each means is said beside it, unless somebody has said it.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

import duckdb

from hotmart.metrics.bases import Tables
from hotmart.metrics.facts import with_facts
from hotmart.metrics.known import known_of
from hotmart.metrics.meanings import meaning_of
from hotmart.warehouse.comments import comment
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.sql import quoted
from hotmart.warehouse.store import Warehouse

VIEWS = ("sales", "shares", "paid_out", "charges", "levels", "movements", "begun", "late")
"""The facts that stand in the warehouse as views. The others need the period of a question."""
_MARK = "made_of_"
"""The name of a CTE by which a view says what it was made of, so that it need not be taken apart to tell."""


def view_of(fact: str) -> str:
    """The name of the view of a fact."""
    return f"metrics_{fact}"


def make_views(warehouse: Warehouse) -> list[str]:
    """Make the views of all facts, or make them anew; their names.

    Raises NoWarehouseError where nothing was synced yet.
    """
    if not warehouse.exists:
        raise NoWarehouseError(str(warehouse.path))
    with warehouse.transaction() as con:
        tables = known_of(con).tables
        for fact in VIEWS:
            con.execute(_statement(fact, tables))
        _comment(con, VIEWS)
    return [view_of(fact) for fact in VIEWS]


def renew_views(con: duckdb.DuckDBPyConnection) -> None:
    """Make anew those that are there, and made of other tables or columns than there are now."""
    held = dict(
        con.execute(
            "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal AND NOT temporary"
            " AND database_name = current_database() AND schema_name = current_schema()"
            " AND view_name IN (SELECT unnest($views))",
            {"views": [view_of(fact) for fact in VIEWS]},
        ).fetchall()
    )
    if not held:
        return
    tables = known_of(con).tables
    for fact in VIEWS:
        told = held.get(view_of(fact))
        if told is not None and _mark(fact, tables) not in told:
            con.execute(_statement(fact, tables))
    _comment(con, [fact for fact in VIEWS if view_of(fact) in held])


def _comment(con: duckdb.DuckDBPyConnection, facts: Collection[str]) -> None:
    """Say what these views and their columns mean. One that is made anew has lost what was said of it."""
    comment(con, [*map(view_of, facts)], lambda: {view_of(fact): meaning_of(fact) for fact in facts})


def _statement(fact: str, tables: Tables) -> str:
    marked = with_facts(fact, tables).replace(
        "WITH ", f"WITH {_mark(fact, tables)} AS (SELECT 1 AS one),\n", 1
    )
    return f"CREATE OR REPLACE VIEW {quoted(view_of(fact))} AS {marked}\nSELECT * FROM {fact}"


def _mark(fact: str, tables: Tables) -> str:
    return _MARK + sha256(with_facts(fact, tables).encode()).hexdigest()[:12]
