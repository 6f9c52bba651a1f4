"""Which tables a query reads, by the names it has for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
from msgspec import json

from hotmart.words import is_list, is_object


def tables_in(con: duckdb.DuckDBPyConnection, query: str) -> set[str]:
    """The tables, in small letters, with their schema where the query says it; those under a view as well.

    None where DuckDB cannot tell, as for several statements. It binds the query for that without its tables,
    so that it refuses a join by USING; of such a query its parsed form is asked, which knows no views.
    """
    try:
        named = con.get_table_names(query, qualified=True)
    except duckdb.BinderException:
        return {name.lower() for name in _mentioned(_parsed(con, query))}
    except duckdb.Error:
        return set()
    return {name.split(" AS ")[0].lower() for name in named}


def _parsed(con: duckdb.DuckDBPyConnection, query: str) -> Any:
    try:
        (found,) = con.execute("SELECT json_serialize_sql(?)", [query]).fetchone() or (None,)
    except duckdb.Error:
        return None
    return json.decode(found) if found else None


def _mentioned(node: Any) -> Iterator[str]:
    """The tables below a node of a parsed query; a common table expression counts as one."""
    if is_list(node):
        for one in node:
            yield from _mentioned(one)
    elif is_object(node):
        if node.get("type") == "BASE_TABLE":
            schema, table = node.get("schema_name"), node.get("table_name")
            yield f"{schema}.{table}" if schema else str(table)
        for one in node.values():
            yield from _mentioned(one)
