"""What came of each ad: cost, sales, revenue and net of one day and one currency, and never across them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hotmart.tracking.spend import Spend

from .ads import DAY, Shop, from_ad, spent

SUMS = ("cost", "sales", "revenue", "net", "other_currency_sales", "cpa", "roas", "profit")


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def sums(shop: Shop, view: str = "ad_results", *by: str) -> list[tuple[object, ...]]:
    shop.tell()
    return shop.results(*by, *SUMS, view=view)


def D(*told: str | int | None) -> tuple[Decimal | int | None, ...]:  # noqa: N802  # it stands for a row
    return tuple(Decimal(one) if isinstance(one, str) else one for one in told)


@pytest.mark.oldest
def test_cost_and_sales_of_an_ad_meet_by_its_id(shop: Shop) -> None:
    for _ in range(3):
        shop.sell(from_ad("Camp|10", "Ad|20"))
    shop.sell(from_ad("Camp|10", "Ad|20"), status="REFUNDED")
    shop.sell(None)
    shop.spend(spent("120", campaign_id="10", campaign="Camp", ad_id="20", ad="Renamed"))
    assert sums(shop) == [D("120", 3, "300", "240", 0, "40", "2.5", "120")]


def test_a_sale_in_another_currency_stands_apart_and_is_counted_beside_the_cost(shop: Shop) -> None:
    ad = from_ad("Camp|10", "Ad|20")
    shop.sell(ad)
    shop.sell(ad, "30", "USD", net="25", payout="USD")
    shop.spend(spent("50", campaign_id="10", ad_id="20"))
    assert sums(shop, "ad_results", "currency_code") == [
        ("BRL", *D("50", 1, "100", "80", 1, "50", "2", "30")),
        ("USD", *D(None, 1, "30", "25", 1, None, None, None)),
    ]


def test_what_is_paid_out_in_a_currency_is_net_of_that_currency(shop: Shop) -> None:
    shop.sell(from_ad("Camp|10", "Ad|20"), "30", "USD", net="120", payout="BRL")
    shop.spend(spent("50", campaign_id="10", ad_id="20"))
    assert sums(shop, "ad_results", "currency_code") == [
        ("BRL", *D("50", 0, "0", "120", 1, None, "0", "70")),
        ("USD", *D(None, 1, "30", "0", 0, None, None, None)),
    ]


def test_days_are_those_of_the_zone(shop: Shop) -> None:
    shop.sell(from_ad("Camp|10", "Ad|20"), at="2024-01-02 02:59:59+00")
    shop.sell(from_ad("Camp|10", "Ad|20"), at="2024-01-02 03:00:00+00")
    shop.spend(spent("50", ad_id="20"))
    shop.tell()
    assert shop.results("day", "sales", "cost") == [(date(2024, 1, 1), 1, None), (DAY, 1, 50)]


def test_an_ad_that_sold_nothing_has_cost_and_one_that_cost_nothing_known_has_none(shop: Shop) -> None:
    shop.sell(from_ad("Camp|10", "Known|21"))
    shop.spend(spent("50", campaign_id="10", ad_id="20", ad="Sold nothing"))
    assert sums(shop, "ad_results", "ad") == [
        ("Known", *D(None, 1, "100", "80", 0, None, None, None)),
        ("Sold nothing", *D("50", 0, "0", "0", 0, None, "0", "-50")),
    ]


def test_where_a_commission_is_not_known_there_is_no_net(shop: Shop) -> None:
    shop.sell(from_ad("Camp|10", "Ad|20"))
    shop.sell(from_ad("Camp|10", "Ad|20"), net=None)
    shop.spend(spent("50", campaign_id="10", ad_id="20"))
    assert sums(shop) == [D("50", 2, "200", None, 0, "25", "4", None)]
    assert sums(shop, "campaign_results") == [D("50", 2, "200", None, 0, "25", "4", None)]


def test_without_any_commissions_all_else_is_told(shop: Shop) -> None:
    shop.sell(from_ad("Camp|10", "Ad|20"))
    shop.spend(spent("50", campaign_id="10", ad_id="20"))
    shop.place = shop.place._replace(commissions="never_synced")
    assert sums(shop) == [D("50", 1, "100", None, 0, "50", "2", None)]


SPENT = (
    spent("50", campaign_id="10", campaign="Camp", ad_id="20", ad="Ad"),
    spent("50", ad_id="20"),
    spent("50", campaign="camp", ad="AD"),
    spent("50", campaign_id="10", ad="Ad"),
    spent("50", ad="Ad"),
)
SOLD = (("Camp|10", "Ad|20"), ("Camp", "Ad|20"), ("Camp|10", "Ad"), ("Camp", "Ad"))
# Where one side has nothing but an id and the other nothing but a name, nobody could tell.
STRANGERS = {(1, ("Camp|10", "Ad")), (1, ("Camp", "Ad")), (3, ("Camp", "Ad|20")), (3, ("Camp", "Ad"))}


@pytest.mark.parametrize(
    ("cost", "ad"),
    [(SPENT[n], ad) for n in range(len(SPENT)) for ad in SOLD if (n, ad) not in STRANGERS],
)
def test_ids_and_names_that_only_one_side_tells_find_each_other(
    shop: Shop, cost: Spend, ad: tuple[str, str]
) -> None:
    shop.sell(from_ad(*ad))
    shop.spend(cost)
    assert sums(shop) == [D("50", 1, "100", "80", 0, "50", "2", "30")]


def test_a_name_that_two_ads_have_is_nobodys_alone(shop: Shop) -> None:
    shop.sell(from_ad("Camp", "Ad"))
    shop.spend(spent("50", campaign="Camp", ad_id="20", ad="Ad"))
    shop.spend(spent("60", campaign="Camp", ad_id="21", ad="Ad"))
    assert [row[:2] for row in sums(shop)] == [D("50", 0), D("60", 0), (None, 1)]


def test_a_campaign_that_is_told_as_a_whole_is_held_against_all_its_ads(shop: Shop) -> None:
    shop.sell(from_ad("Camp|10", "Ad 1|21"))
    shop.sell(from_ad("Camp|10", "Ad 2|22"))
    shop.sell(from_ad("Other|11", "Ad 3|23"), "70", net="60")
    shop.spend(spent("50", campaign="Camp", campaign_id="10"), spent("7", campaign_id="11", ad_id="23"))
    assert sums(shop, "campaign_results", "campaign") == [
        ("Camp", *D("50", 2, "200", "160", 0, "25", "4", "110")),
        ("Other", *D("7", 1, "70", "60", 0, "7", "10", "53")),
    ]


def test_cost_in_two_currencies_is_two_rows(shop: Shop) -> None:
    shop.sell(from_ad("Camp|10", "Ad|20"))
    shop.spend(spent("50", ad_id="20"), spent("8", ad_id="20", currency="USD"))
    assert sums(shop, "ad_results", "currency_code") == [
        ("BRL", *D("50", 1, "100", "80", 0, "50", "2", "30")),
        ("USD", *D("8", 0, "0", "0", 1, None, "0", "-8")),
    ]


def test_cents_are_exact(shop: Shop) -> None:
    for _ in range(3):
        shop.sell(from_ad("Camp|10", "Ad|20"), "0.10", net="0.07")
    shop.spend(spent("0.10", ad_id="20"))
    (row,) = sums(shop)
    assert row == D("0.10", 3, "0.30", "0.21", 0, "0.0333", "3", "0.11")
