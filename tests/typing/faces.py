"""What type checkers see of clients and accounts. Read by mypy, pyright, ty and pyrefly, run by nobody."""

# pyright: reportUnusedCoroutine=false

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, assert_type

import hotmart
from hotmart import (
    Account,
    Accounts,
    Answer,
    AsyncHotmart,
    DiffersError,
    Hotmart,
    IncompleteError,
    Outcome,
    PaginatedResponse,
    Progress,
    Report,
    SaleHistoryItem,
    Verification,
)
from hotmart.answers.pages import AsyncPages, OpenedAsyncPages, Page, PageInfo, Pages
from hotmart.answers.rows import Rows
from hotmart.api import Sales
from hotmart.api.account_models import AccountInfo, Me
from hotmart.api.choices import CommissionAs, PaymentType, Periodicity, SaleStatus, SlipOrPix
from hotmart.api.club_models import ClubPage, Lessons, Module, ModulePage, Student
from hotmart.api.contract_models import BulkOutcome, Contract, SwitchablePlans, SwitchedPlan
from hotmart.api.coupon_models import Coupon
from hotmart.api.event_models import Event, Ticket
from hotmart.api.link_models import CheckoutConfiguration, Link, LinkCharge, LinkOffer, LinkPlan
from hotmart.api.negotiation_models import CustomDiscount, NegotiatedDebt
from hotmart.api.product_models import Offer, Plan, Product
from hotmart.api.sale_models import Billet, PriceDetails, Sale, SaleCommissions, SaleParticipants, SalesTotal
from hotmart.api.subscription_models import (
    Subscription,
    SubscriptionPurchase,
    SubscriptionSummary,
    SubscriptionTransaction,
)
from hotmart.request import Request
from hotmart.words import Instant


def reading(client: Hotmart, day: date, moment: datetime) -> None:
    assert_type(client.sales.history(start_date=day, end_date=moment), Pages[Sale])
    assert_type(client.sales.history(start_date=1767225600000, select="buyer.email"), Pages[Sale])
    assert_type(client.sales.summary(), Pages[SalesTotal])
    assert_type(client.sales.participants(transaction="HP1"), Pages[SaleParticipants])
    assert_type(client.sales.commissions(commission_as=CommissionAs.AFFILIATE), Pages[SaleCommissions])
    assert_type(client.sales.price_details(payment_type="PIX"), Pages[PriceDetails])
    assert_type(client.subscriptions.list(trial=True, plan=["Mensal"]), Pages[Subscription])
    assert_type(client.subscriptions.summary(), Pages[SubscriptionSummary])
    assert_type(client.subscriptions.transactions("K7QW3ZP9"), Pages[SubscriptionTransaction])
    assert_type(client.subscriptions.purchases("K7QW3ZP9"), Rows[SubscriptionPurchase])
    assert_type(client.subscriptions.switch_plans(["K7QW3ZP9"]), Pages[SwitchablePlans])
    assert_type(client.products.list(id=1), Pages[Product])
    assert_type(client.products.offers("aa0f"), Pages[Offer])
    assert_type(client.products.plans("aa0f", select=["code", "name"]), Pages[Plan])
    assert_type(client.coupons.list("1234567"), Pages[Coupon])
    assert_type(client.club.modules("atelie", is_extra=True), Rows[Module])
    assert_type(client.club.pages("atelie", module_id="2QWER7TY8U"), Rows[ClubPage])
    assert_type(client.club.module_pages(1234567, "2QWER7TY8U"), Rows[ModulePage])
    assert_type(client.club.students("atelie"), Pages[Student])
    assert_type(client.club.student_progress("atelie", student_email="rita"), Pages[Student])
    assert_type(client.club.lessons("atelie", "8KQ2MZX41P"), Lessons)
    assert_type(client.events.get(3346000), Event)
    assert_type(client.events.tickets(product_id=3346000, last_update=moment), Pages[Ticket])
    assert_type(client.links.list(), Pages[Link])
    assert_type(client.user.me(), Me)
    assert_type(client.account.info("aa0f"), AccountInfo)


def writing(client: Hotmart, day: date) -> None:
    client.sales.refund("HP1")
    assert_type(client.sales.regenerate_billet(transaction_code="HP1"), Billet)
    assert_type(client.subscriptions.cancel(["K7QW3ZP9"], send_mail=False), BulkOutcome)
    assert_type(client.subscriptions.cancel_single("K7QW3ZP9"), Contract)
    assert_type(client.subscriptions.reactivate("K7QW3ZP9", charge=True), BulkOutcome)
    assert_type(client.subscriptions.reactivate_single("K7QW3ZP9", charge=True), Contract)
    client.subscriptions.change_due_day("K7QW3ZP9", due_day=15)
    assert_type(client.subscriptions.switch_plan("K7QW3ZP9", "clubanua"), SwitchedPlan)
    client.products.configure(3344990, is_allowed_to_email_the_buyer=True)
    client.coupons.create("1234567", "SUMMER10", discount=10.0)
    client.coupons.create(1234567, "SUMMER10", Decimal("0.1"), start_date=day, offer_ids=[1])
    client.coupons.delete(445566)
    assert_type(client.negotiation.create(90112233, [5], "PIX", discount=20), NegotiatedDebt)
    client.negotiation.create(
        90112233, [5], SlipOrPix.BILLET, discount=CustomDiscount(value=Decimal(20)), document="00000000100"
    )
    configuration = CheckoutConfiguration(is_offer_pix=True)
    assert_type(client.links.create("Aula", 50, "BRL", checkout_configuration=configuration), Link)
    assert_type(client.links.create_offer("aa0f", "Promo", Decimal("19.90"), "BRL"), LinkOffer)
    assert_type(client.links.create_plan("aa0f", "Mensal", 59, Periodicity.MONTHLY), LinkPlan)
    assert_type(client.links.charge_offer("t", "ab12cd34", sck="x"), LinkCharge)
    assert_type(client.links.charge_value("t", 19.9), LinkCharge)


def surroundings(client: Hotmart) -> None:
    assert_type(client.fetch(Request(method="GET", path="/")), bytes)
    assert_type(client.calls, int)
    assert_type(client.with_options(timeout=5, max_retries=0, query={"new": "x"}), Hotmart)
    with client as same:
        assert_type(same, Hotmart)


def pages(client: Hotmart, day: date) -> None:
    sales = client.sales.history(start_date=day)
    assert_type(sales.items, Rows[Sale])
    assert_type(sales.page_info, PageInfo)
    assert_type(sales.page_info.next_page_token, str | None)
    assert_type(sales.total(), int | None)
    assert_type(client.sales.history.total(start_date=day), int | None)
    assert_type(sales.at_once(4), Pages[Sale])
    assert_type(sales.all(), Rows[Sale])
    for page in sales.pages():
        assert_type(page.items, Rows[Sale])
    assert_type(client.sales.history_autopaginate(start_date=day), Iterator[Sale])
    assert_type(client.subscriptions.list_autopaginate(status="ACTIVE"), Iterator[Subscription])
    assert_type(client.events.tickets_autopaginate(product_id=7), Iterator[Ticket])
    known: PaginatedResponse[SaleHistoryItem] = sales
    assert_type(known.items[0], Sale)


async def awaited(client: AsyncHotmart) -> None:
    assert_type(client.sales.history(), AsyncPages[Sale])
    assert_type(await client.sales.history(), OpenedAsyncPages[Sale])
    assert_type((await client.sales.history()).items, Rows[Sale])
    assert_type(await client.subscriptions.purchases("K7QW3ZP9"), Rows[SubscriptionPurchase])
    assert_type(await client.subscriptions.cancel(["K7QW3ZP9"]), BulkOutcome)
    assert_type(await client.fetch(Request(method="GET", path="/")), bytes)
    assert_type(await client.sales.history().total(), int | None)
    assert_type(await client.sales.history.total(), int | None)
    assert_type(client.with_options(timeout=5), AsyncHotmart)
    await client.sales.refund("HP1")
    async for product in client.products.list():
        assert_type(product, Product)
    async for page in client.products.list().pages():
        assert_type(page, Page[Product])
    assert_type(client.products.list_autopaginate(), AsyncIterator[Product])
    async with client as same:
        assert_type(same, AsyncHotmart)


def items(client: Hotmart) -> None:
    for sale in client.sales.history(transaction_status=[SaleStatus.REFUNDED, "CHARGEBACK"]):
        assert_type(sale.purchase.transaction, str)
        assert_type(sale.purchase.order_date, Instant | None)
        assert_type(sale.purchase.status, SaleStatus | None)
        assert_type(sale.model_dump_json(), str)
        assert_type(sale.to_dict(), dict[str, Any])
        if sale.purchase.price is not None:
            assert_type(sale.purchase.price.value, Decimal | None)
        if sale.purchase.payment is not None:
            assert_type(sale.purchase.payment.type, PaymentType | None)


def declarations() -> None:
    assert_type(Sales.history.request(start_date=date(2026, 1, 1)), Request)
    assert_type(Sales.refund.request("HP1"), Request)


async def accounts(account: Account, day: date, moment: datetime) -> None:
    assert_type(hotmart.open("hotmart.toml", connection="loja", warehouse="w.duckdb"), Account)
    assert_type(hotmart.open_all(connections=["ana", "bia"]), Accounts)
    report = account.sync("sales_history", since=day, full=True, wait=True, progress=heard)
    assert_type(report, Report)
    assert_type(report.streams["sales_history"].changed, int)
    assert_type(report.error, IncompleteError | DiffersError | None)
    assert_type(await account.sync_async("products"), Report)
    assert_type(account.verify(), Verification)
    answer = account.ask("SELECT 1", as_of=moment, limit=10, timeout=2.5)
    assert_type(answer, Answer)
    assert_type(answer.as_of, datetime | None)
    for outcome in hotmart.open_all().sync():
        assert_type(outcome, Outcome[Report])
        assert_type(outcome.result, Report | None)
        assert_type(outcome.wanted(), Report)
    with hotmart.speaking("pt"):
        account.sync(progress=heard)


def heard(progress: Progress) -> None:
    assert_type(progress.seconds_left, float | None)
