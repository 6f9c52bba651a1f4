"""Which ad sold: what was spent stands beside what it brought, and without any cost it says what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from console.looking import Looker, words
from hotmart.accounts.account import Account as Opened
from hotmart.console.house import House
from simulated import Account
from tracking.ads import from_ad

ASKED = "from=2023-11-01&to=2023-12-31"
pytestmark = pytest.mark.slow
SPEND = """day,campaign,ad,amount,currency
2023-11-02,Vendas,Video ana@example.org,120.50,BRL
2023-12-03,Vendas,Video ana@example.org,79.50,BRL
2023-12-03,Outra,Sem vendas,30.00,BRL
2024-01-02,Outra,Depois,999.00,BRL
"""
COLUMN = "purchase_tracking_external_code"
OTHERS = ("purchase_tracking_source", "purchase_tracking_source_sck", COLUMN)


@pytest.fixture
def advertised(synced: Account, tmp_path: Path) -> Iterator[House]:
    """A copy in which four paid sales in reais of two months came by one ad, and ads that cost something."""
    path = tmp_path / "hotmart.duckdb"
    shutil.copy(synced.warehouse.path, path)
    house = House(warehouse=path)
    (account,) = house.accounts
    with account.warehouse.transaction() as con:
        con.execute(f"UPDATE sales_history SET {', '.join(f'{one} = NULL' for one in OTHERS)}")
        con.execute(
            f"UPDATE sales_history SET {COLUMN} = ? WHERE purchase_transaction IN ("
            " SELECT purchase_transaction FROM sales_history WHERE purchase_status = 'COMPLETE'"
            " AND purchase_price_currency_code = 'BRL' AND purchase_order_date > '2023-11-02'"
            " AND purchase_order_date < '2023-12-20' ORDER BY purchase_order_date LIMIT 4)",
            [from_ad("Vendas|1", "Video ana@example.org|7")],
        )
    (tmp_path / "ads.csv").write_text(SPEND)
    account.import_spend(tmp_path / "ads.csv")
    yield house
    house.close()


def sold(account: Opened) -> Decimal:
    """What those sales brought."""
    told = account.metrics("gross_revenue", by=("ad",), start=date(2023, 11, 1), end=date(2023, 12, 31))
    return sum(
        (Decimal(str(f.value)) for one in told for f in one.figures if f.by["ad"] and f.currency == "BRL"),
        Decimal(),
    )


def test_what_ads_cost_stands_beside_what_they_brought(advertised: House) -> None:
    looker = Looker(advertised)
    (row,) = [one for one in looker.data(f"/anuncios?{ASKED}", "results") if one["currency"] == "BRL"]
    revenue = sold(advertised.accounts[0])
    assert (Decimal(str(row["cost"])), row["sales"]) == (Decimal("230.00"), 4)
    assert Decimal(str(row["revenue"])) == revenue > 0
    assert Decimal(str(row["cpa"])) == Decimal("57.5")
    assert Decimal(str(row["roas"])) == (revenue / 230).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    assert row["profit"] == pytest.approx(row["net"] - row["cost"])
    campaigns = {(one["campaign"], one["cost"]) for one in looker.data(f"/anuncios?{ASKED}", "campaigns")}
    assert ("Outra", 30.0) in campaigns
    days = looker.data(f"/anuncios?{ASKED}", "days-of-ads")
    assert sum(Decimal(str(one["cost"] or 0)) for one in days) == Decimal("230.00")


def test_a_person_in_the_name_of_an_ad_is_masked_until_somebody_asks(advertised: House) -> None:
    looker = Looker(advertised)
    assert "ana@example.org" not in looker.page(f"/anuncios?{ASKED}")
    shown = {one["ad"] for one in looker.data(f"/anuncios?{ASKED}", "ads")}
    assert shown == {"Video a***@example.org", "Sem vendas"}
    looker.does("/choose", reveals="on")
    assert "ana@example.org" in looker.page(f"/anuncios?{ASKED}")


def test_where_no_cost_is_known_it_says_what_to_do_next(house: House) -> None:
    assert "hotmart spend import FILE" in words(Looker(house).page("/anuncios"))
    assert "hotmart spend import ARQUIVO" in words(Looker(house, language="pt").page("/anuncios"))


def test_days_in_which_no_ad_cost_anything_say_so(advertised: House) -> None:
    html = words(Looker(advertised).page("/anuncios?from=2015-01-01&to=2015-01-31"))
    assert "No ad of these days cost anything" in html
