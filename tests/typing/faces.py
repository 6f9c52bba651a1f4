"""What type checkers see of both clients. Read by mypy and pyright, run by nobody.

Every `type: ignore` is a wrong call: a checker that lets one pass complains of the useless ignore.
"""

# pyright: reportUnnecessaryTypeIgnoreComment=true, reportUnusedCoroutine=false

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, assert_type

from hotmart import AsyncHotmart, Hotmart
from hotmart.api import Sales
from hotmart.api.choices import CommissionAs, PaymentType, SaleStatus
from hotmart.api.product_models import Offer, Plan, Product
from hotmart.api.sale_models import PriceDetails, Sale, SaleCommissions, SaleParticipants, SalesTotal
from hotmart.api.subscription_models import (
    Subscription,
    SubscriptionPurchase,
    SubscriptionSummary,
    SubscriptionTransaction,
)
from hotmart.endpoint import Request
from hotmart.pages import AsyncPages, Page, PageInfo, Pages
from hotmart.words import Instant


def waiting(client: Hotmart, day: date, moment: datetime) -> None:
    assert_type(client.sales.history(start_date=day, end_date=moment), Pages[Sale])
    assert_type(client.sales.summary(), Pages[SalesTotal])
    assert_type(client.sales.participants(transaction="HP1"), Pages[SaleParticipants])
    assert_type(client.sales.commissions(commission_as=CommissionAs.AFFILIATE), Pages[SaleCommissions])
    assert_type(client.sales.price_details(payment_type="PIX"), Pages[PriceDetails])
    refund: Callable[[str], None] = client.sales.refund
    assert_type(client.subscriptions.list(trial=True, plan=["Mensal"]), Pages[Subscription])
    assert_type(client.subscriptions.summary(), Pages[SubscriptionSummary])
    assert_type(client.subscriptions.transactions(), Pages[SubscriptionTransaction])
    assert_type(client.subscriptions.purchases("K7QW3ZP9"), list[SubscriptionPurchase])
    assert_type(client.products.list(id=1), Pages[Product])
    assert_type(client.products.offers("aa0f"), Pages[Offer])
    assert_type(client.products.plans("aa0f"), Pages[Plan])
    assert_type(client.fetch(Request(method="GET", path="/")), bytes)
    assert_type(client.calls, int)
    assert_type(client.sales.history().total(), int | None)
    with client as same:
        assert_type(same, Hotmart)
    refund("HP1")


async def awaited(client: AsyncHotmart) -> None:
    assert_type(client.sales.history(), AsyncPages[Sale])
    assert_type(await client.subscriptions.purchases("K7QW3ZP9"), list[SubscriptionPurchase])
    assert_type(await client.fetch(Request(method="GET", path="/")), bytes)
    assert_type(await client.sales.history().total(), int | None)
    await client.sales.refund("HP1")
    async for product in client.products.list():
        assert_type(product, Product)
    async for page in client.products.list().pages():
        assert_type(page, Page[Product])
    async with client as same:
        assert_type(same, AsyncHotmart)


def items(client: Hotmart) -> None:
    for sale in client.sales.history(transaction_status=[SaleStatus.REFUNDED, "CHARGEBACK"]):
        assert_type(sale.purchase.transaction, str)
        assert_type(sale.purchase.order_date, Instant | None)
        assert_type(sale.purchase.status, SaleStatus | None)
        if sale.purchase.price is not None:
            assert_type(sale.purchase.price.value, Decimal | None)
        if sale.purchase.payment is not None:
            assert_type(sale.purchase.payment.type, PaymentType | None)
    for page in client.sales.history().pages():
        assert_type(page.items, list[Sale])
        assert_type(page.page_info, PageInfo)


def declarations() -> None:
    assert_type(Sales.history.request(start_date=date(2026, 1, 1)), Request)
    assert_type(Sales.refund.request("HP1"), Request)


async def wrong(client: Hotmart, other: AsyncHotmart, anything: Any) -> None:
    client.sales.history(start_data=date(2026, 1, 1))  # type: ignore[call-arg]  # no such parameter
    client.sales.history(start_date="2026-01-01")  # type: ignore[arg-type]  # a text is no moment
    client.sales.history(start_date=1767225600000)  # type: ignore[arg-type]  # nor is a number
    client.sales.history(date(2026, 1, 1))  # type: ignore[call-arg]  # filters have names
    client.sales.history(product_id="7")  # type: ignore[arg-type]  # a number is no text
    client.sales.history(transaction_status=3)  # type: ignore[arg-type]  # nor a status
    client.sales.refund()  # type: ignore[call-arg]  # of which sale?
    client.sales.refund(3)  # type: ignore[arg-type]  # codes are text
    client.sales.herstory()  # type: ignore[attr-defined]  # no such operation
    client.subscriptions.purchases(code="K7QW3ZP9")  # type: ignore[call-arg]  # its name is subscriber_code
    Sales.history.request(start_data=anything)  # type: ignore[call-arg]  # declarations have the same types
    for _ in other.sales.history():  # type: ignore[attr-defined]  # asynchronous pages want `async for`
        pass
    async for _ in client.sales.history():  # type: ignore[attr-defined]  # and the others do not
        pass
    await client.sales.refund("HP1")  # type: ignore[misc]  # nothing to await
