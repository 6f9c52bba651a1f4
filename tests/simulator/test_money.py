"""Money is exact: written as JSON without loss, shared without remainder."""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hotmart.simulator.catalogue import catalogue, shares
from hotmart.simulator.clock import DAY
from hotmart.simulator.money import UNIT, amount, converted, hotmart_fee, rate, worth

CENTS = st.integers(-(10**16), 10**16)


@given(CENTS)
def test_an_amount_is_read_back_exactly_and_round_money_is_an_integer(cents: int) -> None:
    read = json.loads(amount(cents), parse_float=Decimal)
    assert read == Decimal(cents).scaleb(-2)
    assert isinstance(read, int) == (cents % 100 == 0)


@given(st.integers(0, 10**12))
def test_a_rate_is_read_back_exactly(millionths: int) -> None:
    assert json.loads(rate(millionths), parse_float=Decimal) * UNIT == millionths


def test_a_rate_of_one_is_the_integer_one() -> None:
    assert rate(UNIT) == "1"
    assert worth("BRL", 0) == UNIT


@given(cents=st.integers(1, 10**9), seed=st.integers(0, 20), with_affiliate=st.booleans())
def test_what_is_shared_adds_up_to_the_net_price(cents: int, seed: int, *, with_affiliate: bool) -> None:
    shop = catalogue(seed, 0)
    net = cents - hotmart_fee(cents, "BRL")
    for product in shop.products:
        parts = shares(product, shop.affiliates[0] if with_affiliate else None, net)
        assert sum(part for _, _, part in parts) == net
        assert all(part >= 0 for _, _, part in parts)


@given(st.integers(0, 20_000), st.sampled_from(["USD", "EUR", "MXN", "COP"]))
def test_currencies_swing_slowly_around_what_they_are_worth(day: int, currency: str) -> None:
    today, tomorrow = worth(currency, day * DAY), worth(currency, (day + 1) * DAY)
    assert abs(today - tomorrow) < today / 100
    assert converted(100, today) >= 0
