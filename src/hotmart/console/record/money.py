"""The currency that stands beside an amount: no number of money is shown without it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hotmart.console.record.plain import plain

_SHORTER = 3  # parts of a name that may stand before what the currency is called


def currency_of(name: str, row: Mapping[str, Any]) -> str | None:
    """The currency of an amount: the nearest column that is called so, from its own name upwards."""
    parts = name.split("_")
    for cut in range(1, min(_SHORTER, len(parts)) + 1):
        before = "_".join(parts[:-cut])
        for end in ("currency_code", "currency"):
            found = row.get(f"{before}_{end}" if before else end)
            if isinstance(found, str):
                return found
    return None


def told(name: str, value: Any, row: Mapping[str, Any], where: ZoneInfo) -> str:
    """A value as a person reads it, with its currency where it is an amount."""
    words = plain(value, where)
    currency = currency_of(name, row) if isinstance(value, Decimal) and not _is_rate(name) else None
    return f"{currency} {words}" if currency else words


def _is_rate(name: str) -> bool:
    return any(part in ("rate", "percentage", "payout") for part in name.split("_"))
