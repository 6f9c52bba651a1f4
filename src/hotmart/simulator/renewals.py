"""The life of a subscription: charges, unpaid retries, goodbyes and returns (dossier §5.11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from hotmart.simulator.chance import Weighted
from hotmart.simulator.clock import DAY, HOUR, noon
from hotmart.simulator.due_days import next_charge
from hotmart.simulator.fates import Chance, checkout, paid, renewal
from hotmart.simulator.market import price_of, transaction_code
from hotmart.simulator.sale import Fate, Sale, Subscription
from hotmart.simulator.terms import (
    APPROVED,
    BLOCKED,
    BY_ADMIN,
    BY_CUSTOMER,
    BY_SELLER,
    CANCELLED,
    CANCELLED_BY_SOMEONE,
    CHARGEBACK,
    EXPIRED,
    NO_FUNDS,
    OVERDUE,
    PROTESTED,
    REFUNDED,
    STARTED,
    SUB_ACTIVE,
    SUB_DELAYED,
    SUB_INACTIVE,
    SUB_OVERDUE,
    SUB_STARTED,
)


class Stage(Protocol):
    """What a subscription needs of the world it lives in."""

    def schedule(self, thing: Sale | Subscription, at: int) -> None:
        """Let the thing's next event happen then."""

    def retarget(self, sale: Sale, fate: Fate) -> None:
        """Give a sale another future."""

    def chance(self, *path: str | int) -> Chance:
        """The random numbers of one moment in one subscription's life."""
        ...


CHURN: Final = {30: 0.075, 90: 0.16, 180: 0.30, 360: 0.38}  # who leaves before the next charge
CHURN_OF_FIXED_TERM: Final = 0.03
CHURN_IN_TRIAL: Final = 0.35
LAST_ATTEMPT: Final = 5  # a refused charge is tried again up to four times (dossier §5.3)
_GOODBYE: Final = Weighted((80, BY_CUSTOMER), (13, BY_SELLER), (7, BY_ADMIN))
_RETURNS: Final = 0.10
# After an unpaid charge: the attempt that will be paid, -1 when the buyer settles the same charge, 0 never.
_RECOVERY: Final = Weighted((28, 2), (18, 3), (9, 4), (5, 5), (12, -1), (28, 0))
_NEVER_PAID: Final = frozenset({CANCELLED, EXPIRED, BLOCKED, NO_FUNDS})
_OVER: Final = CANCELLED_BY_SOMEONE | {SUB_OVERDUE, SUB_INACTIVE}


def act(subscription: Subscription, at: int, stage: Stage) -> None:
    """Do what was due."""
    subscription.due = 0
    _ACTS[subscription.act](subscription, at, stage)


def heard(subscription: Subscription, sale: Sale, before: str, at: int, stage: Stage) -> None:
    """One of its sales changed status: the subscription follows."""
    if sale.status == APPROVED and before != PROTESTED:
        _paid(subscription, sale, at, stage)
    elif sale.status == OVERDUE:
        _unpaid(subscription, sale, at, stage)
    elif sale.status in (REFUNDED, CHARGEBACK) and sale.recurrence == 1:
        if subscription.status not in _OVER:  # the first recurrence given back always ends it
            close(subscription, BY_ADMIN, at)
    elif sale.negotiated and sale.status == EXPIRED:
        _lapsed(subscription, sale, at, stage)
    elif sale.status in _NEVER_PAID and subscription.status == SUB_STARTED:
        subscription.status = SUB_INACTIVE


def close(subscription: Subscription, status: str, at: int) -> None:
    """End it: nothing that was to happen to it will."""
    subscription.status = status
    subscription.ended = at
    subscription.due = 0


def _begin(subscription: Subscription, at: int, stage: Stage) -> None:
    trial = subscription.trial
    if not trial:
        _charge(subscription, at, stage)
        return
    chance = stage.chance("trial", subscription.number)
    subscription.status = SUB_ACTIVE
    subscription.accession = at
    subscription.next_charge = noon(at + trial * DAY)
    _await_next(subscription, at, CHURN_IN_TRIAL, chance, stage)


def _charge(subscription: Subscription, at: int, stage: Stage) -> None:
    subscription.recurrence += 1
    subscription.charged = at
    subscription.attempts = 1
    subscription.pays_on = 0
    chance = stage.chance("charge", subscription.number, subscription.recurrence)
    first = subscription.recurrence == 1 and not subscription.trial
    draw = checkout if first else renewal
    status, fate = draw(subscription.way.course, at, subscription.offer.product.warranty, chance)
    covers: tuple[int, ...] = ()
    if OVERDUE in (status, fate[-1][1] if fate else ""):
        subscription.pays_on = _RECOVERY.pick(chance())
        if subscription.pays_on < 0:
            covers = (subscription.recurrence,)
            late = at + 6 * DAY + int(chance() * 10 * DAY)
            fate = (*fate, *paid(late, subscription.offer.product.warranty, chance))
    _attempt(subscription, at, ((at, status), *fate), stage, covers=covers)


def _retry(subscription: Subscription, at: int, stage: Stage) -> None:
    if subscription.attempts >= LAST_ATTEMPT:
        close(subscription, BY_ADMIN, at)
        if subscription.latest is not None:
            stage.retarget(subscription.latest, ((at, CANCELLED),))
        return
    subscription.attempts += 1
    if subscription.attempts != subscription.pays_on:
        _attempt(subscription, at, ((at, OVERDUE),), stage)
        return
    chance = stage.chance("retry", subscription.number, subscription.recurrence)
    subscription.card_changed = chance() < 0.3
    _attempt(subscription, at, ((at, STARTED), *paid(at, subscription.offer.product.warranty, chance)), stage)


def _attempt(
    subscription: Subscription, at: int, fate: Fate, stage: Stage, *, covers: tuple[int, ...] = ()
) -> None:
    before, attempt = subscription.latest, subscription.attempts
    # What is tried again is the charge that failed, even if the plan was switched in between.
    offer = subscription.offer if attempt == 1 or before is None else before.offer
    part = 2 + subscription.recurrence * LAST_ATTEMPT + attempt  # stays under 1000 for 198 recurrences
    sale = Sale(
        number=subscription.number,
        code=transaction_code(subscription.number, part),
        ordered=at,
        offer=offer,
        buyer=subscription.buyer,
        way=subscription.way,
        installments=1,
        price=price_of(offer, subscription.currency, subscription.affiliate, at),
        affiliate=subscription.affiliate,
        coupon=None,
        tracking=subscription.tracking if subscription.recurrence == 1 else None,
        subscription=subscription,
        recurrence=subscription.recurrence,
        attempt=attempt,
        charged=subscription.charged,
        covers=covers,
        fate=fate,
    )
    subscription.latest = sale
    stage.schedule(sale, at)


def _paid(subscription: Subscription, sale: Sale, at: int, stage: Stage) -> None:
    settled = {sale.recurrence, *sale.covers}
    subscription.unpaid = tuple(debt for debt in subscription.unpaid if debt[0] not in settled)
    current = sale.recurrence == subscription.recurrence
    if sale.negotiated:
        subscription.paid_negotiation = True
        subscription.latest = sale if current else subscription.latest
    awaits_next = subscription.status == SUB_ACTIVE and subscription.due
    if subscription.status in _OVER or not current or awaits_next:
        return  # paid after it had ended, or gone on, without this: the sale stands, nothing else changes
    subscription.status = SUB_ACTIVE
    subscription.accession = subscription.accession or at
    subscription.next_charge = next_charge(subscription, at)
    _go_on(subscription, at, stage.chance("next", subscription.number, subscription.recurrence), stage)


def _go_on(subscription: Subscription, at: int, chance: Chance, stage: Stage) -> None:
    """Wait for the next charge, or for the end where the plan has no more of them."""
    if _charged_in_full(subscription):
        subscription.act = "end"
        stage.schedule(subscription, max(subscription.next_charge, at))
        return
    churn = CHURN_OF_FIXED_TERM if subscription.offer.cycles else CHURN[subscription.offer.period]
    _await_next(subscription, at, churn, chance, stage)


def _charged_in_full(subscription: Subscription) -> bool:
    return 0 < subscription.offer.cycles <= subscription.recurrence


def _await_next(subscription: Subscription, at: int, churn: float, chance: Chance, stage: Stage) -> None:
    if chance() < churn:
        subscription.act = "leave"
        stage.schedule(subscription, at + int(chance() * (subscription.next_charge - at)))
        return
    subscription.act = "charge"
    stage.schedule(subscription, subscription.next_charge + int(chance() * 6 * HOUR))


def _unpaid(subscription: Subscription, sale: Sale, at: int, stage: Stage) -> None:
    if subscription.status in _OVER:
        return
    subscription.status = SUB_DELAYED
    if sale.attempt == 1:
        subscription.unpaid = (*subscription.unpaid, (sale.recurrence, subscription.charged))
    if not sale.negotiated:
        subscription.act = "retry"
        stage.schedule(subscription, at + 2 * DAY + sale.attempt * 7 * HOUR)


def _lapsed(subscription: Subscription, sale: Sale, at: int, stage: Stage) -> None:
    """What was agreed was not paid: the charge is tried again as if nothing had been said."""
    if subscription.status == SUB_DELAYED and sale.recurrence == subscription.recurrence:
        subscription.act = "retry"
        stage.schedule(subscription, at + DAY)


def _leave(subscription: Subscription, at: int, stage: Stage) -> None:
    chance = stage.chance("leave", subscription.number, subscription.recurrence)
    close(subscription, _GOODBYE.pick(chance()), at)
    if chance() < _RETURNS:
        subscription.act = "return"
        stage.schedule(subscription, at + 3 * DAY + int(chance() * 50 * DAY))


def _return(subscription: Subscription, at: int, stage: Stage) -> None:
    subscription.status = SUB_ACTIVE
    subscription.ended = 0
    if subscription.next_charge <= at:
        _charge(subscription, at, stage)
        return
    subscription.act = "charge"
    stage.schedule(subscription, subscription.next_charge)


def _accept(subscription: Subscription, at: int, stage: Stage) -> None:
    """The buyer follows the link of an invitation (see `contracts.py`)."""
    subscription.status = SUB_ACTIVE
    subscription.ended = 0
    subscription.returns += 1
    if not _charged_in_full(subscription):
        if subscription.pays_at_return:
            _charge(subscription, at, stage)
            return
        cycle = subscription.offer.period * DAY
        missed = max(0, (at - subscription.next_charge) // cycle + 1)
        subscription.next_charge += missed * cycle  # what went by while it was cancelled is not charged
    _go_on(subscription, at, stage.chance("return", subscription.number, subscription.returns), stage)


def _end(subscription: Subscription, at: int, stage: Stage) -> None:
    del stage
    subscription.status = SUB_OVERDUE
    subscription.ended = at
    subscription.next_charge = 0


_ACTS: Final[dict[str, Callable[[Subscription, int, Stage], None]]] = {
    "begin": _begin,
    "charge": _charge,
    "retry": _retry,
    "leave": _leave,
    "return": _return,
    "accept": _accept,
    "end": _end,
}
