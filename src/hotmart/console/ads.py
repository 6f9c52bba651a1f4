"""What came of ads: the view `ad_results` of some days, by campaign, ad and day (docs: which ad sold)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeAlias

import duckdb

from hotmart.accounts.account import Account
from hotmart.tracking.views import CAMPAIGNS, RESULTS
from hotmart.warehouse.sql import literal, quoted

By: TypeAlias = Literal["", "campaign", "ad", "day"]
MOST = 200  # campaigns or ads
_KEYS: dict[By, str] = {
    "": "",
    "campaign": "campaign_id, campaign, ",
    "ad": "campaign, ad_id, ad, ",
    "day": "day, ",
}
# Over a period sums come first, and then what is divided: cost per sale is no sum of costs per sale.
_SUMS = """SELECT {keys}currency_code AS currency, sum(cost) AS cost, CAST(sum(sales) AS BIGINT) AS sales,
  sum(revenue) AS revenue, CASE WHEN NOT bool_or(net IS NULL) THEN sum(net) END AS net,
  CASE WHEN NOT bool_or(net IS NULL) THEN sum(net) - coalesce(sum(cost), 0) END AS profit,
  CAST(round(sum(cost) / nullif(sum(sales), 0), 2) AS DECIMAL(18,2)) AS cpa,
  CAST(round(sum(revenue) / nullif(sum(cost), 0), 2) AS DECIMAL(18,2)) AS roas
FROM {view}
WHERE day >= DATE '{start}' AND day <= DATE '{end}'
GROUP BY ALL
ORDER BY {order}
LIMIT {most}"""


@dataclass(frozen=True)
class Results:
    """Some lines, and how they were found."""

    sql: str
    rows: list[dict[str, Any]] = field(repr=False)
    more: bool = False


def results(account: Account, start: date, end: date, by: By = "") -> Results | None:
    """What the ads of these days cost and brought, in each currency; None where no cost was ever imported."""
    name = account.settings.prefix + (RESULTS if by == "ad" else CAMPAIGNS)
    order = "day, currency" if by == "day" else "cost DESC NULLS LAST, revenue DESC, ALL"
    with account.warehouse.opened(read_only=True) as con:
        if name not in _views(con):
            return None
        con.execute(f"SET TimeZone = {literal(account.time_zone)}")
        sql = _SUMS.format(
            keys=_KEYS[by],
            view=quoted(name),
            start=start,
            end=end,
            order=order.replace(", ALL", ""),
            most=100_000 if by == "day" else MOST + 1,
        )
        found = con.execute(sql)
        names = [column[0] for column in found.description or []]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return Results(sql, rows if by == "day" else rows[:MOST], by != "day" and len(rows) > MOST)


def spent(found: Results) -> dict[str, Decimal]:
    """What was spent, by currency."""
    return {row["currency"]: row["cost"] for row in found.rows if row["cost"]}


def _views(con: duckdb.DuckDBPyConnection) -> set[str]:
    told = con.execute(
        "SELECT view_name FROM duckdb_views() WHERE NOT internal"
        " AND database_name = current_database() AND schema_name = current_schema()"
    )
    return {name for (name,) in told.fetchall()}
