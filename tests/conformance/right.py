"""Values that the parameters of an operation take, whatever there is at Hotmart."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from hotmart.api.negotiation_models import CustomDiscount
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.params import Param
from hotmart.words import OpenEnum

BY_NAME: dict[str, Any] = {
    "subscriber_code": "K7QW3ZP9",
    "currency": "BRL",
    "document": "000.000.000-00",
    "ucode": "00000000-0000-0000-0000-000000000000",
}
BY_KIND: dict[type, Any] = {
    datetime: datetime(2026, 1, 1, tzinfo=UTC),
    bool: True,
    int: 7,
    Decimal: Decimal("19.90"),
    str: "AB12",
    CustomDiscount: CustomDiscount(value=Decimal("5.50")),
}


def right(endpoint: Endpoint[..., Any]) -> dict[str, Any]:
    """Arguments for everything an operation needs."""
    return {param.name: one_right(param) for param in endpoint.params if param.required}


def one_right(param: Param) -> Any:
    """A value that the parameter takes."""
    if param.meta.extra == {"kind": "discount"}:
        one: Any = 10
    elif issubclass(param.kind, OpenEnum):
        one = param.choices[-1]
    else:
        one = BY_NAME.get(param.name) or BY_KIND.get(param.kind) or param.kind()
    return [one] if param.many else one
