"""Looking for people in the tables of one schema: what names them, in which tables, and in which items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import duckdb
import msgspec

from hotmart.forgetting.entities import Entity
from hotmart.forgetting.people import People
from hotmart.privacy import pages
from hotmart.tables.layout import Layout, Table
from hotmart.warehouse.personal import OURS, TEXTS
from hotmart.warehouse.sql import literal, quoted
from hotmart.words import is_list, is_object

AT_ONCE = 2_000  # items in memory
_VERSION = ("_valid_from", "_valid_to")

Columns: TypeAlias = dict[str, str]
"""The columns of a table, and their types."""


@dataclass(frozen=True)
class Named:
    """What names people in the tables of a schema."""

    texts: frozenset[str]
    tables: frozenset[str]


def held_columns(con: duckdb.DuckDBPyConnection) -> dict[str, Columns]:
    """The tables of the schema in use that hold anything, but for those about privacy, and their columns."""
    rows = con.execute(
        "SELECT c.table_name, c.column_name, c.data_type FROM duckdb_columns() c JOIN duckdb_tables() t"
        " USING (database_name, schema_name, table_name) WHERE c.schema_name = current_schema()"
        " AND c.database_name = current_database() AND NOT t.temporary AND t.estimated_size > 0"
        " ORDER BY c.column_index"
    ).fetchall()
    found: defaultdict[str, Columns] = defaultdict(dict)
    for table, column, kind in rows:
        if table not in OURS:
            found[table][column] = kind
    return dict(found)


def names(con: duckdb.DuckDBPyConnection, people: People) -> Named:
    """Every text that names them in the tables of the schema in use, and the tables in which there is any."""
    found: set[str] = set()
    tables: set[str] = set()
    for table, columns in held_columns(con).items():
        texts = [_listed(column, kind) for column, kind in columns.items() if kind in TEXTS]
        told = con.execute(
            f"SELECT DISTINCT told FROM (SELECT unnest(list_concat([], {', '.join(texts)})) AS told"
            f" FROM {quoted(table)}) WHERE regexp_matches(told, {literal(people.pattern)})"
        )
        while some := told.fetchmany(10_000):
            here = {text for (text,) in some if people.are(text) or _are_in(people, text)}
            found |= here
            tables |= {table} if here else set()
    return Named(frozenset(found), frozenset(tables))


def _listed(column: str, kind: str) -> str:
    return quoted(column) if kind.endswith("[]") else f"[{quoted(column)}::VARCHAR]"


def _are_in(people: People, text: str) -> bool:
    if people.are_in(text):
        return True
    try:  # what JSON escapes, or a document that is the whole of a value
        return text.startswith(("{", "[")) and any(map(people.are, _texts(pages.read(text.encode()))))
    except msgspec.DecodeError:
        return False


def _texts(value: Any) -> Iterator[str]:
    for one in [*value.values()] if is_object(value) else value if is_list(value) else []:
        yield from _texts(one)
    if (text := pages.as_text(value)) is not None:
        yield text


def naming(columns: Columns) -> str:
    """The condition that a row names them, whose names are in the temporary table `_named`."""
    conditions = [
        f"list_has_any({quoted(column)}, (SELECT list(text) FROM _named))"
        if kind.endswith("[]")
        else f"{quoted(column)}::VARCHAR IN (SELECT text FROM _named)"
        for column, kind in columns.items()
        if kind in TEXTS
    ]
    return f"({' OR '.join(conditions)})" if conditions else "false"


def note_named(con: duckdb.DuckDBPyConnection, named: Named) -> None:
    """Let queries see, as the temporary table `_named`, what names them."""
    con.execute("CREATE OR REPLACE TEMP TABLE _named (text VARCHAR)")
    insert(con, "_named", [(text,) for text in named.texts])


def items_met(
    con: duckdb.DuckDBPyConnection,
    layout: Layout,
    tables: Sequence[tuple[str, Table]],
    held: Mapping[str, Columns],
    condition: Callable[[Columns], str] = naming,
) -> Iterator[list[Entity]]:
    """The items of a stream of which a row meets a condition, or versions in its histories, some at a time.

    `tables` are those of the items or those of the histories, the main one first. The rows of an entity keep
    their numbers.
    """
    key = [quoted(column.name) for column in layout.key]
    key += [quoted(column) for column in _VERSION if column in held[tables[0][0]]]
    found = " UNION ".join(
        f"SELECT {', '.join(key)} FROM {quoted(name)} WHERE {condition(held[name])}" for name, _ in tables
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _met AS SELECT row_number() OVER () AS _item, * FROM ({found})"
    )
    yield from _entities(con, tables, key)


def _entities(
    con: duckdb.DuckDBPyConnection, tables: Sequence[tuple[str, Table]], key: Sequence[str]
) -> Iterator[list[Entity]]:
    """The items met, some at a time."""
    counted = con.execute("SELECT count(*) FROM _met").fetchone()
    same = " AND ".join(f"t.{column} IS NOT DISTINCT FROM m.{column}" for column in key)
    for first in range(1, (counted[0] if counted else 0) + 1, AT_ONCE):
        entities: defaultdict[int, Entity] = defaultdict(Entity)
        for name, table in tables:
            rows = con.execute(
                f"SELECT m._item, t.rowid, t.* FROM {quoted(name)} t JOIN _met m ON {same}"
                f" WHERE m._item BETWEEN ? AND ? ORDER BY {', '.join(['m._item', *table.indexes])}",
                [first, first + AT_ONCE - 1],
            )
            columns = [str(one[0]) for one in rows.description or ()][2:]
            for item, id, *values in rows.fetchall():
                entities[item].add(table, name, id, dict(zip(columns, values, strict=True)))
        yield list(entities.values())


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert many rows in one statement: row by row costs a millisecond each."""
    listed = list(rows)
    for first in range(0, len(listed), 1_000):
        some = listed[first : first + 1_000]
        places = ", ".join(["(" + ", ".join("?" * len(some[0])) + ")"] * len(some))
        con.execute(f"INSERT INTO {table} VALUES {places}", [value for row in some for value in row])
