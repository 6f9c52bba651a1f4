"""What tables and columns mean, written into the file as comments, for whoever opens it with another tool.

A file is read by people of both languages, and made by a scheduler that speaks neither: a comment says it in
both. One that is there stays, so that somebody's own words are never written over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple, TypeAlias

import duckdb

from hotmart.language import Text
from hotmart.warehouse.sql import literal, quoted
from hotmart.warehouse.store import MAIN

BETWEEN = " / "
"""What stands between the English and the Portuguese of a comment."""


class Meaning(NamedTuple):
    """What a table means, and each of its columns."""

    table: Text
    columns: Mapping[str, Text]
    others: Text | None = None
    """The meaning of every other column; None where a column that is not named has none to tell."""


Meanings: TypeAlias = Mapping[str, Meaning]
"""The meanings of tables and views, by their names."""

_UNSAID = """
SELECT schema_name, table_name, column_name, kind FROM (
    SELECT database_name, schema_name, table_name, NULL AS column_name, 'TABLE' AS kind, comment
    FROM duckdb_tables() WHERE NOT temporary UNION ALL
    SELECT database_name, schema_name, view_name, NULL, 'VIEW', comment
    FROM duckdb_views() WHERE NOT temporary AND NOT internal UNION ALL
    SELECT database_name, schema_name, table_name, column_name, 'COLUMN', comment
    FROM duckdb_columns() WHERE NOT internal)
WHERE comment IS NULL AND database_name = current_database()
    AND (schema_name = current_schema() OR schema_name = $main) AND table_name IN (SELECT unnest($tables))
"""


class _Place(NamedTuple):
    """A table, a view or a column that has no comment."""

    schema: str
    table: str
    column: str | None
    kind: str


def comment(
    con: duckdb.DuckDBPyConnection, tables: Collection[str], meanings: Callable[[], Meanings]
) -> None:
    """Say of these tables of the schema in use, and of the file's own, what nobody has said of them yet.

    The meanings are asked for only where something is without a comment: on the first run, or where a table
    or a column is new.
    """
    found = con.execute(_UNSAID, {"main": MAIN, "tables": list(tables)}).fetchall()
    if not found:
        return
    told = meanings()
    statements = (_statement(told, _Place(*row)) for row in found)
    con.execute("".join(filter(None, statements)))


def both(meaning: Text) -> str:
    """A meaning as a comment says it."""
    return f"{meaning.en}{BETWEEN}{meaning.pt}"


def _statement(told: Meanings, place: _Place) -> str | None:
    meaning = next(_meaning(told, place), None)
    if meaning is None:
        return None
    names = [name for name in (place.schema, place.table, place.column) if name]
    where = ".".join(quoted(name) for name in names)
    return f"COMMENT ON {place.kind} {where} IS {literal(both(meaning))};\n"


def _meaning(told: Meanings, place: _Place) -> Iterator[Text]:
    if known := told.get(place.table):
        if place.column is None:
            yield known.table
        elif said := known.columns.get(place.column, known.others):
            yield said
