"""Which statements are answered: one at a time, and only what reads.

DuckDB refuses much of the rest by itself once it is closed, but not all of its releases refuse the same, so
that it is not left to them. DuckDB's own parser says what a statement is.
"""

from __future__ import annotations

import re
from typing import Any

import duckdb

from hotmart.warehouse.asking.refusals import no_select, nothing_asked, nothing_changes, several

_EXPLAIN = re.compile(r"\s*EXPLAIN\b\s*(?:ANALYZE\b|\([\w\s,]*\))?", re.IGNORECASE)


def check_one_select(con: duckdb.DuckDBPyConnection, query: str) -> None:
    """Raise QueryError unless it is exactly one SELECT; DESCRIBE, SUMMARIZE and SHOW are such as well.

    So not PRAGMA, which some releases write as a SELECT, and no PIVOT that does not tell its columns, which
    first creates something.
    """
    found = con.extract_statements(query)
    asked = [one for one in found if not _is_of_a_pivot(one)]
    _check_one(asked)
    written = asked[0].query.strip().rstrip(";").strip()
    if not written or written not in query:
        raise no_select(_first_word(query) or "PRAGMA")
    if asked[0].type != duckdb.StatementType.SELECT:
        raise no_select(_kind(asked[0]))


def check_reads(con: duckdb.DuckDBPyConnection, query: str) -> None:
    """Raise QueryError unless it only reads; what its owner may ask besides a SELECT is answered, too.

    That is EXPLAIN of a SELECT, PRAGMA, of which all that sets something is locked, and PIVOT.
    """
    kinds = duckdb.StatementType
    found = [one for one in con.extract_statements(query) if not _is_of_a_pivot(one)]
    for one in found:
        if one.type == kinds.EXPLAIN:
            if not _explains_a_select(con, one.query):
                raise nothing_changes("EXPLAIN")
        elif one.type not in (kinds.SELECT, kinds.PRAGMA, kinds.MULTI):
            raise nothing_changes(_kind(one))
    _check_one(found)


def _check_one(found: list[Any]) -> None:
    if not found:
        raise nothing_asked()
    if len(found) > 1:
        raise several()


def _is_of_a_pivot(statement: Any) -> bool:
    """Whether DuckDB made it: into a type and a question DuckDB 1.5 takes a PIVOT apart, without a text."""
    return bool(statement.type == duckdb.StatementType.CREATE and not statement.query)


def _explains_a_select(con: duckdb.DuckDBPyConnection, explain: str) -> bool:
    """Whether what is explained, and perhaps run, is one SELECT; no comment may hide what it is."""
    begins = _EXPLAIN.match(explain)
    if begins is None:
        return False
    explained = con.extract_statements(explain[begins.end() :])
    return [one.type for one in explained] == [duckdb.StatementType.SELECT]


def _kind(statement: Any) -> str:
    """What people call it: its first word, where that stands there plainly."""
    return _first_word(statement.query) or str(statement.type).rpartition(".")[2]


def _first_word(text: str) -> str:
    found = re.match(r"\s*([A-Za-z]+)", text)
    return found[1].upper() if found else ""
