"""What ads cost is kept once: what is told again takes the place of what was told before."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hotmart.tracking.spend import together

from .ads import Shop, spent


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def kept(shop: Shop) -> list[tuple[Any, ...]]:
    columns = "platform, campaign_id, campaign, ad_id, ad, currency_code, amount"
    return shop.warehouse.rows(f"SELECT {columns} FROM ad_spend ORDER BY ALL")


@pytest.mark.oldest
def test_the_same_twice_is_the_same(shop: Shop) -> None:
    rows = (spent("1.5", campaign="A", ad="x"), spent("2", campaign="A", ad="y"))
    assert shop.spend(*rows) == (2, 0)
    once = kept(shop)
    assert shop.spend(*rows) == (0, 2)
    assert kept(shop) == once


def test_what_is_told_again_is_replaced_by_its_id_whatever_it_is_called_now(shop: Shop) -> None:
    shop.spend(spent("1", campaign_id="1", campaign="A", ad_id="2", ad="x"))
    shop.spend(spent("3", campaign_id="1", campaign="A now", ad_id="2", ad="x now"))
    assert kept(shop) == [("meta", "1", "A now", "2", "x now", "BRL", Decimal(3))]


@pytest.mark.parametrize("other", [
    {"day": None}, {"currency": "USD"}, {"platform": "google"}, {"ad": "y"}, {"campaign": "B"},
])  # fmt: skip
def test_another_day_currency_platform_ad_or_campaign_is_another_row(
    shop: Shop, other: dict[str, Any]
) -> None:
    one = spent("1", campaign="A", ad="x")
    changed: dict[str, Any] = other if "day" not in other else {"day": one.day.replace(day=9)}
    shop.spend(one)
    assert shop.spend(one._replace(**changed)) == (1, 0)
    assert len(kept(shop)) == 2


def test_a_campaign_as_a_whole_and_its_ads_are_never_both_counted(shop: Shop) -> None:
    ads = (spent("1", campaign="A", ad="x"), spent("2", campaign="A", ad="y"))
    whole = spent("3", campaign="A")
    shop.spend(spent("9", campaign="B", ad="z"))
    shop.spend(*ads)
    shop.spend(whole)
    assert [row[-1] for row in kept(shop)] == [3, 9]
    shop.spend(*ads)
    assert [row[-1] for row in kept(shop)] == [1, 2, 9]


def test_lines_of_one_ad_and_day_are_added_up() -> None:
    """An export may break an ad down, such as by placement."""
    lines = [spent("1.10", ad_id="1", ad="x"), spent("2", ad_id="1", ad="x"), spent("4", ad_id="2")]
    assert [row.amount for row in together(lines)] == [Decimal("3.10"), Decimal(4)]
