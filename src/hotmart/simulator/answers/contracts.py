"""What the writes of subscriptions answer (dossier §5.5-5.10)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hotmart.simulator import due_days
from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.answers.pieces import flag, money, quoted
from hotmart.simulator.catalogue import Offer
from hotmart.simulator.clock import instant
from hotmart.simulator.contracts import is_running
from hotmart.simulator.market import price_of
from hotmart.simulator.people import phone
from hotmart.simulator.sale import Subscription
from hotmart.simulator.settings import Settings

_INTERVALS: Final = {
    7: ("WEEK", 1),
    30: ("MONTH", 1),
    60: ("MONTH", 2),
    90: ("MONTH", 3),
    180: ("MONTH", 6),
    360: ("MONTH", 12),
}


def contract(hand: Hand, it: Subscription, settings: Settings) -> str:
    """A subscription as cancelling and reactivating answer it: dates are text here."""
    last = "1" if settings.last_recurrence_as == "number" else f'"{_date(it.charged or it.requested)}"'
    unit, number = _INTERVALS[it.offer.period]
    shopper = hand.object(f'"email":"{it.buyer.email}",', f'"phone":"{"".join(phone(it.buyer))}",')
    return hand.object(
        '"status":"ACTIVE",' if is_running(it) else '"status":"INACTIVE",',
        f'"subscriber_code":"{it.code}",',
        f'"creation_date":"{_date(it.requested)}",',
        f'"current_recurrence":{it.recurrence},',
        f'"date_last_recurrence":{last},',
        f'"date_next_charge":"{_date(it.next_charge)}",' if it.next_charge else "",
        f'"due_day":{due_days.shown(it)},',
        f'"trial_period":{it.trial},' if it.trial else "",
        f'"interval_type_between_charges":"{unit}",',
        f'"interval_between_charges":{number},',
        f'"max_charge_cycles":{it.offer.cycles},' if it.offer.cycles else "",
        f'"activation_date":"{_date(it.accession)}",' if it.accession else "",
        f'"shopper":{shopper},',
    )


def failure(hand: Hand, code: str, error: str) -> str:
    """Why one of many was left as it is. The code may be anything that was sent."""
    return hand.object(f'"subscriber_code":{quoted(code)},', f'"error":"{error}",')


def outcome(hand: Hand, done: list[str], failed: list[str]) -> str:
    """What became of many: an empty list is not there (dossier §5.6)."""
    return hand.object(
        f'"success_subscriptions":[{",".join(done)}],' if done else "",
        f'"fail_subscriptions":[{",".join(failed)}],' if failed else "",
    )


def plans(hand: Hand, it: Subscription, offers: Iterable[Offer]) -> str:
    """The plans one subscription may be on, in the buyer's currency."""
    written = ",".join(_plan(hand, it, offer) for offer in offers)
    return hand.object(f'"subscriber_code":"{it.code}",', f'"plans":[{written}],')


def switched(hand: Hand, it: Subscription) -> str:
    """A subscription and the plan it has now."""
    offer = it.offer
    plan = hand.object(f'"id":{offer.plan_id},', f'"name":"{offer.name}",')
    return hand.object(
        f'"subscriber_code":"{it.code}",',
        f'"subscription_id":{it.id},',
        f'"status":"{it.status}",',
        f'"plan":{plan},',
        f'"offer":{{"code":"{offer.code}"}},',
        f'"price":{_price(hand, it, offer)},',
        f'"date_next_charge":{it.next_charge},' if it.next_charge else "",
    )


def _plan(hand: Hand, it: Subscription, offer: Offer) -> str:
    return hand.object(
        f'"id":{offer.plan_id},',
        f'"name":"{offer.name}",',
        f'"offer":{{"key":"{offer.code}"}},',
        f'"price":{_price(hand, it, offer)},',
        f'"recurrency_period":{offer.period},',
        f'"max_charge_cycles":{offer.cycles},' if offer.cycles else "",
        f'"current":{flag(offer is it.offer)},',
    )


def _price(hand: Hand, it: Subscription, offer: Offer) -> str:
    price = price_of(offer, it.currency, it.affiliate, it.charged or it.requested)
    return money(hand, price.base, price.currency)


def _date(at: int) -> str:
    return f"{instant(at):%Y-%m-%d %H:%M:%S}"
