"""What a seller may do to a subscription: end it, ask the buyer back, switch its plan (dossier §5.5-5.10)."""

from __future__ import annotations

from typing import Final

from hotmart.simulator.catalogue import Offer
from hotmart.simulator.clock import DAY
from hotmart.simulator.renewals import Stage, close
from hotmart.simulator.sale import Subscription
from hotmart.simulator.terms import BY_SELLER, CANCELLED_BY_SOMEONE, SUB_ACTIVE, SUB_DELAYED

RUNNING: Final = frozenset({SUB_ACTIVE, SUB_DELAYED})
INVITATION: Final = 3 * DAY  # how long the link that a reactivation sends is good for


def is_running(subscription: Subscription) -> bool:
    """Whether it is active, on time or late."""
    return subscription.status in RUNNING


def in_trial(subscription: Subscription) -> bool:
    """Whether it runs and was never charged yet."""
    return is_running(subscription) and not subscription.recurrence


def can_return(subscription: Subscription) -> bool:
    """Whether it was cancelled: one whose plan ended is over, and one that never began has no way back."""
    return subscription.status in CANCELLED_BY_SOMEONE


def cancel(subscription: Subscription, at: int) -> None:
    """End it now: whatever was to be charged will not be."""
    close(subscription, BY_SELLER, at)


def invite(subscription: Subscription, at: int, stage: Stage, accepted: float, *, charge: bool) -> None:
    """Send the subscriber a link. Until it is followed, if ever, nothing changes (dossier §5.7)."""
    subscription.invitations += 1
    chance = stage.chance("invitation", subscription.number, subscription.invitations)
    if chance() >= accepted:
        return
    subscription.pays_at_return = charge
    subscription.act = "accept"
    stage.schedule(subscription, at + 1 + int(chance() * (INVITATION - 1)))


def plans_for(subscription: Subscription) -> list[Offer]:
    """The plans of its product that it may be on, its own among them.

    A trial is for those who come, and a plan of fewer charges than there were already would be over.
    """
    if not is_running(subscription) or in_trial(subscription):
        return []
    current, done = subscription.offer, subscription.recurrence
    return [
        offer
        for offer in current.product.offers
        if offer is current
        or (
            offer.billing == current.billing
            and not offer.withdrawn
            and not offer.trial
            and not 0 < offer.cycles <= done
        )
    ]


def switch(subscription: Subscription, offer: Offer) -> None:
    """Take another plan: what is charged next is its price, on the day it was to be anyway."""
    subscription.offer = offer
    subscription.switches += 1
    if subscription.act == "end":  # the plan before would have ended by then, this one goes on
        subscription.act = "charge"
