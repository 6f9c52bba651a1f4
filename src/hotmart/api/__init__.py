"""What Hotmart offers: every operation, declared once. Facts only; nothing here travels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic

from ..endpoint import Endpoint
from ..faces import Declared, M, Resource, declarations
from .account import Account
from .club import Club
from .coupons import Coupons
from .events import Events
from .links import Links
from .negotiation import Negotiation
from .products import Products
from .sales import Sales
from .subscriptions import Subscriptions
from .user import User

GROUPS: tuple[type[Resource[Any]], ...] = (
    Sales,
    Subscriptions,
    Products,
    Coupons,
    Club,
    Events,
    Negotiation,
    Links,
    User,
    Account,
)

CATALOGUE: tuple[Endpoint[..., Any], ...] = tuple(
    declared for group in GROUPS for declared in declarations(group)
)

_BY_ID = {endpoint.id: endpoint for endpoint in CATALOGUE}


def operation(id: str) -> Endpoint[..., Any]:
    """The operation of that name, such as `sales.history`; KeyError when there is none."""
    return _BY_ID[id]


class Offered(Generic[M]):
    """Every group of operations, as one client offers them."""

    def offer(self, bind: Callable[[Declared], Callable[..., Any]]) -> None:
        """Make each group anew, its operations bound by this."""
        self.sales: Sales[M] = Sales(bind)
        self.subscriptions: Subscriptions[M] = Subscriptions(bind)
        self.products: Products[M] = Products(bind)
        self.coupons: Coupons[M] = Coupons(bind)
        self.club: Club[M] = Club(bind)
        self.events: Events[M] = Events(bind)
        self.negotiation: Negotiation[M] = Negotiation(bind)
        self.links: Links[M] = Links(bind)
        self.user: User[M] = User(bind)
        self.account: Account[M] = Account(bind)


__all__ = [
    "CATALOGUE",
    "GROUPS",
    "Account",
    "Club",
    "Coupons",
    "Events",
    "Links",
    "Negotiation",
    "Offered",
    "Products",
    "Sales",
    "Subscriptions",
    "User",
    "operation",
]
