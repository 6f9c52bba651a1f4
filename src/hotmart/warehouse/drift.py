"""Drift: fields that Hotmart began to send get columns, for the rows that are there and for those to come.

Until then they wait in `_extra`, each under its path. Giving them a column moves them and makes no new
version of any row, since the hash does not ask where a field is kept.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import duckdb
import msgspec

from hotmart.tables.columns import SQL_TYPES, STAGED_TYPES, Column, Kind, dotted, parted
from hotmart.tables.layout import Layout
from hotmart.warehouse.sql import literal, quoted
from hotmart.words import is_list

ROWS_AT_ONCE = 10_000
_KINDS: dict[type, Kind] = {str: "text", bool: "boolean", int: "integer", Decimal: "rate"}  # bool is an int
_LARGEST = 2**63 - 1
_DIGITS: dict[str, tuple[int, int]] = {"money": (18, 4), "rate": (24, 10)}
"""How many digits a column of that kind holds, and how many of them behind the point."""
_reader = msgspec.json.Decoder(dict[str, Any], float_hook=Decimal)
_writer = msgspec.json.Encoder(decimal_format="number")
_lines = msgspec.json.Encoder(decimal_format="string")


def learn(con: duckdb.DuckDBPyConnection, layout: Layout) -> list[Column]:
    """Give the new fields of a stream columns, in the caller's transaction; return those columns.

    Only what is a scalar or a list of texts, of one kind in every row that is or was, and among the columns
    to keep, becomes a column; the rest stays in `_extra`.
    """
    tables = (layout.main.name, layout.main.history)
    taken = (name for table in tables for name in _columns(con, table))
    columns = columns_for(_kinds(con, layout, tables), taken, layout.keeps)
    for table in tables if columns else ():
        for column in columns:
            con.execute(f"ALTER TABLE {quoted(table)} ADD COLUMN {quoted(column.name)} {column.sql_type}")
        _move(con, table, columns)
    return columns


def columns_for(
    kinds: Mapping[str, Kind | None], taken: Iterable[str], keeps: Callable[[str], bool]
) -> list[Column]:
    """The columns that new fields of these kinds are given, where so many names are taken already."""
    names = {name.casefold() for name in taken}
    columns: list[Column] = []
    for path, kind in sorted(kinds.items()):
        name = "_".join(parted(path))
        free = name and name.casefold() not in names and not name.startswith("_")
        if kind and free and keeps(name):
            columns.append(Column(name, parted(path), kind))
            names.add(name.casefold())
    return columns


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The columns that a table has, those of another choice or an older release too."""
    return [name for name, *_ in con.execute(f"SELECT * FROM {quoted(table)} LIMIT 0").description or ()]


def _kinds(con: duckdb.DuckDBPyConnection, layout: Layout, tables: Iterable[str]) -> dict[str, Kind | None]:
    """The new fields, and what all their values are; None for those that are several things."""
    declared = {dotted(c.path) for c in layout.known} | {dotted(a.path) for a in layout.all_arrays}
    found: defaultdict[str, set[Kind | None]] = defaultdict(set)
    for table in tables:
        for _, extra in _extras(con, table):
            for path, value in extra.items():
                if path not in declared and "[" not in path:
                    found[path].add(kind_of(value))
    return {path: common(kinds) for path, kinds in found.items()}


def kind_of(value: Any) -> Kind | None:
    """What kind of column holds a value that is not null; None where none does."""
    if is_list(value):
        return "texts" if all(isinstance(one, str) for one in value) else None
    kind: Kind | None = next((kind for like, kind in _KINDS.items() if isinstance(value, like)), None)
    unfit = (kind == "integer" and abs(value) > _LARGEST) or (kind == "rate" and not fits(value))
    return None if unfit else kind


def fits(number: Decimal | int, kind: Literal["money", "rate"] = "rate") -> bool:
    """Whether a column can hold it as it is."""
    digits, most = _DIGITS[kind]
    exact = Decimal(number).normalize()
    return exact.adjusted() < digits - most and -int(exact.as_tuple().exponent) <= most


def common(kinds: set[Kind | None]) -> Kind | None:
    """What kind of column holds them all.

    A number that is sometimes whole is a number; everything else has to be one thing only.
    """
    if kinds == {"integer", "rate"}:
        return "rate"
    return next(iter(kinds)) if len(kinds) == 1 else None


def _extras(con: duckdb.DuckDBPyConnection, table: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row's number and its `_extra`. Read here, since DuckDB's own JSON numbers are not exact."""
    found = con.execute(f"SELECT rowid, _extra::VARCHAR FROM {quoted(table)} WHERE _extra IS NOT NULL")
    while rows := found.fetchmany(ROWS_AT_ONCE):
        for number, extra in rows:
            yield number, _reader.decode(extra)


def _move(con: duckdb.DuckDBPyConnection, table: str, columns: list[Column]) -> None:
    """Move values from `_extra` to their columns."""
    with tempfile.TemporaryDirectory() as folder:
        moved = Path(folder) / "moved.ndjson"
        with moved.open("wb") as file:
            for number, extra in _extras(con, table):
                taken = {c.name: extra.pop(dotted(c.path), None) for c in columns}
                line = {"_row": number, "_rest": _writer.encode(extra).decode() if extra else None}
                file.write(
                    _lines.encode(line | {name: _told(value) for name, value in taken.items()}) + b"\n"
                )
        if not moved.stat().st_size:
            return
        kinds = {"_row": "BIGINT", "_rest": "VARCHAR"} | {c.name: STAGED_TYPES[c.kind] for c in columns}
        listed = ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in kinds.items())
        sets = [f"{quoted(c.name)} = m.{quoted(c.name)}::{SQL_TYPES[c.kind]}" for c in columns]
        con.execute(
            f"UPDATE {quoted(table)} SET {', '.join([*sets, '_extra = m._rest::JSON'])}"
            f" FROM read_json({literal(str(moved))}, format = 'newline_delimited', columns = {{{listed}}}) m"
            f" WHERE {quoted(table)}.rowid = m._row"
        )


def _told(value: Any) -> Any:
    """Numbers that must stay exact travel as text."""
    return str(value) if isinstance(value, Decimal) else value
