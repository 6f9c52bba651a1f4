"""What ads cost, as a table of the warehouse: a row per day, ad or campaign, and currency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

import duckdb

from hotmart.warehouse.sql import ensure_table, quoted

SPEND = "ad_spend"
SHAPE = {
    "day": "DATE",
    "platform": "VARCHAR",
    "campaign_id": "VARCHAR",
    "campaign": "VARCHAR",
    "ad_id": "VARCHAR",
    "ad": "VARCHAR",
    "currency_code": "VARCHAR",
    "amount": "DECIMAL(18,4)",
    "imported_at": "TIMESTAMPTZ",
}


class Spend(NamedTuple):
    """What one ad, or a campaign as a whole, cost on a day."""

    day: date
    platform: str | None
    campaign_id: str | None
    campaign: str | None
    ad_id: str | None
    ad: str | None
    currency: str
    amount: Decimal

    @property
    def key(self) -> tuple[object, ...]:
        """What is one row of the table, whatever its names are written like: ids go before names."""
        campaign, ad = self.campaign_id or _folded(self.campaign), self.ad_id or _folded(self.ad)
        return self.day, self.platform, self.currency, campaign, ad


def _folded(name: str | None) -> str | None:
    return name.lower() if name else None


def together(lines: Iterable[Spend]) -> list[Spend]:
    """One row for each ad and day: an export may break one down, such as by placement."""
    found: dict[tuple[object, ...], Spend] = {}
    for line in lines:
        before = found.get(line.key)
        found[line.key] = line._replace(amount=line.amount + before.amount) if before else line
    return list(found.values())


# What is told again goes. So does what told the same money by another measure: a campaign as a whole, of
# which the file tells the ads, or the other way round.
_TOLD_AGAIN = """
DELETE FROM {table} h WHERE EXISTS (SELECT 1 FROM _spend n WHERE n.day = h.day
  AND n.platform IS NOT DISTINCT FROM h.platform AND n.currency_code = h.currency_code
  AND coalesce(n.campaign_id, lower(n.campaign))
    IS NOT DISTINCT FROM coalesce(h.campaign_id, lower(h.campaign))
  AND (coalesce(n.ad_id, lower(n.ad)) IS NOT DISTINCT FROM coalesce(h.ad_id, lower(h.ad))
    OR coalesce(n.ad_id, n.ad) IS NULL OR coalesce(h.ad_id, h.ad) IS NULL))"""


def put_spend(
    con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Spend], at: datetime
) -> tuple[int, int]:
    """Put rows into the table, in the place of those they tell again; how many were new, and replaced.

    In the caller's transaction, and the same twice.
    """
    ensure_table(con, table, SHAPE)
    columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in SHAPE.items())
    con.execute(f"CREATE OR REPLACE TEMP TABLE _spend ({columns})")
    told = [[*row[:-1], str(row.amount), at] for row in rows]
    for first in range(0, len(told), 1_000):  # row by row costs a millisecond each
        some = told[first : first + 1_000]
        places = ", ".join(["(" + ", ".join("?" * len(SHAPE)) + ")"] * len(some))
        con.execute(f"INSERT INTO _spend VALUES {places}", [value for row in some for value in row])
    (replaced,) = con.execute(_TOLD_AGAIN.format(table=quoted(table))).fetchone() or (0,)
    con.execute(f"INSERT INTO {quoted(table)} BY NAME SELECT * FROM _spend; DROP TABLE _spend")
    return len(told) - int(replaced), int(replaced)
