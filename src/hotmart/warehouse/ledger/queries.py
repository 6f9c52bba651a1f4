"""Queries: what the ledger knows of earlier runs. Before the first run it knows nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple, TypeAlias, TypeVar

import duckdb

from hotmart.warehouse.ledger.notes import FOLLOWED, SWEPT, WHOLE, Learned, Missed
from hotmart.warehouse.sql import held_tables
from hotmart.warehouse.store import Warehouse

T = TypeVar("T")
Span: TypeAlias = tuple[int, int, int]
"""A window that was read whole, its start and its end, and when it was."""


@dataclass(frozen=True)
class Remembered:
    """What the ledger knew at one moment, asked for at once. All times are in ms."""

    last_run: int = 0
    learned: tuple[Learned, ...] = ()
    """The columns that were made of new fields, in the order in which they were."""
    beginnings: Mapping[str, int] = field(default_factory=dict[str, int])
    """Where the history of each stream begins, for those that were ever begun."""
    forms: Mapping[str, str] = field(default_factory=dict[str, str])
    """What was chosen of the rows of each stream when the oldest of them were read."""
    streams: frozenset[str] = frozenset()
    """Those that were ever read."""
    watermarks: Mapping[str, int] = field(default_factory=dict[str, int])
    """Where the last window of each stream that was read whole ends."""
    swept: Mapping[str, int] = field(default_factory=dict[str, int])
    """The moment as of which each stream was last swept, for those that note it."""
    followed: Mapping[str, int] = field(default_factory=dict[str, int])
    """The last run whose changes each stream has followed, for those that follow another."""
    readings: Mapping[str, list[Span]] = field(default_factory=dict[str, list[Span]])
    """The windows of each stream that were read whole and proved, lately enough."""
    missed: tuple[Missed, ...] = ()
    """What each stream's last run could not read."""


def remember(warehouse: Warehouse, lately: int = 0) -> Remembered:
    """What the ledger knows now, in one opening of the file.

    `lately` is how long, in ms before the last run, readings are told of: older ones are too many, and too
    old to spare anybody another.
    """
    return _asked(warehouse, partial(_remembered, lately=lately), Remembered())


def _asked(warehouse: Warehouse, question: Callable[[duckdb.DuckDBPyConnection], T], before: T) -> T:
    """What the ledger answers, in one opening of the file, or what holds `before` there is one."""
    if not warehouse.exists:
        return before
    with warehouse.opened() as con:
        return question(con) if "_windows" in held_tables(con) else before


def _remembered(con: duckdb.DuckDBPyConnection, lately: int) -> Remembered:
    begun, read = _begun(con), _read(con)
    return Remembered(
        last_run=_last_run(con),
        learned=_learned(con),
        beginnings={one["stream"]: one["since"] for one in begun if one["since"] is not None},
        forms={one["stream"]: one.get("form") or "" for one in begun},
        streams=frozenset(one.stream for one in read),
        watermarks={one.stream: one.watermark for one in read if one.watermark is not None},
        swept={one.stream: one.swept for one in read if one.swept is not None},
        followed={one.stream: one.followed for one in read if one.followed is not None},
        readings=_readings(con, lately) if lately else {},
        missed=_missed(con),
    )


def _last_run(con: duckdb.DuckDBPyConnection) -> int:
    found = con.execute("SELECT max(run) FROM _runs").fetchone()
    return (found[0] or 0) if found else 0


def _learned(con: duckdb.DuckDBPyConnection) -> tuple[Learned, ...]:
    found = con.execute("SELECT stream, path, name, kind FROM _columns ORDER BY rowid").fetchall()
    return tuple(Learned(*row) for row in found)


def _begun(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """What is noted of each stream; in the ledger of an older release that may be less."""
    found = con.execute("SELECT * REPLACE (epoch_ms(since) AS since) FROM _streams")
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


class _Read(NamedTuple):
    """Up to where a stream was read, swept and followed."""

    stream: str
    watermark: int | None
    swept: int | None
    followed: int | None


def _read(con: duckdb.DuckDBPyConnection) -> list[_Read]:
    found = con.execute(
        "SELECT stream,"
        " epoch_ms(max(window_end) FILTER (scope = $whole AND proved AND owner IS NULL)),"
        " epoch_ms(max(as_of) FILTER (scope = $swept)), max(run) FILTER (scope = $followed)"
        " FROM _windows LEFT JOIN _runs USING (run) GROUP BY stream",
        {"whole": WHOLE, "swept": SWEPT, "followed": FOLLOWED},
    ).fetchall()
    return [_Read(*row) for row in found]


def _readings(con: duckdb.DuckDBPyConnection, lately: int) -> dict[str, list[Span]]:
    found = con.execute(
        "SELECT stream, epoch_ms(window_start), epoch_ms(window_end), epoch_ms(read_at) FROM _windows"
        " WHERE scope = ? AND proved AND window_start IS NOT NULL AND owner IS NULL"
        " AND read_at > (SELECT max(as_of) FROM _runs) - to_milliseconds(?) ORDER BY run, read_at",
        [WHOLE, lately],
    ).fetchall()
    readings: defaultdict[str, list[Span]] = defaultdict(list)
    for stream, start, end, at in found:
        readings[stream].append((start, end, at))
    return dict(readings)


def _missed(con: duckdb.DuckDBPyConnection) -> tuple[Missed, ...]:
    if not {"_gaps", "_verdicts"} <= held_tables(con):  # an older release has not noted any
        return ()
    found = con.execute(
        "SELECT g.stream, epoch_ms(g.window_start), epoch_ms(g.window_end), g.owner, g.why FROM _gaps g JOIN"
        " (SELECT stream, max(run) AS run FROM _verdicts GROUP BY stream) v USING (stream, run)"
    ).fetchall()
    return tuple(Missed(*row)._replace(owner=tuple(row[3] or ())) for row in found)


def learned_columns(warehouse: Warehouse) -> tuple[Learned, ...]:
    """The columns that were made of new fields, where nothing else of the ledger is wanted."""
    return _asked(warehouse, _learned, ())


class Kept(NamedTuple):
    """A reading whose pages are kept, and the run it was part of."""

    run: int
    stream: str
    owner: tuple[str, ...]
    raw_file: str
    at: datetime
    start: int | None
    end: int | None
    speaks: bool


def kept_readings(warehouse: Warehouse) -> list[Kept]:
    """The readings of all runs, in the order in which they were committed."""
    return _asked(warehouse, _kept, [])


def _kept(con: duckdb.DuckDBPyConnection) -> list[Kept]:
    found = con.execute(
        "SELECT run, stream, owner, raw_file, read_at, epoch_ms(window_start), epoch_ms(window_end), speaks"
        " FROM _windows WHERE raw_file IS NOT NULL ORDER BY rowid"
    ).fetchall()
    return [Kept(*row)._replace(owner=tuple(row[2] or ()), speaks=bool(row[7])) for row in found]
