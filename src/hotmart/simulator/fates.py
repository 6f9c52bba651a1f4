"""What becomes of a sale: drawn when it is born, lived as the clock passes (dossier §15.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hotmart.simulator.chance import Weighted
from hotmart.simulator.clock import DAY, HOUR, MINUTE, SECOND, midnight
from hotmart.simulator.sale import Fate
from hotmart.simulator.terms import (
    APPROVED,
    BLOCKED,
    CANCELLED,
    CHARGEBACK,
    COMPLETE,
    EXPIRED,
    NO_FUNDS,
    OVERDUE,
    PARTIALLY_REFUNDED,
    PRE_ORDER,
    PRINTED_BILLET,
    PROCESSING_TRANSACTION,
    PROTESTED,
    REFUNDED,
    STARTED,
    UNDER_ANALISYS,
    WAITING_PAYMENT,
)

Chance = Callable[[], float]

# A course is how one payment goes: the first status, then where it ends and in how long (from, to).
Course = tuple[str, str, int, int]

COURSES: Final[dict[str, Weighted[Course]]] = {
    "card": Weighted(
        (741, (STARTED, APPROVED, 4 * SECOND, 90 * SECOND)),
        (42, (UNDER_ANALISYS, APPROVED, 2 * DAY, 9 * DAY)),
        (14, (UNDER_ANALISYS, BLOCKED, 2 * DAY, 9 * DAY)),
        (100, (STARTED, CANCELLED, 4 * SECOND, 5 * MINUTE)),
        (18, (STARTED, NO_FUNDS, 4 * SECOND, 5 * MINUTE)),
        (5, (STARTED, BLOCKED, 4 * SECOND, 5 * MINUTE)),
        (30, (STARTED, CANCELLED, 5 * DAY, 9 * DAY)),  # left at the checkout
        (18, (PROCESSING_TRANSACTION, APPROVED, 4 * DAY, 9 * DAY)),
        (28, (PRE_ORDER, APPROVED, 7 * DAY, 10 * DAY)),
    ),
    "instant": Weighted(
        (720, (WAITING_PAYMENT, APPROVED, 30 * SECOND, 3 * HOUR)),
        (40, (WAITING_PAYMENT, APPROVED, 3 * HOUR, 2 * DAY)),
        (240, (WAITING_PAYMENT, EXPIRED, DAY, 3 * DAY)),
    ),
    "billet": Weighted(
        (480, (PRINTED_BILLET, APPROVED, 10 * HOUR, 4 * DAY)),
        (480, (PRINTED_BILLET, EXPIRED, 5 * DAY, 9 * DAY)),
        (40, (PRINTED_BILLET, CANCELLED, DAY, 5 * DAY)),
    ),
    "slow": Weighted(
        (850, (PROCESSING_TRANSACTION, APPROVED, 2 * DAY, 7 * DAY)),
        (150, (PROCESSING_TRANSACTION, CANCELLED, 2 * DAY, 9 * DAY)),
    ),
}

# Renewals are charged without the buyer: a card is tried at once, the others wait for the buyer.
RENEWALS: Final[dict[str, Weighted[Course]]] = {
    "card": Weighted((87, (STARTED, APPROVED, 4 * SECOND, 90 * SECOND)), (13, (OVERDUE, "", 0, 0))),
    "instant": Weighted(
        (84, (WAITING_PAYMENT, APPROVED, HOUR, 3 * DAY)), (16, (WAITING_PAYMENT, OVERDUE, 3 * DAY, 4 * DAY))
    ),
    "billet": Weighted(
        (80, (PRINTED_BILLET, APPROVED, HOUR, 4 * DAY)), (20, (PRINTED_BILLET, OVERDUE, 4 * DAY, 6 * DAY))
    ),
    "slow": Weighted((92, (PROCESSING_TRANSACTION, APPROVED, DAY, 5 * DAY)), (8, (OVERDUE, "", 0, 0))),
}

_FATE_OF_PAID: Final = Weighted(
    (947.5, "kept"), (40, "protested"), (9, "charged back"), (3.5, "charged back very late")
)
_END_OF_PROTEST: Final = Weighted((68, REFUNDED), (13, PARTIALLY_REFUNDED), (19, APPROVED))


def checkout(way: str, at: int, warranty: int, chance: Chance) -> tuple[str, Fate]:
    """The first status of a new order, and all that will happen to it."""
    return _follow(COURSES[way].pick(chance()), at, warranty, chance)


def renewal(way: str, at: int, warranty: int, chance: Chance) -> tuple[str, Fate]:
    """The same for a renewal, which goes OVERDUE where a first order would be given up."""
    return _follow(RENEWALS[way].pick(chance()), at, warranty, chance)


def paid(at: int, warranty: int, chance: Chance) -> Fate:
    """A payment that goes through, and what follows it."""
    approved = at + 5 * SECOND + int(chance() * MINUTE)
    return ((approved, APPROVED), *_after_approval(approved, warranty, chance))


def refund(at: int, chance: Chance) -> Fate:
    """A refund asked for through the API: refunds are asynchronous (dossier §4.6)."""
    return ((at + DAY + int(chance() * 2 * DAY), REFUNDED),)


def _follow(course: Course, at: int, warranty: int, chance: Chance) -> tuple[str, Fate]:
    first, last, soonest, latest = course
    if not last:
        return first, ()
    settled = at + soonest + int(chance() * (latest - soonest))
    if last != APPROVED:
        return first, ((settled, last),)
    return first, ((settled, APPROVED), *_after_approval(settled, warranty, chance))


def _after_approval(approved: int, warranty: int, chance: Chance) -> Fate:
    over = midnight(approved) + (warranty + 1) * DAY
    complete = (over + int(chance() * 6 * HOUR), COMPLETE)
    fate = _FATE_OF_PAID.pick(chance())
    if fate == "kept":
        return (complete,)
    if fate == "protested":
        protested = approved + HOUR + int(chance() * warranty * DAY)
        end = _END_OF_PROTEST.pick(chance())
        settled = protested + DAY + int(chance() * 6 * DAY)
        if end == APPROVED:
            return ((protested, PROTESTED), (settled, APPROVED), (max(settled + HOUR, complete[0]), COMPLETE))
        return ((protested, PROTESTED), (settled, end))
    soonest, latest = (30, 180) if fate == "charged back" else (200, 395)
    charged_back = approved + soonest * DAY + int(chance() * (latest - soonest) * DAY)
    if charged_back <= complete[0]:
        return ((charged_back, CHARGEBACK),)
    return (complete, (charged_back, CHARGEBACK))
