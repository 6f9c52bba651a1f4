"""A warehouse, row for row and field for field, against the tables of a crawl."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

import duckdb

from .crawl import KEYS, Row

SHOWN = 5  # differences of each kind that are told in full
POSITIONS = ("_index", "_parent_index")
Key = tuple[Any, ...]
Fields = frozenset[tuple[str, Any]]


def differences(
    con: duckdb.DuckDBPyConnection, crawled: dict[str, list[Row]], streams: Collection[str] = ()
) -> list[str]:
    """What differs between the two, for people to read; nothing when they are equal.

    With `streams`, only in the tables of those.
    """
    found: list[str] = []
    tables = {table for table in tables_of(con) if not streams or stream_of(table) in streams}
    for table in sorted(tables | crawled.keys()):
        if table not in tables:
            found.append(f"{table}: the warehouse has no such table")
            continue
        key = KEYS[stream_of(table)]
        ours = [normal(row, key) for row in stored(con, table)]
        theirs = [normal(row, key) for row in crawled.get(table, [])]
        found += told(table, ours, theirs)
    return found


def tables_of(con: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables that say what Hotmart has today: neither histories nor our own."""
    held = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    today = {name for name in held if not name.startswith("_") and not name.endswith("_history")}
    return today | ({"sales_history"} & held)


def stored(con: duckdb.DuckDBPyConnection, table: str) -> Iterator[Row]:
    """The rows of a table without our own columns: times in milliseconds, absent fields left out."""
    columns = [(row[0], row[1]) for row in con.execute(f'DESCRIBE "{table}"').fetchall()]
    columns = [(name, kind) for name, kind in columns if not name.startswith("_")]
    asked = (
        f'epoch_ms("{name}")' if kind == "TIMESTAMP WITH TIME ZONE" else f'"{name}"' for name, kind in columns
    )
    for values in con.execute(f'SELECT {", ".join(asked)} FROM "{table}"').fetchall():
        yield {name: value for (name, _), value in zip(columns, values, strict=True) if value is not None}


def normal(row: Row, key: Collection[str]) -> Fields:
    """A row as a set of fields in which 197 equals 197.0000 but not "197", and true is not 1.

    Only in the key it does: a parent is known by what stood in the path, which has no type.
    """
    return frozenset((name, str(value) if name in key else _exact(value)) for name, value in row.items())


def _exact(value: Any) -> Any:
    if isinstance(value, bool):
        return f"is {value}"
    return Decimal(value) if isinstance(value, int | Decimal) else f"text {value}"


def told(table: str, ours: list[Fields], theirs: list[Fields]) -> list[str]:
    """How the rows of one table differ, key by key."""
    mine, others = Counter(ours), Counter(theirs)
    if mine == others:
        return []
    extra, missing = by_key(table, mine - others), by_key(table, others - mine)
    found = [f"{table}: {len(ours)} rows in the warehouse, {len(theirs)} crawled"]
    for key in sorted(extra.keys() | missing.keys(), key=str)[:SHOWN]:
        has, lacks = extra.get(key, []), missing.get(key, [])
        if len(has) == len(lacks) == 1:
            found.append(
                f"{table} {key}: warehouse {shown(has[0] - lacks[0])}, crawl {shown(lacks[0] - has[0])}"
            )
        else:
            found.append(f"{table} {key}: only in the warehouse {list(map(shown, has))},")
            found.append(f"    only in the crawl {list(map(shown, lacks))}")
    return [*found, f"{table}: {len(extra.keys() | missing.keys())} keys differ"]


def by_key(table: str, rows: Counter[Fields]) -> dict[Key, list[Fields]]:
    names = KEYS[stream_of(table)]
    found: dict[Key, list[Fields]] = defaultdict(list)
    for row in rows.elements():
        fields = dict(row)
        found[tuple(fields.get(name) for name in names)].append(row)
    return found


def stream_of(table: str) -> str:
    """The stream that a table belongs to."""
    return max((stream for stream in KEYS if table.startswith(stream)), key=len)


def shown(fields: Fields) -> dict[str, str]:
    return {name: str(value) for name, value in sorted(fields)}


def duplicates(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Keys that a table holds twice, and versions that a history holds twice."""
    found: list[str] = []
    held = con.execute(
        "SELECT table_name, list(column_name) FROM duckdb_columns()"
        " WHERE table_name IN (SELECT table_name FROM duckdb_tables()) GROUP BY 1 ORDER BY 1"
    )
    for table, columns in held.fetchall():
        if table.startswith("_"):
            continue
        versions = [name for name in ("_valid_from",) if name in columns]
        key = [*KEYS[stream_of(table)], *(name for name in POSITIONS if name in columns), *versions]
        listed = ", ".join(f'"{name}"' for name in key)
        twice = con.execute(
            f'SELECT {listed}, count(*) FROM "{table}" GROUP BY ALL HAVING count(*) > 1 LIMIT {SHOWN}'
        ).fetchall()
        found += [f"{table}: {row[:-1]} is there {row[-1]} times" for row in twice]
    return found
