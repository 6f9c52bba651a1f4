"""The life of one record: every version the warehouse held of it, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import duckdb
import msgspec

from hotmart.tables.layout import RETIRED, Layout, Table
from hotmart.warehouse.sql import quoted
from hotmart.warehouse.store import Warehouse

Row = dict[str, Any]
SLIPS = 2


@dataclass(frozen=True)
class Version:
    """A record as it was held from one sync to another."""

    since: datetime
    """When it was learnt, by Hotmart's clock."""
    until: datetime | None
    """When it stopped being so; None for what holds today."""
    gone: bool
    """Whether the record had vanished at Hotmart by then, instead of changing."""
    fields: Row
    """Its scalars by column, and by path those that no column holds."""
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict[str, Sequence[Row]])
    """The elements of its arrays, by table."""


@dataclass(frozen=True)
class Changes:
    """What sets a version apart from the one before it."""

    fields: Mapping[str, tuple[Any, Any]]
    added: Mapping[str, Sequence[Row]]
    removed: Mapping[str, Sequence[Row]]


def versions(warehouse: Warehouse, layout: Layout, key: Sequence[str]) -> list[Version]:
    """Every version of the record of this key, the oldest first; none when no such record was ever held.

    A version that was replaced in the very run that brought it never was what the warehouse showed, and is
    not told.
    """
    with warehouse.opened(read_only=True) as con:
        held = {table.name: _held(con, layout, table, key) for table in layout.tables}
    spans = {(row["_valid_from"], row["_valid_to"], row["_gone"]) for row in held[layout.main.name]}
    found = [
        _version(layout, held, span) for span in spans if span[1] is None or (span[0] and span[0] < span[1])
    ]
    return sorted(found, key=lambda version: version.since)


def changes(before: Version | None, after: Version) -> Changes:
    """What the later version has, and the earlier one had not, or otherwise. All of it is new after None."""
    earlier, later = before.fields if before else {}, after.fields
    names = [*later, *(name for name in earlier if name not in later)]
    pairs = {name: (earlier.get(name), later.get(name)) for name in names}
    tables = dict.fromkeys([*after.rows, *(before.rows if before else ())])
    were = {table: before.rows.get(table, ()) if before else () for table in tables}
    return Changes(
        {name: pair for name, pair in pairs.items() if pair[0] != pair[1]},
        _differing({table: _without(after.rows.get(table, ()), were[table]) for table in tables}),
        _differing({table: _without(were[table], after.rows.get(table, ())) for table in tables}),
    )


def nearest(warehouse: Warehouse, layout: Layout, key: Sequence[str]) -> tuple[str, ...] | None:
    """The key of a record that looks most like this one, within two slips of the finger; None without any."""
    names = [quoted(column.name) for column in layout.key]
    slips = " + ".join(f"levenshtein(lower(coalesce({name}::VARCHAR, '')), lower(trim(?)))" for name in names)
    columns = ", ".join(names)
    with warehouse.opened(read_only=True) as con:
        tables = [name for name in (layout.main.name, layout.main.history) if _exists(con, name)]
        if not tables:
            return None
        keys = ", ".join(f"coalesce({name}::VARCHAR, '')" for name in names)
        every = " UNION ".join(f"SELECT {columns} FROM {quoted(table)}" for table in tables)
        closest = f"WHERE {slips} <= {SLIPS} ORDER BY {slips}, {columns} LIMIT 1"
        found = con.execute(f"SELECT {keys} FROM ({every}) {closest}", [*key, *key]).fetchone()
    return tuple(map(str, found)) if found else None


def _held(con: duckdb.DuckDBPyConnection, layout: Layout, table: Table, key: Sequence[str]) -> list[Row]:
    """The rows of this key, today's and those of history, as a table knows them."""
    wanted = " AND ".join(_is(column.name, part) for column, part in zip(layout.key, key, strict=True))
    values = [part for part in key if part]
    order = ", ".join(quoted(name) for name in table.indexes) or "ALL"
    found: list[Row] = []
    for name in (table.name, table.history):
        if _exists(con, name):
            rows = con.execute(f"SELECT * FROM {quoted(name)} WHERE {wanted} ORDER BY {order}", values)
            names = [column[0] for column in rows.description or ()]
            found += [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
    since: Row = dict.fromkeys(RETIRED)
    return [since | row | _begun(row) for row in found]


def _is(column: str, part: str) -> str:
    """The condition that a part of the key is this; DuckDB skips what cannot meet a plain `=`."""
    return f"{quoted(column)}::VARCHAR = ?" if part else f"{quoted(column)} IS NULL"


def _begun(row: Row) -> Row:
    return {"_valid_from": row.get("_valid_from") or row["_synced_at"], "_gone": bool(row.get("_gone"))}


def _exists(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    sql = "SELECT count(*) FROM duckdb_tables() WHERE schema_name = current_schema() AND table_name = ?"
    return con.execute(sql, [table]).fetchone() != (0,)


def _version(
    layout: Layout, held: Mapping[str, list[Row]], span: tuple[datetime, datetime | None, bool]
) -> Version:
    """The version that held in this span, put together from all tables."""
    then = {
        name: [row for row in rows if (row["_valid_from"], row["_valid_to"]) == span[:2]]
        for name, rows in held.items()
    }
    first = then[layout.main.name][0]
    fields = {column.name: first.get(column.name) for column in layout.scalars} | _extra(first)
    return Version(
        *span,
        fields,
        {
            table.name: [_element(table, row) for row in then[table.name] if _is_element(table, row)]
            for table in layout.tables
            if table.array
        },
    )


def _extra(row: Row) -> Row:
    """What no column could hold, by its path."""
    document = row.get("_extra") or "{}"
    found: Row = msgspec.json.Decoder(dict[str, Any], float_hook=Decimal).decode(document)
    return found


def _element(table: Table, row: Row) -> Row:
    return {column.name: row.get(column.name) for column in table.array.columns} if table.array else {}


def _is_element(table: Table, row: Row) -> bool:
    """A main table keeps a row even for an empty array: it stands for no element."""
    return not table.is_main or any(value is not None for value in _element(table, row).values())


def _without(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """The rows that the others have not, each as often as it is missing there."""
    rest = list(others)
    left: list[Row] = []
    for row in rows:
        if row in rest:
            rest.remove(row)
        else:
            left.append(row)
    return left


def _differing(rows: dict[str, list[Row]]) -> dict[str, Sequence[Row]]:
    return {table: found for table, found in rows.items() if found}
