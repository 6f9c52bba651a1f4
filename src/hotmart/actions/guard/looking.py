"""One sale, one subscription, one coupon as it is at Hotmart now, in any state; None where there is none."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hotmart.api.choices import SaleStatus, SubscriptionStatus
from hotmart.api.coupon_models import Coupon
from hotmart.api.product_models import Product
from hotmart.api.sale_models import Sale
from hotmart.api.subscription_models import Subscription
from hotmart.client import Hotmart

BEGINNING = date(2011, 1, 1)
"""Before anything was sold: without a day, Hotmart tells of the last 30 days only."""


def sale_of(client: Hotmart, code: str) -> Sale | None:
    """The sale of that code."""
    return next(iter(client.sales.history(transaction=code, transaction_status=[*SaleStatus])), None)


def subscription_of(client: Hotmart, code: str) -> Subscription | None:
    """The subscription of that subscriber's code."""
    found = client.subscriptions.list(
        subscriber_code=code, status=[*SubscriptionStatus], accession_date=BEGINNING
    )
    return next(iter(found), None)


def coupon_of(client: Hotmart, number: str) -> tuple[Product, Coupon] | None:
    """The coupon of that number, and its product: Hotmart lists coupons by product alone."""
    for product in client.products.list():
        for coupon in client.coupons.list(product.id or 0):
            if str(coupon.id) == number:
                return product, coupon
    return None


def hotmarts_now(client: Hotmart) -> datetime:
    """The time at Hotmart, by its last answer; by this machine's clock before the first."""
    return client.server_time or datetime.now(UTC)
