"""The ledger: what was read, when, and whether it was proved; the runs, the checks and the drift.

Its rows are written in the same transaction as the data they speak of, so they never say more than is true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import duckdb

from hotmart.errors import HotmartError
from hotmart.warehouse.ledger.broken import Broken, put_beside, take_in, taken_in, waiting
from hotmart.warehouse.oddities import Oddity
from hotmart.warehouse.sql import ensure_table, held_tables
from hotmart.warehouse.store import Warehouse

TABLES = {
    "_runs": {
        "run": "BIGINT",
        "started_at": "TIMESTAMPTZ",
        "finished_at": "TIMESTAMPTZ",
        "as_of": "TIMESTAMPTZ",
        "streams": "VARCHAR[]",
        "state": "VARCHAR",
        "items": "BIGINT",
        "requests": "BIGINT",
        "version": "VARCHAR",
        "why": "VARCHAR",
        "why_pt": "VARCHAR",
    },
    "_streams": {
        "stream": "VARCHAR",
        "since": "TIMESTAMPTZ",
        "table_name": "VARCHAR",
        "form": "VARCHAR",
    },
    "_windows": {
        "run": "BIGINT",
        "stream": "VARCHAR",
        "scope": "VARCHAR",
        "window_start": "TIMESTAMPTZ",
        "window_end": "TIMESTAMPTZ",
        "items": "BIGINT",
        "total_results": "BIGINT",
        "proved": "BOOLEAN",
        "read_at": "TIMESTAMPTZ",
        "owner": "VARCHAR[]",
        "raw_file": "VARCHAR",
        "speaks": "BOOLEAN",
    },
    "_checks": {
        "run": "BIGINT",
        "stream": "VARCHAR",
        "measure": "VARCHAR",
        "scope": "VARCHAR",
        "window_start": "TIMESTAMPTZ",
        "window_end": "TIMESTAMPTZ",
        "hotmart": "DECIMAL(24,4)",
        "warehouse": "DECIMAL(24,4)",
        "matches": "BOOLEAN",
        "checked_at": "TIMESTAMPTZ",
    },
    "_drift": {
        "run": "BIGINT",
        "stream": "VARCHAR",
        "path": "VARCHAR",
        "kind": "VARCHAR",
        "value": "VARCHAR",
        "seen": "BIGINT",
        "noticed_at": "TIMESTAMPTZ",
    },
    "_columns": {
        "stream": "VARCHAR",
        "path": "VARCHAR",
        "name": "VARCHAR",
        "kind": "VARCHAR",
        "run": "BIGINT",
        "learned_at": "TIMESTAMPTZ",
    },
    "_gaps": {
        "run": "BIGINT",
        "stream": "VARCHAR",
        "window_start": "TIMESTAMPTZ",
        "window_end": "TIMESTAMPTZ",
        "owner": "VARCHAR[]",
        "why": "VARCHAR",
        "noticed_at": "TIMESTAMPTZ",
    },
    "_differences": {
        "run": "BIGINT",
        "stream": "VARCHAR",
        "kind": "VARCHAR",
        "transaction": "VARCHAR",
        "currency": "VARCHAR",
        "window_start": "TIMESTAMPTZ",
        "window_end": "TIMESTAMPTZ",
        "hotmart": "DECIMAL(24,4)",
        "warehouse": "DECIMAL(24,4)",
        "explained_at": "TIMESTAMPTZ",
    },
    "_verdicts": {
        "run": "BIGINT",
        "stream": "VARCHAR",
        "verdict": "VARCHAR",
        "items": "BIGINT",
        "new": "BIGINT",
        "changed": "BIGINT",
        "gone": "BIGINT",
        "figures": "BIGINT",
        "unmet": "BIGINT",
        "gaps": "BIGINT",
        "judged_at": "TIMESTAMPTZ",
    },
}
"""Every table of the ledger: its columns and their types."""

COMMISSION = "commission"
"""The measure of a check that compares sums."""
WHOLE = "whole"
"""The scope of a reading of everything in a window; only these count as having read it."""
FOLLOWED, SWEPT = "followed", "swept"
"""The scopes of a row that is no reading, but says what a run has done to its end for a stream."""


@dataclass(frozen=True)
class Reading:
    """A window of a stream that was read."""

    stream: str
    scope: str
    start: int | None
    end: int | None
    items: int
    total_results: int | None
    proved: bool
    owner: tuple[str, ...] = ()
    """The parent it was asked about, for a stream of children."""
    raw_file: str | None = None
    """Where its pages are kept, below the folder of raw pages; None where none are kept."""
    speaks: bool = False
    """Whether what it did not bring has vanished."""


@dataclass(frozen=True)
class Check:
    """One comparison of Hotmart's own figure with the warehouse's."""

    stream: str
    measure: str
    """`count`, or `commission` (a sum, in the currency that is the scope)."""
    scope: str
    """A state, a currency, the name of a parent, or `whole`."""
    start: int | None
    end: int | None
    hotmart: Decimal | int | None
    warehouse: Decimal | int

    @property
    def window(self) -> tuple[int, int] | None:
        """The time that is compared; None where a figure is of no time."""
        return None if self.start is None or self.end is None else (self.start, self.end)

    @property
    def matches(self) -> bool:
        return self.hotmart == self.warehouse


def moment(ms: int | None) -> datetime | None:
    return None if ms is None else datetime.fromtimestamp(ms / 1000, UTC)


def begin_run(
    warehouse: Warehouse,
    *,
    as_of: int,
    since: dict[str, int | None],
    started_at: datetime,
    version: str,
    tables: Mapping[str, str] | None = None,
    forms: Mapping[str, str] | None = None,
) -> int:
    """Open a run and return its number. A run that never ended is marked as interrupted.

    `since` tells for each stream where its history begins; the earliest ever told is remembered. `tables`
    tells where its rows lie, `forms` what was chosen of them, of which the first is remembered.
    """
    lie, chosen = tables or {}, forms or {}
    broken = waiting(warehouse)
    with warehouse.transaction() as con:
        for table, shape in TABLES.items():
            ensure_table(con, table, shape)
        take_in(con, broken.values())
        con.execute("UPDATE _runs SET state = 'interrupted' WHERE state = 'running'")
        (run,) = _one(con, "SELECT coalesce(max(run), 0) + 1 FROM _runs")
        begun = (run, started_at, None, moment(as_of), list(since), "running", 0, 0, version, None, None)
        _insert(con, "_runs", [begun])
        known = {stream for (stream,) in con.execute("SELECT stream FROM _streams").fetchall()}
        told = [
            (one, moment(start), lie.get(one), None if one in known else chosen.get(one))
            for one, start in since.items()
        ]
        _insert(con, "_streams", told)
        con.execute(
            "CREATE TEMP TABLE begun AS SELECT stream, min(since) AS since, max(table_name) AS table_name,"
            " max(form) AS form FROM _streams GROUP BY stream"
        )
        con.execute("DELETE FROM _streams; INSERT INTO _streams BY NAME FROM begun; DROP TABLE begun")
    taken_in(warehouse, broken)
    return int(run)


def end_run(warehouse: Warehouse, run: int, *, state: str, requests: int, finished_at: datetime) -> None:
    """Close a run with its terminal state, such as `proved` or `failed`; one that has ended stays so."""
    with warehouse.transaction() as con:
        con.execute(
            "UPDATE _runs SET state = ?, requests = ?, finished_at = ? WHERE run = ? AND state = 'running'",
            [state, requests, finished_at, run],
        )


def break_off(warehouse: Warehouse, broken: Broken) -> None:
    """Note a run that came to no end of its own: in the ledger if that can be written now, or else beside it.

    Whoever breaks off because another program holds the file has waited for it already.
    """
    put_beside(warehouse, broken)
    found = waiting(warehouse)
    at_once = Warehouse(warehouse.path, warehouse.schema, patience=0)
    with suppress(HotmartError):  # it is held by somebody, or is no warehouse at all
        if not warehouse.exists:
            return
        with at_once.transaction() as con:
            if "_runs" not in held_tables(con):
                return
            ensure_table(con, "_runs", TABLES["_runs"])
            take_in(con, found.values())
        taken_in(warehouse, found)


def note_readings(con: duckdb.DuckDBPyConnection, run: int, at: datetime, readings: list[Reading]) -> None:
    """Note readings and their share of the run, in the transaction that lands their rows."""
    con.execute("UPDATE _runs SET items = items + ? WHERE run = ?", [sum(one.items for one in readings), run])
    _insert(con, "_windows", [_window_row(run, at, reading) for reading in readings])


def note_drift(
    con: duckdb.DuckDBPyConnection, run: int, at: datetime, stream: str, seen: Counter[Oddity]
) -> None:
    """Note what the model did not know, and how often it came."""
    _insert(con, "_drift", [(run, stream, *oddity, count, at) for oddity, count in seen.items()])


class Missed(NamedTuple):
    """What could not be read, and why."""

    stream: str
    start: int | None
    end: int | None
    owner: tuple[str, ...]
    why: str


class Standing(NamedTuple):
    """How a stream came out of a run."""

    stream: str
    verdict: str
    items: int
    new: int
    changed: int
    gone: int
    figures: int
    unmet: int
    gaps: int


def note_outcome(
    warehouse: Warehouse,
    run: int,
    at: datetime,
    *,
    checks: list[Check],
    missed: Sequence[Missed] = (),
    standings: Sequence[Standing] = (),
) -> None:
    """Keep what a run compared, what it could not read, and how each stream came out of it."""
    gaps = [
        (run, one.stream, moment(one.start), moment(one.end), list(one.owner) or None, one.why, at)
        for one in missed
    ]
    with warehouse.transaction() as con:
        _insert(con, "_checks", [_check_row(run, at, check) for check in checks])
        _insert(con, "_gaps", gaps)
        _insert(con, "_verdicts", [(run, *one, at) for one in standings])


def _window_row(run: int, at: datetime, one: Reading) -> tuple[Any, ...]:
    bounds = (moment(one.start), moment(one.end))
    told = (one.items, one.total_results, one.proved, at)
    return (run, one.stream, one.scope, *bounds, *told, list(one.owner) or None, one.raw_file, one.speaks)


def _check_row(run: int, at: datetime, one: Check) -> tuple[Any, ...]:
    bounds = (moment(one.start), moment(one.end))
    return (run, one.stream, one.measure, one.scope, *bounds, one.hotmart, one.warehouse, one.matches, at)


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[Any, ...]]) -> None:
    """Insert in one statement: row by row costs a millisecond each."""
    if rows:
        columns = ", ".join(TABLES[table])
        places = ", ".join(["(" + ", ".join("?" * len(rows[0])) + ")"] * len(rows))
        values = [value for row in rows for value in row]
        con.execute(f"INSERT INTO {table} ({columns}) VALUES {places}", values)


class Learned(NamedTuple):
    """A field beside the model that has a column."""

    stream: str
    path: str
    name: str
    kind: str


def note_learned(con: duckdb.DuckDBPyConnection, run: int, at: datetime, learned: list[Learned]) -> None:
    """Note new columns, in the transaction that makes them."""
    _insert(con, "_columns", [(*one, run, at) for one in learned])


def note_done(warehouse: Warehouse, run: int, stream: str, scope: str) -> None:
    """Note that a stream was swept, or has followed every change, up to and in this run."""
    with warehouse.transaction() as con:
        con.execute(
            "INSERT INTO _windows (run, stream, scope, proved) VALUES (?, ?, ?, true)", [run, stream, scope]
        )


def note_forms(warehouse: Warehouse, forms: Mapping[str, str]) -> None:
    """Note that all rows of these streams are as was chosen."""
    with warehouse.transaction() as con:
        for stream, form in forms.items():
            con.execute("UPDATE _streams SET form = ? WHERE stream = ?", [form, stream])


def _one(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = con.execute(sql).fetchone()
    if row is None:
        raise LookupError(sql)
    return row
