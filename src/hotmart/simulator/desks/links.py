"""The desk of payment links: `/payments/api/v1/link...` (dossier §11.3).

Only the bodies of these operations are known, so what they answer is ours: the words are the API's.
"""

from __future__ import annotations

from typing import Any, Final

from hotmart.simulator.answers import links as rows
from hotmart.simulator.answers.answer import Answer
from hotmart.simulator.body import Body
from hotmart.simulator.catalogue import PERIODICITY
from hotmart.simulator.desks.desk import Call
from hotmart.simulator.links import Link, LinkOffer, LinkPlan
from hotmart.simulator.paging import Offset
from hotmart.simulator.pricing import cents, currency
from hotmart.simulator.refusals import existing, invalid_parameter, needed, not_found

TOKENS: Final = Offset()
LONGEST_NAME: Final = 255  # unconfirmed
PERIODICITIES: Final = frozenset(PERIODICITY.values())
_CHECKOUT_FLAGS: Final = (
    "is_offer_pix",
    "is_offer_paypal",
    "is_offer_balance",
    "is_hotmart_can_send_notification_for_buyer",
    "is_show_coupon_option",
    "is_request_buyer_address",
    "is_request_phone_number",
    "is_request_id_number",
)
_THANKS_PAGES: Final = (
    "purchase_approved_url",
    "purchase_waiting_payment_url",
    "purchase_under_analysis_url",
)


def create(call: Call) -> Answer:
    """`POST link`: it is made with its main offer, or with its first plan where it is a subscription's."""
    body, links = call.body, call.world.links
    name, price = _name(body, "name"), cents(needed(body.number("value")))
    money = currency(needed(body.text("currency")))
    checkout = _checkout(body.object("checkout_configuration"))
    callback = (body.object("link_configuration") or Body()).text("link_callback_url")
    plan = _plan(subscription) if (subscription := body.object("subscription")) is not None else None
    link = links.create(name, price, money, call.world.now, checkout=checkout, callback=callback)
    if plan is None:
        links.offer(link, name, price, money, is_main=True)
    else:
        links.plan(link, name, price, **plan)
    return call.one(rows.link(call.hand, link))


def listing(call: Call) -> Answer:
    """`GET link`: every link of the account, oldest first."""
    return call.page(call.world.links.all, lambda link: rows.link(call.hand, link), TOKENS, counted=False)


def create_offer(call: Call) -> Answer:
    """`POST link/{ucode}/offer`."""
    body, link = call.body, _link(call)
    name, price = _name(body, "offer_name"), cents(needed(body.number("value")))
    money = currency(needed(body.text("currency")))
    is_main = body.flag("is_main_offer") or False
    offer = call.world.links.offer(link, name, price, money, is_main=is_main)
    return call.one(rows.offer(call.hand, offer))


def create_plan(call: Call) -> Answer:
    """`POST link/{ucode}/plan`."""
    body, link = call.body, _link(call)
    name, price = _name(body, "name"), cents(needed(body.number("value")))
    needed(body.text("periodicity"))
    plan = call.world.links.plan(link, name, price, **_plan(body))
    return call.one(rows.plan(call.hand, plan))


def charge_offer(call: Call) -> Answer:
    """`POST link/token/charge/offer`: the price is that of an offer or a plan of the link."""
    link, code = _link_of_token(call), needed(call.body.text("offer_code"))
    prices: list[LinkOffer | LinkPlan] = [*link.offers, *link.plans]
    priced = next((it for it in prices if it.code == code), None)
    if priced is None:
        raise not_found()
    charge = call.world.links.charge(
        link, priced.cents, priced.currency, call.world.now, offer_code=code, source_sck=_sck(call)
    )
    return call.one(rows.charge(call.hand, charge))


def charge_value(call: Call) -> Answer:
    """`POST link/token/charge/value`: any price, in the currency of the link."""
    link, price = _link_of_token(call), cents(needed(call.body.number("value")))
    charge = call.world.links.charge(link, price, link.currency, call.world.now, source_sck=_sck(call))
    return call.one(rows.charge(call.hand, charge))


def _link(call: Call) -> Link:
    return existing(call.world.links.by_ucode(call.path["ucode"]))


def _link_of_token(call: Call) -> Link:
    return existing(call.world.links.by_token(needed(call.body.text("token"))))


def _name(body: Body, field: str) -> str:
    name = needed(body.text(field))
    if len(name) > LONGEST_NAME:
        raise invalid_parameter()
    return name


def _sck(call: Call) -> str:
    return call.body.text("sck") or ""


def _plan(body: Body) -> dict[str, Any]:
    """What makes a price a plan: how often, how many times, and what is free at first."""
    periodicity = body.choice("periodicity", PERIODICITIES) or PERIODICITY[30]
    billing, trial = body.object("billing_configuration"), body.object("trial")
    return {
        "periodicity": periodicity,
        "billing": _billing(billing) if billing else {},
        "trial": _trial(trial) if trial else {},
    }


def _billing(body: Body) -> dict[str, Any]:
    most = body.integer("max_number_of_payments")
    if most is not None and most < 0:
        raise invalid_parameter()
    return _given(billing_type=body.text("billing_type"), max_number_of_payments=most)


def _trial(body: Body) -> dict[str, Any]:
    period = body.integer("trial_period")
    if period is not None and period < 0:
        raise invalid_parameter()
    return _given(trial_type=body.text("trial_type"), trial_period=period)


def _checkout(body: Body | None) -> dict[str, Any] | None:
    """How the checkout is to look: the fields there are, each of its kind."""
    if body is None:
        return None
    billet, thanks = body.object("offer_billet"), body.object("custom_thanks_page")
    return _given(
        **{name: body.flag(name) for name in _CHECKOUT_FLAGS},
        offer_billet=billet
        and _given(is_offer_billet=billet.flag("is_offer_billet"), weekdays=billet.texts("weekdays")),
        custom_thanks_page=thanks and _given(**{name: thanks.text(name) for name in _THANKS_PAGES}),
    )


def _given(**fields: Any) -> dict[str, Any]:
    """Only what was sent: an absent key, not a null."""
    return {name: value for name, value in fields.items() if value is not None}
