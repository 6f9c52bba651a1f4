"""People erased from the tables of one schema: the current rows, the histories, and the ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import msgspec

from hotmart.forgetting.entities import EXTRA, Entity
from hotmart.forgetting.erasing import Eraser
from hotmart.forgetting.people import People
from hotmart.privacy import pages
from hotmart.privacy.fields import shape_of
from hotmart.tables.layout import Layout, Table
from hotmart.warehouse.erased import ERASED
from hotmart.warehouse.personal import OURS, TEXTS, plain_columns
from hotmart.warehouse.sql import literal, quoted
from hotmart.words import is_list, is_object

AT_ONCE = 2_000  # items in memory
_VERSION = ("_valid_from", "_valid_to")

Columns = dict[str, str]
"""The columns of a table, and their types."""


@dataclass
class Erased:
    """What erasing did, or would do."""

    rows: Counter[str] = field(default_factory=Counter[str])
    """How many rows of each table change; those of other people in the same items do not."""
    learned: set[str] = field(default_factory=set[str])
    """Other e-mails and codes of the same people."""


@dataclass(frozen=True)
class Named:
    """What names people in the tables of a schema."""

    texts: frozenset[str]
    tables: frozenset[str]


def erase(
    con: duckdb.DuckDBPyConnection,
    layouts: Collection[Layout],
    people: People,
    named: Named,
    *,
    write: bool,
) -> Erased:
    """Erase people from the tables of the schema in use that name them, in the caller's transaction.

    Without `write` nothing is changed. Tables of no layout are treated with caution: every text of their
    rows goes that is not known to be plain.
    """
    held, done = _held(con), Erased()
    con.execute("CREATE OR REPLACE TEMP TABLE _named (text VARCHAR)")
    _insert(con, "_named", [(text,) for text in named.texts])
    known: set[str] = set()
    for layout in layouts:
        eraser = Eraser(people, shape_of(layout))
        for history in (False, True):
            tables = [(table.history if history else table.name, table) for table in layout.tables]
            tables = [(name, table) for name, table in tables if name in held]
            known |= {name for name, _ in tables}
            if not named.tables.isdisjoint(name for name, _ in tables):
                _erase_items(con, layout, tables, held, eraser, done, write=write)
        done.learned |= eraser.learned
    plain = plain_columns(layouts)
    for name in named.tables - known:
        if name.startswith("_"):
            _erase_cells(con, name, held[name], done, write=write)
        else:
            _erase_rows(con, name, held, Eraser(people, None, plain), done, write=write)
    return done


def _held(con: duckdb.DuckDBPyConnection) -> dict[str, Columns]:
    """The tables of the schema in use."""
    rows = con.execute(
        "SELECT c.table_name, c.column_name, c.data_type FROM duckdb_columns() c JOIN duckdb_tables() t"
        " USING (database_name, schema_name, table_name) WHERE c.schema_name = current_schema()"
        " AND c.database_name = current_database() AND NOT t.temporary AND t.estimated_size > 0"
        " ORDER BY c.column_index"
    ).fetchall()
    held: defaultdict[str, Columns] = defaultdict(dict)
    for table, column, kind in rows:
        if table not in OURS:
            held[table][column] = kind
    return dict(held)


def names(con: duckdb.DuckDBPyConnection, people: People) -> Named:
    """Every text that names them in the tables of the schema in use, and the tables in which there is any."""
    found: set[str] = set()
    tables: set[str] = set()
    for table, columns in _held(con).items():
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


def _names(columns: Columns) -> str:
    """The condition that a row names them."""
    conditions = [
        f"list_has_any({quoted(column)}, (SELECT list(text) FROM _named))"
        if kind.endswith("[]")
        else f"{quoted(column)}::VARCHAR IN (SELECT text FROM _named)"
        for column, kind in columns.items()
        if kind in TEXTS
    ]
    return f"({' OR '.join(conditions)})" if conditions else "false"


def _erase_items(
    con: duckdb.DuckDBPyConnection,
    layout: Layout,
    tables: Sequence[tuple[str, Table]],
    held: Mapping[str, Columns],
    eraser: Eraser,
    done: Erased,
    *,
    write: bool,
) -> None:
    """Erase them from the items of a stream, or from the versions in its histories."""
    if not tables or not tables[0][1].is_main:
        return
    key = [quoted(column.name) for column in layout.key]
    key += [quoted(column) for column in _VERSION if column in held[tables[0][0]]]
    found = " UNION ".join(
        f"SELECT {', '.join(key)} FROM {quoted(name)} WHERE {_names(held[name])}" for name, _ in tables
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _met AS SELECT row_number() OVER () AS _item, * FROM ({found})"
    )
    changes: defaultdict[str, _Changes] = defaultdict(dict)
    for entities in _entities(con, tables, key):
        for entity in entities:
            if entity.erase(eraser):
                _note(entity, changes, held)
    for table, changed in changes.items():
        done.rows[table] += _count(changed)
        if write:
            _write(con, table, held[table], changed)


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


_Changes = dict[int, dict[str, str | None]]
"""The new values of some rows of a table, by the number of the row and the column."""


def _count(changes: _Changes) -> int:
    """How many rows do not say any more what they said; of the others only the hash of their item is new."""
    return sum(1 for changed in changes.values() if changed)


def _note(entity: Entity, changes: defaultdict[str, _Changes], held: Mapping[str, Columns]) -> None:
    """Note what changes in the rows of an item; its main rows in any case, which tell that it was touched."""
    for row in entity.rows:
        changed = row.changes
        if EXTRA in held[row.table] and row.extra != entity.extra:
            changed[EXTRA] = entity.extra
        if changed or "_row_hash" in held[row.table]:
            changes[row.table][row.id] = changed


def _erase_rows(
    con: duckdb.DuckDBPyConnection,
    table: str,
    held: Mapping[str, Columns],
    eraser: Eraser,
    done: Erased,
    *,
    write: bool,
) -> None:
    """Erase them from a table that no stream explains, each row of which is an item."""
    rows = con.execute(f"SELECT rowid, * FROM {quoted(table)} WHERE {_names(held[table])}")
    columns = [str(one[0]) for one in rows.description or ()][1:]
    changes: defaultdict[str, _Changes] = defaultdict(dict)
    for id, *values in rows.fetchall():
        entity = Entity()
        entity.add(None, table, id, dict(zip(columns, values, strict=True)))
        if entity.erase(eraser):
            _note(entity, changes, held)
    done.rows[table] += _count(changes[table])
    if write:
        _write(con, table, held[table], changes[table])


def _erase_cells(
    con: duckdb.DuckDBPyConnection, table: str, columns: Columns, done: Erased, *, write: bool
) -> None:
    """Erase from a table of the ledger the texts that name them, and nothing else."""
    counted = con.execute(f"SELECT count(*) FROM {quoted(table)} WHERE {_names(columns)}").fetchone()
    done.rows[table] += counted[0] if counted else 0
    if write and counted and counted[0]:
        for column, kind in columns.items():
            if kind in TEXTS:
                con.execute(
                    f"UPDATE {quoted(table)} SET {quoted(column)} = NULL WHERE {_names({column: kind})}"
                )


def _write(con: duckdb.DuckDBPyConnection, table: str, columns: Columns, changed: _Changes) -> None:
    """Write the changes of a table in one statement: an update may give a row another number."""
    touched = {column for changes in changed.values() for column in changes}
    con.execute("CREATE OR REPLACE TEMP TABLE _change (id BIGINT, names VARCHAR[], texts VARCHAR[])")
    _insert(con, "_change", [(id, list(new), list(new.values())) for id, new in changed.items()])
    sets = [
        f"{quoted(column)} = CASE WHEN list_contains(c.names, {literal(column)})"
        f" THEN c.texts[list_position(c.names, {literal(column)})]::{columns[column]}"
        f" ELSE t.{quoted(column)} END"
        for column in sorted(touched)
    ]
    if "_row_hash" in columns:
        sets.append(f"_row_hash = {literal(ERASED)}")
    if sets and changed:
        con.execute(f"UPDATE {quoted(table)} t SET {', '.join(sets)} FROM _change c WHERE t.rowid = c.id")


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert many rows in one statement: row by row costs a millisecond each."""
    listed = list(rows)
    for first in range(0, len(listed), 1_000):
        some = listed[first : first + 1_000]
        places = ", ".join(["(" + ", ".join("?" * len(some[0])) + ")"] * len(some))
        con.execute(f"INSERT INTO {table} VALUES {places}", [value for row in some for value in row])
