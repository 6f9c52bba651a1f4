"""Demand that looks like a business: growth, seasons, launches."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from hotmart.simulator import Settings
from hotmart.simulator.clock import instant
from hotmart.simulator.world import World


@pytest.mark.slow
def test_months_differ_like_those_of_a_business() -> None:
    world = World(Settings(sales=12_000))
    months = Counter(f"{instant(sale.ordered):%Y-%m}" for sale in world.sales)
    assert months["2024-11"] > 1.1 * months["2024-10"]  # Black Friday
    assert months["2024-12"] < 0.9 * months["2024-11"]
    assert months["2025-04"] > 1.3 * months["2023-07"]  # growth


def test_an_account_may_begin_whenever_and_last_as_long_as_wanted() -> None:
    world = World(Settings(sales=500, start=date(2020, 2, 29), months=13))
    assert instant(world.began).date() == date(2020, 2, 29)
    assert instant(world.now).date() == date(2021, 3, 28)
    assert 350 < len(world.sales) < 650


def test_an_order_bump_is_one_more_transaction_of_the_same_buyer_and_moment() -> None:
    world = World(Settings(sales=3_000))
    bump = world.catalogue.bump
    bumps = [sale for sale in world.sales if sale.offer.product is bump]
    assert bumps
    moments = {(sale.ordered, sale.buyer.number) for sale in world.sales if sale.offer.product is not bump}
    assert all((sale.ordered, sale.buyer.number) in moments for sale in bumps)


def test_only_buyers_abroad_pay_in_their_currency() -> None:
    world = World(Settings(sales=3_000))
    for sale in world.sales:
        if sale.price.currency not in ("BRL", sale.offer.currency):
            assert sale.price.currency == sale.buyer.country.currency
            assert sale.price.payout == "BRL"
    assert sum(1 for sale in world.sales if sale.price.currency == "BRL") > 0.8 * len(world.sales)
