"""What a question may name: tables that are to be seen, and functions that tell of nothing else.

DuckDB's own parser takes the question apart, and every name in it is looked up in what is allowed. What a
view stands on is named by the view and not by the question, so that it can be hidden.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple, TypeAlias

import duckdb

from hotmart.warehouse.asking.mentioned import is_list, is_object, parsed
from hotmart.warehouse.asking.refusals import QueryError, no_function, no_select, no_table

_NODES = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
_PLACES = {
    "BASE_TABLE", "TABLE_FUNCTION", "SHOW_REF", "SUBQUERY", "JOIN", "EXPRESSION_LIST", "PIVOT", "EMPTY",
}  # fmt: skip
"""What may stand after FROM."""
_MAKING_ROWS = {"range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree"}
_OF_THE_CATALOGUE = {
    "duckdb_tables", "duckdb_columns", "duckdb_views", "duckdb_schemas", "duckdb_functions", "duckdb_types",
    "duckdb_constraints", "duckdb_keywords", "pragma_table_info", "pragma_version",
}  # fmt: skip
"""What tells which tables and functions there are, and nothing of files, settings or secrets."""
_SHOWS_TABLES = {'"tables"', "tables", "__show_tables_expanded"}
_CLOSED = re.compile(
    r"duckdb_.*|pragma_.*|pg_(?!typeof$|size_pretty$).*|.*_description|read_.*|write_.*|sniff_.*|parquet_.*"
    r"|.*_scan|glob|getenv|getvariable|current_setting|.*secret.*|query|query_table|json_execute_.*"
    r"|json_serialize_plan|nextval|currval|setval|sleep.*|http.*|(?:en|dis)able_.*|install.*|load.*"
)
"""Functions of one value that tell of files, settings, secrets, the environment or what is under a view."""


Own: TypeAlias = frozenset[str]
"""Names that a question gives to parts of itself, in small letters: they go before any table."""


class Allowed(NamedTuple):
    """What a question may read in a file."""

    schema: str
    """The schema of names without one."""
    tables: frozenset[tuple[str, str]]
    """The tables and views that it may name, by schema, in small letters."""
    everything: bool
    """Whether these are all that there are: then it may also ask which there are."""
    database: str

    @property
    def names(self) -> list[str]:
        """The tables as a question names them."""
        return [table if schema == self.schema else f"{schema}.{table}" for schema, table in self.tables]

    def has(self, path: tuple[str, str, str]) -> bool:
        """Whether a name, of database, schema and table, each perhaps empty, is one of those."""
        database, schema, table = (part.lower() for part in path)
        if database not in ("", self.database):
            return False
        if schema == self.database and not database and schema not in {where for where, _ in self.tables}:
            schema = "main"
        if (schema or self.schema, table) in self.tables:
            return True
        whose = schema in ("", "main") and table in _OF_THE_CATALOGUE
        return self.everything and (whose or schema == "information_schema")


def allowed(con: duckdb.DuckDBPyConnection, schema: str, only: Collection[str] | None) -> Allowed:
    """What may be read of the file that is open: all of it, or only these, named with a schema or without."""
    ((database,),) = con.execute("SELECT current_database()").fetchall()
    found = con.execute(
        "SELECT database_name, schema_name, table_name, internal FROM duckdb_tables()"
        " UNION ALL SELECT database_name, schema_name, view_name, internal FROM duckdb_views()"
    ).fetchall()
    own = {
        (where.lower(), name.lower())
        for held, where, name, internal in found
        if held == database and not internal
    }
    if only is not None:
        own &= {_placed(name.lower(), schema.lower()) for name in only}
    return Allowed(schema.lower(), frozenset(own), only is None, database.lower())


def check_names(con: duckdb.DuckDBPyConnection, query: str, may: Allowed) -> None:
    """Raise QueryError where a SELECT names what it may not, which is told by its name."""
    tree = parsed(con, query)
    if not is_object(tree) or tree.get("error") is not False:
        raise no_select("that")
    for node, own in _scopes(tree):
        if (refusal := _refusal(node, may, own)) is not None:
            raise refusal


def _refusal(node: dict[str, Any], may: Allowed, own: Own) -> QueryError | None:
    """Why one part of a question is refused; None where it is not."""
    kind = str(node.get("type"))
    if kind.endswith("_NODE"):
        return None if kind in _NODES else no_select(kind.partition("_")[0])
    if "function_name" in node:
        return _refused_function(str(node["function_name"]).lower(), may)
    if "class" in node or "sample" not in node:
        return None
    refusing = {"BASE_TABLE": _refused_table, "TABLE_FUNCTION": _refused_rows, "SHOW_REF": _refused_to_show}
    if kind in refusing:
        return refusing[kind](node, may, own)
    return None if kind in _PLACES else no_select(kind)


def _refused_table(node: dict[str, Any], may: Allowed, own: Own) -> QueryError | None:
    path = _path(node)
    is_own = path[:2] == ("", "") and path[2].lower() in own
    return None if is_own or may.has(path) else no_table(".".join(filter(None, path)), may.names)


def _refused_rows(node: dict[str, Any], may: Allowed, _: Own) -> QueryError | None:
    """Of functions that stand after FROM only those that are known."""
    function = node.get("function")
    name = str(function.get("function_name")).lower() if is_object(function) else ""
    known = _MAKING_ROWS | _OF_THE_CATALOGUE if may.everything else _MAKING_ROWS
    return None if name in known else no_function(name)


def _refused_function(name: str, may: Allowed) -> QueryError | None:
    listed = may.everything and name in _OF_THE_CATALOGUE
    return no_function(name) if _CLOSED.fullmatch(name) and not listed else None


def _path(node: dict[str, Any]) -> tuple[str, str, str]:
    database, schema, table = (str(node.get(f"{part}_name") or "") for part in ("catalog", "schema", "table"))
    return database, schema, table


def _refused_to_show(node: dict[str, Any], may: Allowed, _: Own) -> QueryError | None:
    """DESCRIBE and SUMMARIZE hold what they tell of, which is looked at itself; SHOW may name a setting."""
    if is_object(node.get("query")):
        return None
    path, how = _path(node), node.get("show_type")
    if may.everything and (path[2] in _SHOWS_TABLES or how == "SHOW_FROM"):
        return None
    return None if how == "SHOW" and may.has(path) else no_table(path[2].strip('"'), may.names)


def _scopes(tree: Any) -> Iterator[tuple[dict[str, Any], Own]]:
    """All objects of the tree, each with the names that stand for parts of the question where it is.

    Without recursion: a question chooses how deep it is.
    """
    left: list[tuple[Any, Own]] = [(tree, frozenset())]
    while left:
        node, own = left.pop()
        if is_list(node):
            left.extend((one, own) for one in node)
        elif is_object(node):
            yield node, own
            left.extend(_below(node, own))


def _below(node: dict[str, Any], own: Own) -> Iterator[tuple[Any, Own]]:
    """What is below a node: of WITH each part knows those before it, and what follows all of them."""
    ctes = node.get("cte_map")
    for entry in (ctes.get("map") if is_object(ctes) else None) or ():
        yield entry.get("value"), own
        own |= {str(entry.get("key")).lower()}
    for key, value in node.items():
        if key != "cte_map":
            again = key == "right" and node.get("type") == "RECURSIVE_CTE_NODE"
            yield value, own | {str(node.get("cte_name")).lower()} if again else own


def _placed(name: str, schema: str) -> tuple[str, str]:
    where, _, table = name.rpartition(".")
    return where or schema, table
