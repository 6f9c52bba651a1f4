"""A file of what ads cost, taken into the warehouse of an account: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb

from hotmart.tracking.spend import SPEND, Spend, put_spend, together
from hotmart.tracking.spend_file import read_spend


@dataclass(frozen=True)
class SpendImport:
    """What was taken from a file of what ads cost."""

    table: str
    """The table it went into."""
    lines: int
    """Lines of the file."""
    new: int
    """Rows that the table did not have: one per day, ad or campaign, and currency."""
    replaced: int
    """Rows that it had, and that this file told again."""
    since: date
    until: date
    totals: Mapping[str, Decimal]
    """All that the file tells was spent, by currency."""


@dataclass(frozen=True)
class SpendFile:
    """A file that reads well: its lines, and the rows that they are together."""

    lines: list[Spend]
    rows: list[Spend]

    @staticmethod
    def read(path: Path, currency: str | None, platform: str | None) -> SpendFile:
        """Read it. Raises SpendFileError, which says the line and the column."""
        lines = read_spend(path, currency, platform)
        return SpendFile(lines, together(lines))

    def put(self, con: duckdb.DuckDBPyConnection, prefix: str) -> SpendImport:
        """Put it into the table of an account, in the caller's transaction."""
        table, at = prefix + SPEND, datetime.now(UTC)
        new, replaced = put_spend(con, table, self.rows, at)
        told = [row.day for row in self.rows]
        return SpendImport(table, len(self.lines), new, replaced, min(told), max(told), self._totals())

    def _totals(self) -> dict[str, Decimal]:
        currencies = dict.fromkeys(row.currency for row in self.rows)
        return {
            one: sum((row.amount for row in self.rows if row.currency == one), Decimal())
            for one in currencies
        }
