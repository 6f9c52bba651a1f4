"""Differences: the sales for which Hotmart's sum is not that of their commissions, named once, remembered.

That a sum differs while every count agrees is no lack: no row is missing, and reading again mends nothing. So
what was found out is kept, and is known for as long as it makes up all by which the sum differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from hotmart.warehouse.ledger.notes import TABLES, Check, moment
from hotmart.warehouse.sql import ensure_table, held_tables
from hotmart.warehouse.store import Warehouse

TABLE = "_differences"


class Kind(StrEnum):
    """What a difference comes from."""

    SALE = "sale"
    """Hotmart's sum counts a sale otherwise than its own list of commissions, which is what is held."""
    STALE = "stale"
    """Hotmart lists other commissions of a sale by now than are held; the next sync reads it again."""
    PERIOD = "period"
    """No sale accounts for it: Hotmart's sum of a time is not that of the sales in it."""
    OPEN = "open"
    """Nobody looked closer: the calls that an explanation may take were used up."""


@dataclass(frozen=True)
class Difference:
    """One sale, or a time, for which two figures differ. Its bounds are ms since 1970, the end exclusive."""

    stream: str
    kind: Kind
    transaction: str | None
    currency: str
    start: int
    end: int
    hotmart: Decimal
    warehouse: Decimal
    explained_at: datetime

    @property
    def by(self) -> Decimal:
        """How much more Hotmart's sum says."""
        return self.hotmart - self.warehouse


def accounting_for(check: Check, known: Iterable[Difference]) -> list[Difference]:
    """The differences that make up all by which a sum differs; none where they do not, or no longer."""
    if check.hotmart is None or check.window is None:
        return []
    start, end = check.window
    found = [
        one
        for one in known
        if (one.stream, one.currency) == (check.stream, check.scope) and start <= one.start < end
    ]
    return found if sum(one.by for one in found) == check.hotmart - check.warehouse else []


def note_differences(
    warehouse: Warehouse, run: int, stream: str, window: tuple[int, int], found: Sequence[Difference]
) -> None:
    """Remember these of a stream's window, in the place of those that were known of it."""
    rows = [_row(run, one) for one in found]
    with warehouse.transaction() as con:
        ensure_table(con, TABLE, TABLES[TABLE])
        con.execute(
            f"DELETE FROM {TABLE} WHERE stream = ? AND window_start >= ? AND window_start < ?",
            [stream, *map(moment, window)],
        )
        if rows:
            columns, places = ", ".join(TABLES[TABLE]), ", ".join("?" * len(TABLES[TABLE]))
            con.executemany(f"INSERT INTO {TABLE} ({columns}) VALUES ({places})", rows)


def _row(run: int, one: Difference) -> tuple[Any, ...]:
    named = (run, one.stream, str(one.kind), one.transaction, one.currency)
    return (*named, moment(one.start), moment(one.end), one.hotmart, one.warehouse, one.explained_at)


def known_differences(warehouse: Warehouse) -> list[Difference]:
    """All that is remembered, in order of time."""
    if not warehouse.exists:
        return []
    with warehouse.opened() as con:
        if TABLE not in held_tables(con):
            return []
        rows = con.execute(
            "SELECT stream, kind, transaction, currency, epoch_ms(window_start), epoch_ms(window_end),"
            f" hotmart, warehouse, epoch_ms(explained_at) FROM {TABLE} ORDER BY window_start, rowid"
        ).fetchall()
    return [Difference(*row) for row in map(_read, rows)]


def _read(row: tuple[Any, ...]) -> tuple[Any, ...]:
    stream, kind, *told, at = row
    return (stream, Kind(kind), *told, datetime.fromtimestamp(at / 1000, UTC))
