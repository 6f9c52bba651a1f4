"""Recall: what the ledger of earlier runs knows. Before the first run it knows nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from hotmart.warehouse.ledger.notes import FOLLOWED, SWEPT, WHOLE, Learned, Missed
from hotmart.warehouse.sql import held_tables
from hotmart.warehouse.store import Warehouse


def whole_readings(warehouse: Warehouse, after: int) -> list[tuple[str, int, int, int]]:
    """The windows that were read whole and proved after a time: stream, start, end, time of reading, in ms.

    Older readings are too many to be told, and too old to spare anybody another.
    """
    return _known(
        warehouse,
        "SELECT stream, epoch_ms(window_start), epoch_ms(window_end), epoch_ms(read_at) FROM _windows"
        " WHERE scope = ? AND proved AND window_start IS NOT NULL AND owner IS NULL"
        " AND read_at > make_timestamptz(?::BIGINT * 1000) ORDER BY run, read_at",
        [WHOLE, after],
    )


def watermarks(warehouse: Warehouse) -> dict[str, int]:
    """Where the last window of each stream that was read whole ends, in ms."""
    sql = (
        "SELECT stream, epoch_ms(max(window_end)) FROM _windows"
        " WHERE scope = ? AND proved AND window_end IS NOT NULL AND owner IS NULL GROUP BY stream"
    )
    return dict(_known(warehouse, sql, [WHOLE]))


def beginnings(warehouse: Warehouse) -> dict[str, int]:
    """Where the history of each stream begins, in ms, for those that were ever begun."""
    return dict(_known(warehouse, "SELECT stream, epoch_ms(since) FROM _streams WHERE since IS NOT NULL", []))


def swept_at(warehouse: Warehouse) -> dict[str, int]:
    """The moment, in ms, as of which each stream was last swept, for those that note it."""
    sql = (
        "SELECT stream, epoch_ms(max(as_of)) FROM _windows JOIN _runs USING (run) WHERE scope = ? GROUP BY 1"
    )
    return dict(_known(warehouse, sql, [SWEPT]))


def followed_up_to(warehouse: Warehouse, stream: str) -> int:
    """The last run whose changes this stream has followed."""
    found = _known(
        warehouse, "SELECT max(run) FROM _windows WHERE stream = ? AND scope = ?", [stream, FOLLOWED]
    )
    return (found[0][0] or 0) if found else 0


def synced_streams(warehouse: Warehouse) -> set[str]:
    """The streams that were ever read."""
    return {name for (name,) in _known(warehouse, "SELECT DISTINCT stream FROM _windows", [])}


def last_run(warehouse: Warehouse) -> int:
    found = _known(warehouse, "SELECT max(run) FROM _runs", [])
    return (found[0][0] or 0) if found else 0


def open_gaps(warehouse: Warehouse) -> list[Missed]:
    """What each stream's last run could not read."""
    sql = (
        "SELECT g.stream, epoch_ms(g.window_start), epoch_ms(g.window_end), g.owner, g.why FROM _gaps g JOIN"
        " (SELECT stream, max(run) AS run FROM _verdicts GROUP BY stream) v USING (stream, run)"
    )
    found = _known(warehouse, sql, [])
    return [Missed(*row)._replace(owner=tuple(row[3] or ())) for row in found]


def forms(warehouse: Warehouse) -> dict[str, str]:
    """What was chosen of the rows of each stream when the oldest of them were read."""
    return dict(_known(warehouse, "SELECT stream, coalesce(form, '') FROM _streams", []))


def learned_columns(warehouse: Warehouse) -> list[Learned]:
    """The columns that were made of new fields, in the order in which they were."""
    sql = "SELECT stream, path, name, kind FROM _columns ORDER BY rowid"
    return [Learned(*row) for row in _known(warehouse, sql, [])]


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
    sql = (
        "SELECT run, stream, owner, raw_file, read_at, epoch_ms(window_start), epoch_ms(window_end), speaks"
        " FROM _windows WHERE raw_file IS NOT NULL ORDER BY rowid"
    )
    found = _known(warehouse, sql, [])
    return [Kept(*row)._replace(owner=tuple(row[2] or ()), speaks=bool(row[7])) for row in found]


def _known(warehouse: Warehouse, sql: str, parameters: list[Any]) -> list[Any]:
    """The rows of a query on the ledger; none when there is no warehouse yet."""
    if not warehouse.exists:
        return []
    with warehouse.opened() as con:
        return con.execute(sql, parameters).fetchall() if "_windows" in held_tables(con) else []
