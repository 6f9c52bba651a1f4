"""A small warehouse with sales that name ads, and commissions of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from hotmart.config.tracking import TrackingConfig
from hotmart.tracking.packing import packings
from hotmart.tracking.spend import Spend, put_spend
from hotmart.tracking.views import Place, ensure_tracking
from hotmart.warehouse.store import Warehouse

from .by_hand import pack

AT = datetime(2026, 1, 1, tzinfo=UTC)
DAY = date(2024, 1, 2)
SALES = """
CREATE TABLE sales_history (purchase_transaction VARCHAR, purchase_order_date TIMESTAMPTZ,
  purchase_status VARCHAR, purchase_commission_as VARCHAR, purchase_price_value DECIMAL(18,4),
  purchase_price_currency_code VARCHAR, purchase_tracking_source VARCHAR,
  purchase_tracking_source_sck VARCHAR, purchase_tracking_external_code VARCHAR);
CREATE TABLE sales_commissions (transaction VARCHAR, commission_value DECIMAL(18,4),
  commission_currency_code VARCHAR, user_ucode VARCHAR, source VARCHAR)"""
PLACE = Place("", "sales_history", "sales_commissions", "America/Sao_Paulo")


def from_ad(campaign: str, ad: str) -> str:
    """The `xcod` of whoever comes by this ad."""
    return pack(("FB", campaign, "set|9", ad, "feed"))


class Shop:
    """Sales and what ads cost, in a file of their own."""

    def __init__(self, folder: Path, place: Place = PLACE) -> None:
        self.warehouse, self.place, self._sales = Warehouse(folder / "w.duckdb"), place, 0
        with self.warehouse.opened() as con:
            con.execute(SALES)

    def sell(
        self,
        xcod: str | None,
        price: str = "100",
        currency: str = "BRL",
        *,
        net: str | None = "80",
        at: str = "2024-01-02 12:00:00+00",
        status: str = "APPROVED",
        payout: str = "BRL",
    ) -> str:
        """A sale, with our commission and that of an affiliate; none where `net` is not told."""
        self._sales += 1
        code = f"HP{self._sales}"
        with self.warehouse.opened() as con:
            row = [code, at, status, "PRODUCER", Decimal(price), currency, None, None, xcod]
            con.execute("INSERT INTO sales_history VALUES (?, ?::TIMESTAMPTZ, ?, ?, ?, ?, ?, ?, ?)", row)
            shares = [("US", "PRODUCER", net), ("them", "AFFILIATE", "5")] if net else []
            for whose, source, value in shares:
                con.execute(
                    "INSERT INTO sales_commissions VALUES (?, ?, ?, ?, ?)",
                    [code, Decimal(str(value)), payout, whose, source],
                )
        return code

    def spend(self, *rows: Spend) -> tuple[int, int]:
        with self.warehouse.transaction() as con:
            return put_spend(con, "ad_spend", rows, AT)

    def tell(self, **config: Any) -> None:
        with self.warehouse.transaction() as con:
            ensure_tracking(con, self.place, packings(TrackingConfig(**config)))

    def results(self, *columns: str, view: str = "ad_results") -> list[tuple[Any, ...]]:
        """These columns of each result, in the order of the first ones."""
        return self.warehouse.rows(f"SELECT {', '.join(columns)} FROM {view} ORDER BY ALL")


def spent(amount: str, *, currency: str = "BRL", day: date = DAY, **named: str) -> Spend:
    """What an ad or a campaign cost."""
    told = {name: named.get(name) for name in ("campaign_id", "campaign", "ad_id", "ad")}
    return Spend(day, named.get("platform", "meta"), **told, currency=currency, amount=Decimal(amount))


def money(*amounts: str | None) -> Iterable[Decimal | None]:
    return [None if one is None else Decimal(one) for one in amounts]
