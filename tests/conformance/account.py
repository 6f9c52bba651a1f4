"""The simulated account that every operation is shown on, and who asks it: either client, by one call."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from typing import Any

from hotmart import AsyncHotmart, Hotmart, NotFoundError
from hotmart.api import operation
from hotmart.api.choices import SaleStatus, SubscriptionStatus
from hotmart.api.product_models import Product
from hotmart.api.subscription_models import Subscription
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.operations import Listing
from hotmart.testing import SimulatedHotmart, simulated

TAUGHT = ("ONLINE_COURSE", "COMMUNITY")


def bound(client: Hotmart | AsyncHotmart, id: str) -> Callable[..., Any]:
    """The operation of that name, as this client offers it."""
    group, name = id.split(".")
    function: Callable[..., Any] = getattr(getattr(client, group), name)
    return function


class Account:
    """One simulated account. What it knows of itself it has read through our client."""

    def __init__(self, hotmart: SimulatedHotmart, *, awaits: bool = False) -> None:
        self.hotmart, self.awaits = hotmart, awaits
        self.client = hotmart.client()

    def do(self, id: str, *args: Any, **kwargs: Any) -> Any:
        """Call an operation that answers once, by the face this account is asked through."""
        if not self.awaits:
            return bound(self.client, id)(*args, **kwargs)

        async def done() -> Any:
            async with self.hotmart.async_client() as client:
                return await bound(client, id)(*args, **kwargs)

        return asyncio.run(done())

    def rows_awaited(self, id: str, arguments: dict[str, Any]) -> list[Any]:
        """Every row of a listing, read by `async for`."""

        async def read() -> list[Any]:
            async with self.hotmart.async_client() as client:
                return [row async for row in bound(client, id)(**arguments)]

        return asyncio.run(read())

    def year(self, start: str = "start_date", end: str = "end_date") -> dict[str, Any]:
        """The last twelve months, by the names an operation has for their ends."""
        return {start: self.hotmart.now - timedelta(days=365), end: self.hotmart.now}

    def whole(self, id: str) -> dict[str, Any]:
        """The arguments that ask for all a listing has of the last twelve months."""
        listing: Endpoint[..., Any] = operation(id)
        if not isinstance(listing, Listing):
            return {}
        arguments = self.year(*listing.facts.window) if listing.facts.window else {}
        if listing.facts.statuses:
            arguments[listing.facts.statuses] = list(listing.param(listing.facts.statuses).choices)
        return arguments

    def sales(self, *statuses: SaleStatus, **filters: Any) -> list[str]:
        """The codes of the sales of the last twelve months in these states, oldest first."""
        found = self.client.sales.history(
            **{**self.year(), "commission_as": "PRODUCER", "transaction_status": [*statuses], **filters}
        )
        return [sale.purchase.transaction for sale in found]

    def subscriptions(self, *statuses: SubscriptionStatus, period: int | None = None) -> list[Subscription]:
        """The subscriptions in these states that have no trial, and this many days between charges."""
        since = self.hotmart.now - timedelta(days=800)
        return [
            one
            for one in self.client.subscriptions.list(accession_date=since, status=[*statuses])
            if not one.trial and one.plan and period in (None, one.plan.recurrency_period)
        ]

    @property
    def active(self) -> list[str]:
        """The codes of the subscriptions that run, charged every month."""
        return [one.subscriber_code for one in self.subscriptions(SubscriptionStatus.ACTIVE, period=30)]

    @property
    def secrets(self) -> list[str]:
        """What logs in, and what a login gave."""
        names = ("HOTMART_CLIENT_ID", "HOTMART_CLIENT_SECRET", "HOTMART_BASIC")
        token = self.client._line.tokens.at_hand()
        assert token
        return [token, *(self.hotmart.environment[name] for name in names)]

    @cached_property
    def products(self) -> list[Product]:
        """What the account made."""
        return list(self.client.products.list())

    def product(self, **wanted: Any) -> Product:
        """The first product that is like this."""
        return next(
            one for one in self.products if all(getattr(one, name) == it for name, it in wanted.items())
        )

    @property
    def course(self) -> Product:
        """A product that is paid once."""
        return self.product(is_subscription=False, format="ONLINE_COURSE", status="ACTIVE")

    @property
    def event(self) -> int:
        """The number of an event."""
        return self.product(format="ETICKET").id

    @property
    def plans_of(self) -> str:
        """The ucode of a product that has plans."""
        return self.product(is_subscription=True).ucode or ""

    @property
    def subdomain(self) -> str:
        """The members area."""
        return self.hotmart.subdomain

    @cached_property
    def modules(self) -> list[tuple[str, int]]:
        """The code of each module, and the number of its product, which no read tells: it is tried."""
        codes = [
            module.module_id
            for is_extra in (False, True)
            for module in self.client.club.modules(self.subdomain, is_extra=is_extra)
        ]
        numbers = [one.id for one in self.products if one.format in TAUGHT]
        return [(code, number) for code in codes for number in numbers if self._teaches(number, code)]

    def _teaches(self, number: int, code: str) -> bool:
        try:
            return bool(self.client.club.module_pages(number, code))
        except NotFoundError:
            return False


@contextmanager
def new_account(*, awaits: bool = False) -> Iterator[Account]:
    """An account of its own, where everybody accepts and pays."""
    with simulated(sales=1_500, quota=100_000, reactivations_accepted=1, negotiations_paid=1) as hotmart:
        yield Account(hotmart, awaits=awaits)
