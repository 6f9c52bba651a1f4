"""What cannot work is said before anything is asked or sent; and nothing is refused that Hotmart would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from hotmart.actions.guard import of_sales
from hotmart.actions.guard.errors import WouldBeRefusedError
from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.planning import plan_of
from hotmart.api import operation
from hotmart.api.choices import PaymentMethod, SaleStatus, SubscriptionStatus
from hotmart.api.sale_models import Purchase, Sale, SalePayment
from hotmart.api.subscription_models import Subscription
from hotmart.client import Hotmart
from hotmart.errors import APIStatusError
from hotmart.testing import SimulatedHotmart, simulated
from hotmart.words import Instant, milliseconds

from .targets import BEGAN, TARGETS
from .test_refusals import writes

pytestmark = pytest.mark.slow
NEVER_PAID = (SaleStatus.EXPIRED, SaleStatus.CANCELLED, SaleStatus.NO_FUNDS, SaleStatus.BLOCKED)
OVER = {
    SubscriptionStatus.CANCELLED_BY_CUSTOMER,
    SubscriptionStatus.CANCELLED_BY_ADMIN,
    SubscriptionStatus.CANCELLED_BY_SELLER,
    SubscriptionStatus.INACTIVE,
    SubscriptionStatus.OVERDUE,
}


@pytest.fixture(scope="module")
def hotmart() -> Iterator[SimulatedHotmart]:
    """An account whose sales and subscriptions have come to every end there is."""
    with simulated(sales=1500, months=12, quota=1_000_000, reactivations_accepted=0, seed=4) as account:
        yield account


def sales(hotmart: SimulatedHotmart, **filters: Any) -> list[Sale]:
    """Those of the last year, the latest last."""
    today = hotmart.now.date()
    found = hotmart.client().sales.history(
        start_date=today - timedelta(days=360),
        end_date=today,
        transaction_status=[*SaleStatus],
        **filters,
    )
    return [*found]


def subscriptions(client: Hotmart) -> list[Subscription]:
    return [*client.subscriptions.list(accession_date=BEGAN)]


def plan(client: Hotmart, id: str, **arguments: Any) -> Plan:
    return plan_of(operation(id), arguments, client, "main")


def refusal(hotmart: SimulatedHotmart, client: Hotmart, id: str, **arguments: Any) -> WouldBeRefusedError:
    before = writes(hotmart)
    with pytest.raises(WouldBeRefusedError) as refused:
        plan(client, id, **arguments)
    assert writes(hotmart) == before
    assert refused.value.text.en != refused.value.text.pt
    return refused.value


def a_sale(hotmart: SimulatedHotmart, *statuses: SaleStatus, role: str = "PRODUCER") -> str:
    return next(
        one.purchase.transaction
        for one in sales(hotmart, commission_as=role)
        if one.purchase.status in statuses
    )


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ((SaleStatus.REFUNDED,), "refunded already"),
        ((SaleStatus.PARTIALLY_REFUNDED,), "in part already"),
        ((SaleStatus.CHARGEBACK,), "bank already"),
        (NEVER_PAID, "APPROVED or COMPLETE"),
    ],
)
def test_a_refund_of_what_was_given_back_or_never_paid(
    statuses: tuple[SaleStatus, ...], said: str, hotmart: SimulatedHotmart, client: Hotmart
) -> None:
    code = a_sale(hotmart, *statuses)
    refused = refusal(hotmart, client, "sales.refund", transaction_code=code)
    assert said in refused.text.en
    assert refused.advice is not None
    assert f"hotmart action run sales.history -p transaction={code} " in refused.advice.en


@pytest.mark.parametrize("role", ["AFFILIATE", "COPRODUCER"])
def test_a_refund_of_a_sale_that_is_anothers(role: str, hotmart: SimulatedHotmart, client: Hotmart) -> None:
    code = a_sale(hotmart, SaleStatus.APPROVED, SaleStatus.COMPLETE, role=role)
    assert "only its producer" in refusal(hotmart, client, "sales.refund", transaction_code=code).text.en


def test_a_refund_after_the_warranty(hotmart: SimulatedHotmart, client: Hotmart) -> None:
    code = a_sale(hotmart, SaleStatus.COMPLETE)
    assert "warranty" in refusal(hotmart, client, "sales.refund", transaction_code=code).text.en


def test_hotmart_refuses_every_sale_that_is_refused_here(hotmart: SimulatedHotmart, client: Hotmart) -> None:
    """And takes every one of which nothing is said."""
    refused, taken = 0, 0
    for one in sales(hotmart)[-400:]:
        code = one.purchase.transaction
        try:
            made = plan(client, "sales.refund", transaction_code=code)
        except WouldBeRefusedError:
            refused += 1
            with pytest.raises(APIStatusError):
                client.sales.refund(code)
        else:
            if not made.warnings:
                taken += 1
                client.sales.refund(code)
    assert min(refused, taken) >= 10


def test_a_slip_of_what_waits_for_none(hotmart: SimulatedHotmart, client: Hotmart) -> None:
    refused = 0
    for one in sales(hotmart)[-300:]:
        code = one.purchase.transaction
        try:
            plan(client, "sales.regenerate_billet", transaction_code=code)
        except WouldBeRefusedError:
            refused += 1
            with pytest.raises(APIStatusError):
                client.sales.regenerate_billet(code)
    assert refused > 100


@pytest.mark.parametrize(
    "id",
    [
        "subscriptions.cancel_single",
        "subscriptions.reactivate_single",
        "subscriptions.change_due_day",
        "subscriptions.switch_plan",
    ],
)
def test_hotmart_refuses_every_subscription_that_is_refused_here(
    id: str, hotmart: SimulatedHotmart, client: Hotmart
) -> None:
    more: Mapping[str, dict[str, Any]] = {
        "subscriptions.change_due_day": {"due_day": 5},
        "subscriptions.switch_plan": {"offer_code": "00000000"},
    }
    call = getattr(client.subscriptions, id.partition(".")[2])
    refused: set[str] = set()
    taken: set[str] = set()
    for one in subscriptions(client):
        arguments = {"subscriber_code": one.subscriber_code} | more.get(id, {})
        try:
            plan(client, id, **arguments)
            taken.add(str(one.status))
        except WouldBeRefusedError:
            refused.add(str(one.status))
            with pytest.raises(APIStatusError):
                call(**arguments)
    if id == "subscriptions.reactivate_single":
        assert refused == {"ACTIVE", "DELAYED", "OVERDUE"}
        assert taken >= {"CANCELLED_BY_CUSTOMER", "CANCELLED_BY_SELLER"}
    else:
        assert refused >= {str(one) for one in OVER}
        assert not taken & {str(one) for one in OVER}
    if id == "subscriptions.cancel_single":
        assert taken >= {"ACTIVE", "DELAYED"}


def trials(hotmart: SimulatedHotmart, client: Hotmart) -> list[Subscription]:
    return [
        one
        for one in subscriptions(client)
        if one.trial
        and one.status == SubscriptionStatus.ACTIVE
        and not [*client.subscriptions.purchases(one.subscriber_code)]
    ]


@pytest.mark.parametrize(
    ("id", "more"),
    [
        ("subscriptions.change_due_day", {"due_day": 5}),
        ("subscriptions.switch_plan", {"offer_code": "00000000"}),
    ],
)
def test_a_trial_has_no_other_day_and_no_other_plan(
    id: str, more: dict[str, Any], hotmart: SimulatedHotmart, client: Hotmart
) -> None:
    found = trials(hotmart, client)
    for _ in range(60):
        if not found:
            hotmart.advance(1)
            found = trials(hotmart, client)
    refused = refusal(hotmart, client, id, subscriber_code=found[0].subscriber_code, **more)
    assert "in its trial" in refused.text.en
    with pytest.raises(APIStatusError, match="subscription_in_trial_period"):
        client.subscriptions.change_due_day(found[0].subscriber_code, 5)


def test_the_plan_that_it_has_already(hotmart: SimulatedHotmart, client: Hotmart) -> None:
    arguments = TARGETS["subscriptions.switch_plan"](client)
    plans = next(iter(client.subscriptions.switch_plans([arguments["subscriber_code"]]))).plans or []
    now = next(one.offer.key for one in plans if one.current and one.offer)
    refused = refusal(hotmart, client, "subscriptions.switch_plan", **(arguments | {"offer_code": now}))
    assert "already" in refused.text.en
    other = arguments | {"offer_code": "zzzzzzzz"}
    assert "none of those" in refusal(hotmart, client, "subscriptions.switch_plan", **other).text.en


def test_of_several_what_is_left_is_warned_of(hotmart: SimulatedHotmart, client: Hotmart) -> None:
    every = subscriptions(client)
    active = [one.subscriber_code for one in every if one.status == SubscriptionStatus.ACTIVE][:2]
    over = [one.subscriber_code for one in every if one.status in OVER][:2]
    made = plan(client, "subscriptions.cancel", subscriber_code=[*active, *over])
    assert made.records == 2
    assert len(made.warnings) == 2
    assert all(code in warning.en for code, warning in zip(over, made.warnings, strict=True))
    assert over[0] in refusal(hotmart, client, "subscriptions.cancel", subscriber_code=over).text.en


def test_a_coupon_that_takes_all_or_is_there_already(hotmart: SimulatedHotmart, client: Hotmart) -> None:
    arguments = TARGETS["coupons.create"](client)
    assert "99%" in refusal(hotmart, client, "coupons.create", **(arguments | {"discount": 99})).text.en
    with pytest.raises(APIStatusError):
        client.coupons.create(arguments["product_id"], "NOVENTA", 99)
    client.coupons.create(**arguments)
    there = refusal(hotmart, client, "coupons.create", **arguments)
    assert "already" in there.text.en
    assert "hotmart action run coupons.list" in str(there.advice and there.advice.en)


def test_what_hotmart_only_may_refuse_is_warned_of(client: Hotmart) -> None:
    made = plan(
        client, "coupons.create", **(TARGETS["coupons.create"](client) | {"end_date": date(2023, 1, 1)})
    )
    assert "nobody could use" in made.warnings[0].en
    debt = TARGETS["negotiation.create"](client)
    made = plan(client, "negotiation.create", **(debt | {"recurrences": [77], "discount": 100_000}))
    assert "not owed" in made.warnings[0].en
    assert "leaves nothing" in made.warnings[1].en
    unknown = "00000000-0000-4000-8000-000000000000"
    made = plan(client, "links.create_offer", ucode=unknown, offer_name="A", value=10, currency="BRL")
    assert "No payment link" in made.warnings[0].en
    made = plan(client, "links.charge_value", token="ab12", value=10)
    assert ("token" in made.warnings[0].en, "ab12" in made.warnings[0].en) == (True, False)
    assert made.amounts == {"?": 10}
    twice: dict[str, Any] = {"name": "Duas vezes", "value": 10, "currency": "BRL"}
    assert plan(client, "links.create", **twice).warnings == ()
    client.links.create(**twice)
    assert "one more" in plan(client, "links.create", **twice).warnings[0].en


MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def judged(
    days_since: int, warranty: int, status: str = "APPROVED", method: PaymentMethod | None = None
) -> of_sales.Verdict:
    """What is said of the refund of a sale bought so many days ago, with a warranty of so many."""
    bought = Instant.from_wire(milliseconds(MOMENT - timedelta(days=days_since)))
    purchase = Purchase(
        transaction="HP1",
        status=SaleStatus(status),
        approved_date=bought,
        warranty_expire_date=Instant.from_wire(milliseconds(bought + timedelta(days=warranty))),
        payment=SalePayment(method=method),
    )
    return of_sales.judged_refund(Sale(purchase=purchase), MOMENT)


def test_how_long_a_sale_can_be_given_back() -> None:
    assert judged(3, 7) == of_sales.Verdict()
    assert judged(20, 30) == of_sales.Verdict()
    assert judged(55, 60) == of_sales.Verdict()
    assert "may refuse" in judged(15, 7).warnings[0].en
    assert "any more" in str(judged(40, 7).refusal)
    assert "may refuse" in judged(15, 7, status="COMPLETE").warnings[0].en
    assert "direct debit" in judged(3, 7, method=PaymentMethod.SEPA_DIRECT_DEBIT).warnings[0].en
    new = judged(3, 7, status="SOMETHING_NEW")
    assert (new.refusal, len(new.warnings)) == (None, 1)
