"""Which statements may reach a file beside the warehouse, and are refused before they run.

Most of them DuckDB refuses by itself once external access is off, but not all of its releases refuse the
same, so that it is not left to them.
"""

from __future__ import annotations

import re

import duckdb

_EXPLAIN = re.compile(r"\s*EXPLAIN\b\s*(?:ANALYZE\b|\([\w\s,]*\))?", re.IGNORECASE)


def reaches_files(con: duckdb.DuckDBPyConnection, query: str) -> bool:
    """Whether any statement of the query would, or may, which of an EXPLAIN only a plain one tells."""
    kinds = duckdb.StatementType
    reaching = (
        kinds.COPY, kinds.EXPORT, kinds.ATTACH, kinds.DETACH, kinds.LOAD, kinds.EXTENSION, kinds.PREPARE,
    )  # fmt: skip
    return any(
        not _explains_a_question(con, statement.query)
        if statement.type == kinds.EXPLAIN
        else statement.type in reaching
        for statement in con.extract_statements(query)
    )


def _explains_a_question(con: duckdb.DuckDBPyConnection, explain: str) -> bool:
    """Whether what is explained, and perhaps run, is one SELECT; no comment may hide what it is."""
    begins = _EXPLAIN.match(explain)
    if begins is None:
        return False
    explained = con.extract_statements(explain[begins.end() :])
    return [one.type for one in explained] == [duckdb.StatementType.SELECT]
