"""Debts settled by agreement: unpaid recurrences become one payment, less a discount (dossier §10)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from hotmart.simulator.clock import MINUTE
from hotmart.simulator.fates import Chance, paid
from hotmart.simulator.market import priced, transaction_code
from hotmart.simulator.renewals import Stage
from hotmart.simulator.sale import Fate, Sale, Subscription, Way
from hotmart.simulator.terms import CANCELLED, EXPIRED, OVERDUE, PRINTED_BILLET, SUB_DELAYED, WAITING_PAYMENT

MOST_RECURRENCES: Final = 5
WAYS: Final = {"PIX": Way("PIX", "PIX", "instant"), "BILLET": Way("BILLET", "BILLET", "billet")}
WAITING: Final = {"PIX": WAITING_PAYMENT, "BILLET": PRINTED_BILLET}
_FIRST_ORDER: Final = 10**10  # their codes come after those of every order there can be


def owed(subscription: Subscription, recurrences: Collection[int]) -> list[Sale]:
    """The charge of each of these recurrences; fewer than asked for where one is not a debt.

    A charge that is being tried at this moment is no debt yet, or it might be paid twice.
    """
    debts = {number for number, _ in subscription.unpaid}.intersection(recurrences)
    trying = {sale.recurrence for sale in subscription.sales if _is_being_tried(sale)}
    first: dict[int, Sale] = {}
    for sale in subscription.sales:
        if sale.recurrence in debts - trying:
            first.setdefault(sale.recurrence, sale)
    return list(first.values())


def agree(
    subscription: Subscription,
    debts: list[Sale],
    payment_type: str,
    discount: int,
    at: int,
    ordinal: int,
) -> Sale:
    """A sale that covers these debts. The buyer has not paid it, and nothing else changed yet."""
    latest = max(debts, key=lambda sale: sale.recurrence)
    base = sum(sale.price.base for sale in debts) - discount
    return Sale(
        number=subscription.number,
        code=transaction_code(_FIRST_ORDER + ordinal, 0),
        ordered=at,
        offer=latest.offer,
        buyer=subscription.buyer,
        way=WAYS[payment_type],
        installments=1,
        price=priced(
            latest.offer.product, subscription.affiliate, subscription.currency, base, 1, latest.price.rate
        ),
        affiliate=subscription.affiliate,
        coupon=None,
        tracking=None,
        subscription=subscription,
        recurrence=latest.recurrence,
        attempt=1 + max(it.attempt for it in subscription.sales if it.recurrence == latest.recurrence),
        charged=latest.charged,
        covers=tuple(sorted(sale.recurrence for sale in debts)),
    )


def begin(sale: Sale, accepted: float, stage: Stage) -> None:
    """Let the buyer decide; until then nothing else collects what the sale covers."""
    subscription = sale.subscription
    if subscription is None:
        return
    for other in subscription.sales:
        if other.fate and not other.approved and {other.recurrence, *other.covers} & {*sale.covers}:
            _give_up(other, sale.ordered, stage)
    if subscription.status == SUB_DELAYED and sale.recurrence == subscription.recurrence:
        subscription.due = 0
        subscription.attempts = sale.attempt
    stage.retarget(sale, _fate(sale, accepted, stage.chance("negotiation", sale.code)))


def _is_being_tried(sale: Sale) -> bool:
    return not sale.covers and bool(sale.fate) and not sale.approved and sale.status != OVERDUE


def _give_up(sale: Sale, at: int, stage: Stage) -> None:
    """Drop another way to pay the same debt: an earlier agreement, or a late payment to come."""
    if sale.status == OVERDUE:
        sale.fate, sale.due = (), 0
    else:
        stage.retarget(sale, ((at, CANCELLED),))


def _fate(sale: Sale, accepted: float, chance: Chance) -> Fate:
    born = (sale.ordered, WAITING[sale.way.type])
    if chance() >= accepted:
        return (born, (sale.payable_until, EXPIRED))
    settled = sale.ordered + 1 + int(chance() * (sale.payable_until - sale.ordered - 2 * MINUTE))
    return (born, *paid(settled, sale.offer.product.warranty, chance))
