"""Prices that a request names."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from hotmart.simulator.refusals import invalid_parameter

_LARGEST: Final = 10**11


def cents(value: Decimal) -> int:
    """An amount in whole cents: above nothing, and never rounded."""
    exact = value.scaleb(2)
    if not 0 < exact < _LARGEST or exact != exact.to_integral_value():
        raise invalid_parameter()
    return int(exact)


def currency(code: str) -> str:
    """Three capital letters."""
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise invalid_parameter()
    return code
