"""Which statements are refused before they run: several at once, and those that may reach another file.

Most of the latter DuckDB refuses by itself once external access is off, but not all of its releases refuse
the same, so that it is not left to them.
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


def asks_several(con: duckdb.DuckDBPyConnection, query: str) -> bool:
    """Whether there is more than one question, of which only the last would be answered.

    What creates something answers nothing: into that and a question some releases take a PIVOT apart.
    """
    answering = [one for one in con.extract_statements(query) if one.type != duckdb.StatementType.CREATE]
    return len(answering) > 1


def _explains_a_question(con: duckdb.DuckDBPyConnection, explain: str) -> bool:
    """Whether what is explained, and perhaps run, is one SELECT; no comment may hide what it is."""
    begins = _EXPLAIN.match(explain)
    if begins is None:
        return False
    explained = con.extract_statements(explain[begins.end() :])
    return [one.type for one in explained] == [duckdb.StatementType.SELECT]
