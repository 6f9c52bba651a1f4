"""The runs of the past, as the ledger remembers them: when each was, what it cost, and how it ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import duckdb

from hotmart.figures import iso
from hotmart.language import speaks_portuguese
from hotmart.warehouse.ledger.broken import Broken, waiting
from hotmart.warehouse.ledger.notes import Missed, Standing
from hotmart.warehouse.sql import columns_of, held_tables
from hotmart.warehouse.store import Warehouse

SUCCESSES = ("proved", "read_whole")
"""The one state of a run that is a success: neither one under way nor one that ended otherwise."""
_TABLES = ("_runs", "_verdicts", "_gaps")


@dataclass(frozen=True)
class PastRun:
    """One run, and how each stream came out of it."""

    run: int
    started_at: datetime
    finished_at: datetime | None
    as_of: datetime | None
    """Up to when it was to read, by Hotmart's clock; None for one that broke off before it could ask."""
    state: str
    items: int
    requests: int
    version: str
    why: str | None = None
    """Why it failed, where it did, in the language of whoever asked for it."""
    standings: list[Standing] = field(default_factory=list[Standing])
    missed: list[Missed] = field(default_factory=list[Missed])

    @property
    def seconds(self) -> float | None:
        """How long it took; None for one that never ended."""
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else None

    def as_dict(self) -> dict[str, Any]:
        """The same as data."""
        return {
            "run": self.run,
            "started_at": iso(self.started_at),
            "finished_at": iso(self.finished_at) if self.finished_at else None,
            "seconds": self.seconds,
            "as_of": iso(self.as_of) if self.as_of else None,
            "state": self.state,
            "items": self.items,
            "requests": self.requests,
            "version": self.version,
            "why": self.why,
            "streams": [standing._asdict() for standing in self.standings],
            "gaps": [_gap(missed) for missed in self.missed],
        }


def _gap(missed: Missed) -> dict[str, Any]:
    start, end = (None if at is None else iso(at) for at in (missed.start, missed.end))
    return {
        "stream": missed.stream,
        "start": start,
        "end": end,
        "owner": list(missed.owner),
        "why": missed.why,
    }


@dataclass(frozen=True)
class Successes:
    """Up to when all was proved, by Hotmart's clock; None where no run has read all and come out well."""

    run: int | None = None
    as_of: datetime | None = None
    verdict: str | None = None
    """`proved`, or `read_whole` where Hotmart gives no figure for any of it."""
    streams: dict[str, datetime] = field(default_factory=dict[str, datetime])
    """The same for each stream: read to its end, and whatever figures Hotmart gives are met."""


def past_runs(warehouse: Warehouse, most: int) -> list[PastRun]:
    """The last runs, the last first. Raises NoWarehouseError when there is none, and nobody ever tried."""
    broken = [*waiting(warehouse).values()]
    noted = _noted(warehouse, most) if warehouse.exists or not broken else []
    ended = {one.run: one for one in broken if one.run is not None}
    told = [_broken_off(run, ended[run.run]) if run.run in ended else run for run in noted]
    number = noted[0].run if noted else 0
    return [*reversed([*_unread(broken, number)]), *told][:most]


def _broken_off(run: PastRun, broken: Broken) -> PastRun:
    """The run as the ledger will have it, once it knows how it ended."""
    if run.state != "running":
        return run
    state, why, ended, calls = broken.state, broken.told, broken.finished_at, broken.requests
    return replace(run, state=state, why=why, finished_at=ended, requests=calls)


def _unread(broken: list[Broken], number: int) -> Iterator[PastRun]:
    """Those that broke off before they read anything, under the numbers that they will have."""
    for at, one in enumerate((one for one in broken if one.run is None), number + 1):
        yield PastRun(
            at, one.started_at, one.finished_at, None, one.state, 0, one.requests, one.version, one.told
        )


def _noted(warehouse: Warehouse, most: int) -> list[PastRun]:
    with warehouse.opened(read_only=True) as con:
        if not held_tables(con).issuperset(_TABLES):
            return []
        runs = con.execute(
            "SELECT run, started_at, finished_at, as_of, state, items, requests, version,"
            f" {_why(columns_of(con, '_runs'))} FROM _runs ORDER BY run DESC LIMIT ?",
            [most],
        ).fetchall()
        oldest = min((run for run, *_ in runs), default=0)
        standings, missed = _standings(con, oldest), _missed(con, oldest)
    return [replace(PastRun(*row), standings=standings[row[0]], missed=missed[row[0]]) for row in runs]


def _why(columns: Collection[str]) -> str:
    """Where the reader's why stands: older releases have noted none, or one in whichever language."""
    both = "coalesce(why_pt, why)" if speaks_portuguese() and "why_pt" in columns else "why"
    return both if "why" in columns else "NULL"


def successes(warehouse: Warehouse, streams: Collection[str]) -> Successes:
    """When all of these streams, and each that was ever read, was last proved.

    A run that has not ended proves nothing, and one proves nothing of streams that it did not read.
    """
    with warehouse.opened(read_only=True) as con:
        if not held_tables(con).issuperset(_TABLES):
            return Successes()
        whole = con.execute(
            "SELECT run, as_of, state FROM _runs WHERE state IN ? AND list_has_all(streams, ?)"
            " ORDER BY run DESC LIMIT 1",
            [SUCCESSES, list(streams)],
        ).fetchone()
        each = con.execute(
            "SELECT stream, max(as_of) FROM _verdicts JOIN _runs USING (run)"
            " WHERE verdict IN ('proved', 'read_whole') AND finished_at IS NOT NULL"
            " GROUP BY stream ORDER BY 1"
        ).fetchall()
    run, as_of, verdict = whole or (None, None, None)
    return Successes(run, as_of, verdict, dict(each))


def _standings(con: duckdb.DuckDBPyConnection, oldest: int) -> dict[int, list[Standing]]:
    found: defaultdict[int, list[Standing]] = defaultdict(list)
    for run, *row in con.execute(
        f"SELECT run, {', '.join(Standing._fields)} FROM _verdicts WHERE run >= ? ORDER BY run, rowid",
        [oldest],
    ).fetchall():
        found[run].append(Standing(*row))
    return found


def _missed(con: duckdb.DuckDBPyConnection, oldest: int) -> dict[int, list[Missed]]:
    found: defaultdict[int, list[Missed]] = defaultdict(list)
    for run, stream, start, end, owner, why in con.execute(
        "SELECT run, stream, epoch_ms(window_start), epoch_ms(window_end), owner, why FROM _gaps"
        " WHERE run >= ? ORDER BY run, rowid",
        [oldest],
    ).fetchall():
        found[run].append(Missed(stream, start, end, tuple(owner or ()), why))
    return found
