"""Which tables a query reads, by the names it has for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeGuard

import duckdb

from hotmart.warehouse.sql import quoted


def tables_in(con: duckdb.DuckDBPyConnection, query: str) -> set[str]:
    """The tables, in small letters, with their schema where the query says it; those under a view as well.

    None where DuckDB cannot tell, as for several statements. It binds the query for that without its tables,
    so that it refuses a join by USING; of such a query its parsed form is asked, and then each name in it.
    """
    try:
        return _named(con, query)
    except duckdb.BinderException:
        mentioned = {*_mentioned(parsed(con, query))}
        return {name for one in mentioned for name in _under(con, one)}
    except duckdb.Error:
        return set()


def schemas_in(con: duckdb.DuckDBPyConnection, query: str) -> set[str]:
    """The schemas, in small letters, that a query names itself."""
    return {name[0].lower() for name in _mentioned(parsed(con, query)) if len(name) > 1}


def _named(con: duckdb.DuckDBPyConnection, query: str) -> set[str]:
    return {name.split(" AS ")[0].lower() for name in con.get_table_names(query, qualified=True)}


def _under(con: duckdb.DuckDBPyConnection, name: tuple[str, ...]) -> set[str]:
    """The tables that a name stands for: itself, unless it is that of a view."""
    try:
        return _named(con, f"FROM {'.'.join(map(quoted, name))}")
    except duckdb.Error:
        return {".".join(name).lower()}


def parsed(con: duckdb.DuckDBPyConnection, query: str) -> Any:
    """A SELECT as DuckDB reads it, as JSON; None where it cannot tell."""
    from msgspec import json  # noqa: PLC0415  # few queries have to be taken apart

    try:
        (found,) = con.execute("SELECT json_serialize_sql(?)", [query]).fetchone() or (None,)
    except duckdb.Error:
        return None
    return json.decode(found) if found else None


def _mentioned(node: Any) -> Iterator[tuple[str, ...]]:
    """The tables below a node of a parsed query; a common table expression counts as one."""
    if is_list(node):
        for one in node:
            yield from _mentioned(one)
    elif is_object(node):
        if node.get("type") == "BASE_TABLE":
            schema, table = node.get("schema_name"), node.get("table_name")
            yield (str(schema), str(table)) if schema else (str(table),)
        for one in node.values():
            yield from _mentioned(one)


def is_list(node: Any) -> TypeGuard[list[Any]]:
    """As in words.py, whose import is a tenth of a small question."""
    return isinstance(node, list)


def is_object(node: Any) -> TypeGuard[dict[str, Any]]:
    """As in words.py, too."""
    return isinstance(node, dict)
