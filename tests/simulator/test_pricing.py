"""Prices that a request names."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.simulator.pricing import cents, currency
from hotmart.simulator.refusals import Refused


@given(st.integers(1, 10**11 - 1))
def test_whole_cents_are_kept_exactly(amount: int) -> None:
    assert cents(Decimal(amount).scaleb(-2)) == amount


@given(st.decimals(Decimal("0.001"), 10**6, places=3).filter(lambda value: value * 100 % 1 != 0))
def test_a_part_of_a_cent_is_refused_and_never_rounded(value: Decimal) -> None:
    with pytest.raises(Refused):
        cents(value)


@pytest.mark.parametrize("value", ["0", "-0.01", "1e9"])
def test_what_nobody_pays_is_refused(value: str) -> None:
    with pytest.raises(Refused):
        cents(Decimal(value))


@pytest.mark.parametrize("code", ["brl", "BR", "BRLL", "ÇÇÇ", "B1L"])
def test_a_currency_is_three_capital_letters(code: str) -> None:
    assert currency("BRL") == "BRL"
    with pytest.raises(Refused):
        currency(code)
