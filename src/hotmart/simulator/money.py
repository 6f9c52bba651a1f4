"""Money in whole cents and rates in whole millionths, so that every sum is exact."""

from __future__ import annotations

from functools import lru_cache
from math import sin
from typing import Final

from hotmart.simulator.clock import DAY

UNIT: Final = 1_000_000  # a rate of 1
FEE_PERMILLE: Final = 99  # Hotmart keeps 9.9% and a fixed amount
FIXED_FEE: Final = {"BRL": 100, "USD": 50, "EUR": 50}
ACCOUNT_CURRENCY: Final = "BRL"

# What one unit is worth in reais around the middle of its slow swing, in millionths.
_WORTH: Final = {"USD": 5_420_000, "EUR": 5_880_000, "MXN": 289_000, "COP": 1_320}


@lru_cache(maxsize=1 << 16)
def amount(cents: int) -> str:
    """Cents as a JSON number: round money is an integer, and no zero trails (dossier §3.2)."""
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole}.{rest:02d}".rstrip("0")


@lru_cache(maxsize=1 << 16)
def rate(millionths: int) -> str:
    """A conversion rate as a JSON number."""
    whole, rest = divmod(millionths, UNIT)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")


@lru_cache(maxsize=1 << 14)
def worth(currency: str, at: int) -> int:
    """What one unit of a currency is worth in reais on a day, in millionths."""
    if currency == ACCOUNT_CURRENCY:
        return UNIT
    day = at // DAY
    swing = 0.05 * sin(day / 47.0) + 0.03 * sin(day / 11.0 + len(currency) + ord(currency[0]))
    return round(_WORTH[currency] * (1 + swing))


def converted(cents: int, millionths: int) -> int:
    """Cents of one currency in another."""
    return (cents * millionths + UNIT // 2) // UNIT


def priced_in(cents: int, currency: str, at: int) -> int:
    """A price in reais, as a buyer abroad sees it; Colombian pesos have no cents."""
    local = cents * UNIT // worth(currency, at)
    return local // 100 * 100 if currency == "COP" else local


def hotmart_fee(cents: int, currency: str) -> int:
    """What Hotmart keeps of a sale, never more than all of it."""
    return min(cents, (cents * FEE_PERMILLE + 500) // 1000 + FIXED_FEE[currency])
