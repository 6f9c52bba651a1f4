"""The rows of all accounts of a file together: for every table a view over each account's, named by account.

The views stand in a schema of their own and bear the names of the tables without the prefix of an account. A
table that only some accounts have is of those; a column that only some have is empty for the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import duckdb

from hotmart.warehouse.personal import OURS
from hotmart.warehouse.sql import literal, quoted
from hotmart.warehouse.store import Warehouse
from hotmart.warehouse.views import as_written

ACCOUNT = "account"
"""The column that names the account of a row; what a table calls so itself is `account_1` beside it."""
_NUMBERS = ("BIGINT", "INTEGER", "DECIMAL", "DOUBLE", "HUGEINT")


class Place(NamedTuple):
    """Where the tables of an account are: the schema, what their names begin with, the views beside them."""

    schema: str
    prefix: str
    views: frozenset[str] = frozenset()


_Columns = Mapping[str, str]
"""The columns of a table, and their types."""


def accounts_in(warehouse: Warehouse, places: Mapping[str, Place]) -> dict[str, Place]:
    """Those of these accounts, by their names, that anything was ever synced for."""
    found = "SELECT schema_name FROM duckdb_tables() WHERE table_name = '_streams' AND NOT temporary"
    with Warehouse(warehouse.path).opened(read_only=True) as con:
        held = {schema for (schema,) in con.execute(found).fetchall()}
    return {name: place for name, place in places.items() if place.schema in held}


def stand_together(con: duckdb.DuckDBPyConnection, places: Mapping[str, Place]) -> list[str]:
    """Make the views over these accounts, and take away those that are over nothing; the names of all.

    In the schema of the views, which is in use; one that is as it is to be is left.
    """
    wanted = {view: _select(over) for view, over in _tables(con, places).items()}
    held = dict(
        con.execute(
            "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal AND NOT temporary"
            " AND database_name = current_database() AND schema_name = current_schema()"
        ).fetchall()
    )
    for view in held.keys() - wanted.keys():
        con.execute(f"DROP VIEW {quoted(view)}")
    written = as_written(con, list(wanted.values()))
    for (view, select), kept in zip(wanted.items(), written, strict=True):
        if not held.get(view, "").endswith(f" AS {kept};"):
            con.execute(f"CREATE OR REPLACE VIEW {quoted(view)} AS {select}")
    return list(wanted)


def _tables(
    con: duckdb.DuckDBPyConnection, places: Mapping[str, Place]
) -> dict[str, dict[tuple[str, str, str], _Columns]]:
    """For each view, the tables it is over, by account, schema and name, and the columns of each."""
    whose = {place.schema: (account, place) for account, place in places.items()}
    others = {
        (schema, view)
        for schema, view in con.execute(
            "SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
        if schema not in whose or view not in whose[schema][1].views
    }
    rows = con.execute(
        "SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
        " AND database_name = current_database() AND schema_name IN (SELECT unnest($schemas))"
        " ORDER BY list_position($schemas, schema_name), table_name, column_index",
        {"schemas": [*whose]},
    ).fetchall()
    found: defaultdict[str, defaultdict[tuple[str, str, str], dict[str, str]]]
    found = defaultdict(lambda: defaultdict(dict))
    for schema, table, column, kind in rows:
        account, place = whose[schema]
        if table not in OURS and (schema, table) not in others and (table.startswith(("_", place.prefix))):
            view = table if table.startswith("_") else table.removeprefix(place.prefix)
            found[view][account, schema, table][column] = kind
    return {view: dict(over) for view, over in found.items()}


def _select(over: Mapping[tuple[str, str, str], _Columns]) -> str:
    unlike = set(_unlike(over.values()))
    selects = [
        f"SELECT {', '.join([f'{literal(account)} AS {ACCOUNT}', *_told(columns, unlike)])}"
        f" FROM {quoted(schema)}.{quoted(table)}"
        for (account, schema, table), columns in over.items()
    ]
    return " UNION ALL BY NAME ".join(selects)


def _told(columns: _Columns, unlike: Collection[str]) -> Iterator[str]:
    """How each column of a table is selected."""
    for column in columns:
        value = f"CAST({quoted(column)} AS VARCHAR)" if column.lower() in unlike else quoted(column)
        name = f"{ACCOUNT}_1" if column.lower() == ACCOUNT else column
        yield f"{value} AS {quoted(name)}" if value != quoted(name) else value


def _unlike(tables: Collection[_Columns]) -> Iterator[str]:
    """The columns that are one thing here and another there: only as text do they stand together."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for columns in tables:
        for column, kind in columns.items():
            kinds[column.lower()].add(kind)
    for column, found in kinds.items():
        if len(found) > 1 and not all(kind.startswith(_NUMBERS) for kind in found):
            yield column
