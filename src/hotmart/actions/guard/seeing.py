"""What a write is about, as it is at Hotmart now: for the plan, and again before the plan is carried out.

People are masked here, and nothing of them is kept. What cannot be seen beforehand is said to be so, what
Hotmart would refuse for certain is refused, and what it might refuse is warned of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hotmart.actions.guard import of_links
from hotmart.actions.guard.of_debts import seen_for_negotiation
from hotmart.actions.guard.of_products import seen_coupon, seen_for_coupon, seen_product
from hotmart.actions.guard.of_sales import seen_for_billet, seen_for_refund
from hotmart.actions.guard.of_subscriptions import (
    seen_for_cancel,
    seen_for_due_day,
    seen_for_reactivation,
    seen_for_switch,
)
from hotmart.actions.guard.seen import Arguments, Seen
from hotmart.client import Hotmart


def see(action: str, arguments: Arguments, client: Hotmart) -> Seen:
    """Read what this write is about. Raises NotHereError where this account has no such thing."""
    looking = _LOOKING.get(action)
    return looking(arguments, client) if looking else Seen(word=action)


_LOOKING: Mapping[str, Callable[[Arguments, Hotmart], Seen]] = {
    "sales.refund": seen_for_refund,
    "sales.regenerate_billet": seen_for_billet,
    "subscriptions.cancel": seen_for_cancel,
    "subscriptions.cancel_single": seen_for_cancel,
    "subscriptions.reactivate": seen_for_reactivation,
    "subscriptions.reactivate_single": seen_for_reactivation,
    "subscriptions.change_due_day": seen_for_due_day,
    "subscriptions.switch_plan": seen_for_switch,
    "products.configure": seen_product,
    "coupons.create": seen_for_coupon,
    "coupons.delete": seen_coupon,
    "negotiation.create": seen_for_negotiation,
    "links.create": of_links.seen_for_link,
    "links.create_offer": of_links.seen_for_offer,
    "links.create_plan": of_links.seen_for_plan,
    "links.charge_offer": of_links.seen_for_offer_charge,
    "links.charge_value": of_links.seen_for_value_charge,
}
