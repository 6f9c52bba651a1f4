"""Which statements may reach a file beside the warehouse, and are refused before they run.

Most of them DuckDB refuses by itself once external access is off. Its older releases still write to the
log beside the file that is attached, so that it is not left to them.
"""

from __future__ import annotations

import re

import duckdb

_EXPLAIN = re.compile(r"\s*EXPLAIN\s*(\([^)]*\)|ANALYZE\b)?", re.IGNORECASE)


def reaches_files(con: duckdb.DuckDBPyConnection, query: str) -> bool:
    """Whether any statement of the query would; one that is explained may be run as well."""
    kinds = duckdb.StatementType
    reaching = (
        kinds.COPY, kinds.EXPORT, kinds.ATTACH, kinds.DETACH, kinds.LOAD, kinds.EXTENSION, kinds.PREPARE,
    )  # fmt: skip
    for statement in con.extract_statements(query):
        if statement.type == kinds.EXPLAIN:
            if reaches_files(con, _EXPLAIN.sub("", statement.query, count=1)):
                return True
        elif statement.type in reaching:
            return True
    return False
