"""The accounts the operations are shown on: a large one that nobody changes, and a new one for each write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from hotmart.testing import simulated

from . import links
from .account import Account


@pytest.fixture(scope="package")
def account() -> Iterator[Account]:
    """An account large enough to hold a bit of everything. Whoever reads it leaves it as it was."""
    with simulated(sales=4_000, quota=100_000) as hotmart:
        account = Account(hotmart)
        furnish(account)
        yield account


def furnish(account: Account) -> None:
    """Give it a coupon that begins and ends, and a link with everything: those it begins with are plain."""
    now = account.hotmart.now
    account.client.coupons.create(
        account.course.id, "DE_HOJE", 10, start_date=now, end_date=now + timedelta(days=9)
    )
    account.client.links.create(
        "Aula em grupo",
        90,
        "BRL",
        checkout_configuration=links.CHECKOUT,
        link_configuration=links.CALLBACK,
        subscription=links.SUBSCRIPTION,
    )
