"""What a warehouse tells about a business: revenue, products and refunds, never across currencies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from hotmart.warehouse.sql import literal
from hotmart.warehouse.store import Warehouse
from hotmart.zone import USUAL

SALES = """
CREATE TEMP VIEW sales AS
SELECT purchase_transaction AS transaction, purchase_order_date AS ordered, product_name AS product,
       purchase_price_currency_code AS currency, purchase_price_value AS price,
       purchase_status IN ('APPROVED', 'COMPLETE') AS is_paid,
       purchase_status IN ('REFUNDED', 'PARTIALLY_REFUNDED') AS is_refunded,
       purchase_status = 'CHARGEBACK' AS is_charged_back
FROM sales_history WHERE purchase_price_currency_code IS NOT NULL
"""
REVENUE = """
SELECT strftime(ordered, '%Y-%m') AS month, currency, count(*) AS sales, sum(price) AS revenue
FROM sales WHERE is_paid GROUP BY ALL ORDER BY ALL
"""
PRODUCTS = """
SELECT product, currency, count(*) AS sales, sum(price) AS revenue
FROM sales WHERE is_paid GROUP BY ALL ORDER BY currency, revenue DESC, product
"""
LOST = """
SELECT currency, count(*) FILTER (is_paid) AS paid,
       count(*) FILTER (is_refunded), coalesce(sum(price) FILTER (is_refunded), 0),
       count(*) FILTER (is_charged_back), coalesce(sum(price) FILTER (is_charged_back), 0)
FROM sales GROUP BY ALL ORDER BY paid DESC, currency
"""
CHANGES = """
SELECT before.purchase_status AS was, now.purchase_status AS is_now, count(*) AS sales,
       min(now.purchase_order_date)
FROM sales_history now JOIN sales_history_history before USING (purchase_transaction)
WHERE now._run = ? AND before._valid_to = now._synced_at GROUP BY ALL ORDER BY sales DESC, was, is_now
"""
FRESHNESS = "SELECT min(purchase_order_date), (SELECT max(as_of) FROM _runs) FROM sales_history"


class Revenue(NamedTuple):
    """What buyers paid in a month, in one currency."""

    month: str
    currency: str
    sales: int
    revenue: Decimal


class Product(NamedTuple):
    """What buyers paid for a product, in one currency."""

    product: str
    currency: str
    sales: int
    revenue: Decimal


class Lost(NamedTuple):
    """What was paid and went back, in one currency. Partly refunded sales count with their whole price."""

    currency: str
    paid: int
    refunded: int
    refunded_value: Decimal
    chargebacks: int
    chargeback_value: Decimal

    @property
    def settled(self) -> int:
        """All sales that were ever paid."""
        return self.paid + self.refunded + self.chargebacks


class Change(NamedTuple):
    """How many sales went from one status to another, and when the oldest of them was ordered."""

    was: str
    is_now: str
    sales: int
    oldest: datetime


@dataclass(frozen=True)
class Business:
    """What a warehouse tells, and the period it speaks of."""

    since: datetime | None
    as_of: datetime
    time_zone: str
    """The zone of its months."""
    revenue: list[Revenue]
    products: list[Product]
    lost: list[Lost]

    def as_dict(self) -> dict[str, Any]:
        """The figures as data, with their period and the zone of their months."""
        return {
            "since": self.since,
            "as_of": self.as_of,
            "time_zone": self.time_zone,
            "revenue": [row._asdict() for row in self.revenue],
            "products": [row._asdict() for row in self.products],
            "refunds": [row._asdict() for row in self.lost],
        }

    @property
    def months(self) -> list[str]:
        return sorted({row.month for row in self.revenue})

    @property
    def currencies(self) -> list[str]:
        """The currencies, the one with the most sales first."""
        sales: defaultdict[str, int] = defaultdict(int)
        for row in self.revenue:
            sales[row.currency] += row.sales
        return sorted(sales, key=lambda currency: (-sales[currency], currency))

    def by_month(self, currency: str) -> list[Decimal]:
        """The revenue of each month in one currency, nothing where nothing was sold."""
        held = {row.month: row.revenue for row in self.revenue if row.currency == currency}
        return [held.get(month, Decimal()) for month in self.months]


def business(warehouse: Warehouse, time_zone: str = USUAL) -> Business:
    """Read it all from one state of the warehouse, by the months of that zone."""
    with warehouse.opened(read_only=True) as con:
        con.execute(f"SET TimeZone = {literal(time_zone)}")
        con.execute(SALES)
        since, as_of = con.execute(FRESHNESS).fetchall()[0]
        return Business(
            since,
            as_of,
            time_zone,
            [Revenue(*row) for row in con.execute(REVENUE).fetchall()],
            [Product(*row) for row in con.execute(PRODUCTS).fetchall()],
            [Lost(*row) for row in con.execute(LOST).fetchall()],
        )


def changes(warehouse: Warehouse, run: int) -> list[Change]:
    """The sales that were known before a run and changed in it, by status before and after."""
    return [Change(*row) for row in warehouse.rows(CHANGES, [run])]
