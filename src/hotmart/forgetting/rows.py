"""People erased from the tables of one schema: the current rows, the histories, and the ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from hotmart.forgetting.entities import EXTRA, Entity
from hotmart.forgetting.erasing import Eraser
from hotmart.forgetting.looking import Columns, Named, held_columns, insert, items_met, naming, note_named
from hotmart.forgetting.people import People
from hotmart.privacy.fields import shape_of
from hotmart.tables.layout import Layout, Table
from hotmart.warehouse.erased import ERASED
from hotmart.warehouse.personal import TEXTS, plain_columns
from hotmart.warehouse.sql import literal, quoted


@dataclass
class Erased:
    """What erasing did, or would do."""

    rows: Counter[str] = field(default_factory=Counter[str])
    """How many rows of each table change; those of other people in the same items do not."""
    learned: set[str] = field(default_factory=set[str])
    """Other e-mails and codes of the same people."""


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
    held, done = held_columns(con), Erased()
    note_named(con, named)
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
    changes: defaultdict[str, _Changes] = defaultdict(dict)
    for entities in items_met(con, layout, tables, held):
        for entity in entities:
            if entity.erase(eraser):
                _note(entity, changes, held)
    for table, changed in changes.items():
        done.rows[table] += _count(changed)
        if write:
            _write(con, table, held[table], changed)


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
    rows = con.execute(f"SELECT rowid, * FROM {quoted(table)} WHERE {naming(held[table])}")
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
    counted = con.execute(f"SELECT count(*) FROM {quoted(table)} WHERE {naming(columns)}").fetchone()
    done.rows[table] += counted[0] if counted else 0
    if write and counted and counted[0]:
        for column, kind in columns.items():
            if kind in TEXTS:
                con.execute(
                    f"UPDATE {quoted(table)} SET {quoted(column)} = NULL WHERE {naming({column: kind})}"
                )


def _write(con: duckdb.DuckDBPyConnection, table: str, columns: Columns, changed: _Changes) -> None:
    """Write the changes of a table in one statement: an update may give a row another number."""
    touched = {column for changes in changed.values() for column in changes}
    con.execute("CREATE OR REPLACE TEMP TABLE _change (id BIGINT, names VARCHAR[], texts VARCHAR[])")
    insert(con, "_change", [(id, list(new), list(new.values())) for id, new in changed.items()])
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
