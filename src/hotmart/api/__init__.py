"""What Hotmart offers: every operation, declared once. Facts only; nothing here travels."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic

from hotmart.api.account import Account
from hotmart.api.club import Club
from hotmart.api.coupons import Coupons
from hotmart.api.events import Events
from hotmart.api.links import Links
from hotmart.api.negotiation import Negotiation
from hotmart.api.products import Products
from hotmart.api.sales import Sales
from hotmart.api.subscriptions import Subscriptions
from hotmart.api.user import User
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.resource import Declared, M, Resource, declarations

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

    def _bind(self, declared: Declared) -> Callable[..., Any]:
        """An operation as a function of this client."""
        raise NotImplementedError

    @cached_property
    def sales(self) -> Sales[M]:
        """What was sold, to whom, for how much, and who is paid for it."""
        return Sales(self._bind)

    @cached_property
    def subscriptions(self) -> Subscriptions[M]:
        """Who subscribes to what, and every charge of it."""
        return Subscriptions(self._bind)

    @cached_property
    def products(self) -> Products[M]:
        """What this account created, and the offers and plans it is sold by."""
        return Products(self._bind)

    @cached_property
    def coupons(self) -> Coupons[M]:
        """What buyers may type for a lower price."""
        return Coupons(self._bind)

    @cached_property
    def club(self) -> Club[M]:
        """The members area, where students take the courses."""
        return Club(self._bind)

    @cached_property
    def events(self) -> Events[M]:
        """Tickets, and who comes with them."""
        return Events(self._bind)

    @cached_property
    def negotiation(self) -> Negotiation[M]:
        """A new way to pay what a subscriber owes."""
        return Negotiation(self._bind)

    @cached_property
    def links(self) -> Links[M]:
        """Pages of payment made through the API."""
        return Links(self._bind)

    @cached_property
    def user(self) -> User[M]:
        """Who the credential belongs to."""
        return User(self._bind)

    @cached_property
    def account(self) -> Account[M]:
        """The legal data of the account. Very sensitive."""
        return Account(self._bind)


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
