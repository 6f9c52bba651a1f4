"""What Hotmart offers: every operation, declared once. Facts only; nothing here travels."""

from __future__ import annotations

from typing import Any

from ..endpoint import Endpoint, Resource, declarations
from .products import Products
from .sales import Sales
from .subscriptions import Subscriptions

GROUPS: tuple[type[Resource[Any]], ...] = (Sales, Subscriptions, Products)

CATALOGUE: tuple[Endpoint[..., Any], ...] = tuple(
    declared for group in GROUPS for declared in declarations(group)
)

_BY_ID = {endpoint.id: endpoint for endpoint in CATALOGUE}


def operation(id: str) -> Endpoint[..., Any]:
    """The operation of that name, such as `sales.history`; KeyError when there is none."""
    return _BY_ID[id]


__all__ = ["CATALOGUE", "GROUPS", "Products", "Sales", "Subscriptions", "operation"]
