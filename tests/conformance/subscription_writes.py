"""Every write on subscriptions and what is owed for them, and the reads that see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hotmart import BadRequestError
from hotmart.api.choices import ContractStatus, SaleStatus, SlipOrPix, SubscriptionStatus
from hotmart.api.sale_models import Purchase
from hotmart.api.subscription_models import Subscription

from .account import Account
from .case import Arguments, Failure, Write, missing

UNKNOWN = "ZZZZZZZZ"
CANCELLED = (SubscriptionStatus.CANCELLED_BY_SELLER, SubscriptionStatus.CANCELLED_BY_CUSTOMER)


def subscription(account: Account, code: str) -> Subscription:
    (found,) = account.client.subscriptions.list(subscriber_code=code)
    return found


def statuses(account: Account, *codes: str) -> set[SubscriptionStatus | None]:
    return {subscription(account, code).status for code in codes}


def over(account: Account) -> str:
    """A subscription that was cancelled before."""
    return account.subscriptions(*CANCELLED)[0].subscriber_code


def cancel(account: Account) -> list[Any]:
    """Those that run are cancelled; the others are left as they were, with the reason (dossier §5.6)."""
    gone, running = over(account), [one.subscriber_code for one in running_of_every_kind(account)]
    before = subscription(account, gone)
    answer = account.do("subscriptions.cancel", [*running, gone, UNKNOWN], send_mail=False)
    assert [one.subscriber_code for one in answer.success_subscriptions] == running
    assert {one.status for one in answer.success_subscriptions} == {ContractStatus.INACTIVE}
    assert [(one.subscriber_code, one.error) for one in answer.fail_subscriptions] == [
        (gone, "SUBSCRIPTION_ALREADY_CANCELED_OR_OVERDUE"),
        (UNKNOWN, "SUBSCRIPTION_NOT_FOUND"),
    ]
    assert statuses(account, *running) == {SubscriptionStatus.CANCELLED_BY_SELLER}
    assert subscription(account, gone) == before
    account.hotmart.advance(120)
    charged = account.client.subscriptions.purchases(running[0])
    assert not [
        one for one in charged if one.approved_date and one.approved_date > account.year()["end_date"]
    ]
    return [answer]


def running_of_every_kind(account: Account) -> list[Subscription]:
    """Subscriptions that run: in their trial, of every period, for ever or for so many cycles."""
    since = account.year()["start_date"]
    return list(account.client.subscriptions.list(accession_date=since, status=SubscriptionStatus.ACTIVE))


def one_of_each_kind(account: Account) -> list[str]:
    """With a trial and without, for ever or for so many cycles."""
    kinds = {
        (one.trial, bool(one.plan and one.plan.max_charge_cycles)): one
        for one in running_of_every_kind(account)
    }
    return [one.subscriber_code for one in kinds.values()]


def cancel_single(account: Account) -> list[Any]:
    """It is cancelled by its seller, at once."""
    answers: list[Any] = []
    for code in one_of_each_kind(account):
        answers.append(account.do("subscriptions.cancel_single", code, send_mail=False))
        assert (answers[-1].subscriber_code, answers[-1].status) == (code, ContractStatus.INACTIVE)
        after = subscription(account, code)
        assert after.status == SubscriptionStatus.CANCELLED_BY_SELLER
        assert after.end_accession_date == account.hotmart.now
    return answers


def reactivate(account: Account) -> list[Any]:
    """Nothing is active before the subscribers accept, within three days (dossier §5.7)."""
    codes = one_of_each_kind(account)
    running = next(code for code in account.active if code not in codes)
    account.client.subscriptions.cancel(codes)
    answer = account.do("subscriptions.reactivate", [*codes, running], charge=True)
    assert [one.subscriber_code for one in answer.success_subscriptions] == codes
    (left,) = answer.fail_subscriptions
    assert (left.subscriber_code, left.error) == (running, "SUBSCRIPTION_ALREADY_ACTIVE")
    assert statuses(account, *codes) == {SubscriptionStatus.CANCELLED_BY_SELLER}
    before = [len(account.client.subscriptions.purchases(code)) for code in codes]
    account.hotmart.advance(4)
    # Charged at once, as was asked; who has no money at that moment is late.
    assert statuses(account, *codes) <= {SubscriptionStatus.ACTIVE, SubscriptionStatus.DELAYED}
    after = [len(account.client.subscriptions.purchases(code)) for code in codes]
    assert all(now > then for now, then in zip(after, before, strict=True))
    return [answer]


def reactivate_single(account: Account) -> list[Any]:
    """It is active again once the subscriber accepts."""
    codes = one_of_each_kind(account)
    account.client.subscriptions.cancel(codes)
    answers = [account.do("subscriptions.reactivate_single", code) for code in codes]
    assert [answer.subscriber_code for answer in answers] == codes
    assert statuses(account, *codes) == {SubscriptionStatus.CANCELLED_BY_SELLER}
    account.hotmart.advance(4)
    assert statuses(account, *codes) == {SubscriptionStatus.ACTIVE}
    return answers


def change_due_day(account: Account) -> list[Any]:
    """One cycle after the next charge they are charged on that day (dossier §5.9)."""
    codes = account.active[:20]
    answers = [account.do("subscriptions.change_due_day", code, due_day=12) for code in codes]
    account.hotmart.advance(70)
    after = [subscription(account, code) for code in codes]
    running = [one for one in after if one.status == SubscriptionStatus.ACTIVE]
    assert len(running) >= 3
    assert {one.date_next_charge.day for one in running if one.date_next_charge} == {12}
    return answers


def switch_plan(account: Account) -> list[Any]:
    """The list tells the new plan and its price, and the plans which of them is current (dossier §5.10)."""
    code, offer_code = switchable(account)
    answer = account.do("subscriptions.switch_plan", code, offer_code)
    assert (answer.subscriber_code, answer.offer.code) == (code, offer_code)
    (plans,) = account.client.subscriptions.switch_plans(code)
    (current,) = [plan for plan in plans.plans or [] if plan.current]
    assert current.offer
    assert current.offer.key == offer_code
    after = subscription(account, code)
    assert after.plan
    assert (after.plan.id, after.plan.name) == (answer.plan.id, answer.plan.name)
    assert after.price == answer.price == current.price
    return [answer]


def switchable(account: Account, *, current: bool = False) -> tuple[str, str]:
    """A subscription, and the offer of a plan that it does not have, or has."""
    for row in account.client.subscriptions.switch_plans(account.active):
        keys = [(plan.current, plan.offer.key) for plan in row.plans or [] if plan.offer]
        if len(keys) > 1:
            return row.subscriber_code, next(key for is_current, key in keys if is_current == current and key)
    raise AssertionError("no subscription may change its plan")


def its_own_plan(account: Account) -> Arguments:
    code, offer_code = switchable(account, current=True)
    return {"subscriber_code": code, "offer_code": offer_code}


def owed(account: Account) -> Iterator[tuple[str, int, int]]:
    """What may be negotiated: the codes and numbers of subscriptions, and the recurrences they owe."""
    for row in account.client.subscriptions.summary(**account.year("accession_date", "end_accession_date")):
        price = subscription(account, row.subscriber_code).price
        if price and price.currency_code == "BRL" and row.status == SubscriptionStatus.CANCELLED_BY_ADMIN:
            for debt in row.unpaid_recurrencies or []:
                yield row.subscriber_code, row.subscription_id or 0, debt.number or 0


def negotiate(account: Account) -> list[Any]:
    """There is a new charge, which waits to be paid, and is paid in time (dossier §10)."""
    debts = owed(account)
    code, number, recurrence = next(debts)
    pix = account.do("negotiation.create", number, [recurrence], SlipOrPix.PIX, discount=1)
    assert sale(account, pix.transaction).status == SaleStatus.WAITING_PAYMENT
    other, number, recurrence = next(debts)
    slip = account.do(
        "negotiation.create", number, [recurrence], "BILLET", document="000.000.000-00", discount=None
    )
    assert sale(account, slip.transaction).status == SaleStatus.PRINTED_BILLET
    for subscriber, answer in ((code, pix), (other, slip)):
        purchases = account.client.subscriptions.purchases(subscriber)
        assert answer.transaction in {one.transaction for one in purchases}
    account.hotmart.advance(10)
    assert all(sale(account, answer.transaction).approved_date for answer in (pix, slip))
    return [pix, slip]


def sale(account: Account, code: str) -> Purchase:
    (found,) = account.client.sales.history(transaction=code)
    return found.purchase


def paid(account: Account) -> Arguments:
    """A recurrence that is owed to nobody."""
    (one, *_) = account.subscriptions(SubscriptionStatus.ACTIVE, period=30)
    return {"subscription_id": one.subscription_id, "recurrences": [1], "payment_type": "PIX"}


SUBSCRIPTION_WRITES: dict[str, Write] = {
    # Of many at once Hotmart refuses none: it tells which it left, and why. The effect looks at that.
    "subscriptions.cancel": Write(cancel, ()),
    "subscriptions.cancel_single": Write(
        cancel_single,
        (
            missing(subscriber_code=UNKNOWN),
            Failure(
                BadRequestError,
                "it_can_not_cancel_subscription_status",
                lambda account: {"subscriber_code": over(account)},
            ),
        ),
    ),
    "subscriptions.reactivate": Write(reactivate, ()),
    "subscriptions.reactivate_single": Write(
        reactivate_single,
        (
            missing(subscriber_code=UNKNOWN),
            Failure(
                BadRequestError,
                "subscription_already_active",
                lambda account: {"subscriber_code": account.active[0]},
            ),
        ),
    ),
    "subscriptions.change_due_day": Write(
        change_due_day,
        (
            missing(subscriber_code=UNKNOWN, due_day=12),
            Failure(
                BadRequestError,
                "invalid_parameter",
                lambda account: {"subscriber_code": over(account), "due_day": 12},
            ),
        ),
    ),
    "subscriptions.switch_plan": Write(
        switch_plan,
        (
            missing(subscriber_code=UNKNOWN, offer_code="ab12cd34"),
            Failure(BadRequestError, "invalid_parameter", its_own_plan),
        ),
    ),
    "negotiation.create": Write(
        negotiate,
        (
            missing(subscription_id=1, recurrences=[1], payment_type="PIX"),
            Failure(BadRequestError, "invalid_parameter", paid),
        ),
    ),
}
