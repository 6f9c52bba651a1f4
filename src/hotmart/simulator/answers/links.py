"""What the operations of payment links answer: shapes of our own, in the API's words (dossier §11.3)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.answers.pieces import flag, money, quoted
from hotmart.simulator.links import Charge, Link, LinkOffer, LinkPlan


def link(hand: Hand, it: Link) -> str:
    """A payment link with what it charges."""
    offers = ",".join(offer(hand, each) for each in it.offers)
    plans = ",".join(plan(hand, each) for each in it.plans)
    return hand.object(
        *_named(it),
        '"status":"ACTIVE",',
        f'"creation_date":{it.created},',
        f'"url":"https://pay.example/link/{it.token}",',
        f'"price":{money(hand, it.cents, it.currency)},',
        f'"offers":[{offers}],',
        f'"plans":[{plans}],',
        f'"total_charges":{len(it.charges)},',
        _member("checkout_configuration", it.checkout),
        f'"link_configuration":{{"link_callback_url":{quoted(it.callback)}}},' if it.callback else "",
    )


def offer(hand: Hand, it: LinkOffer) -> str:
    """One price of a link."""
    return hand.object(
        f'"code":"{it.code}",',
        f'"name":{quoted(it.name)},',
        f'"price":{money(hand, it.cents, it.currency)},',
        f'"is_main_offer":{flag(it.is_main)},',
    )


def plan(hand: Hand, it: LinkPlan) -> str:
    """One plan of a link."""
    return hand.object(
        f'"code":"{it.code}",',
        f'"name":{quoted(it.name)},',
        f'"price":{money(hand, it.cents, it.currency)},',
        f'"periodicity":"{it.periodicity}",',
        _member("billing_configuration", it.billing or None),
        _member("trial", it.trial or None),
    )


def charge(hand: Hand, it: Charge) -> str:
    """A checkout, and the link it belongs to."""
    query = {"off": it.offer_code, "sck": it.source_sck}
    told = urlencode({name: value for name, value in query.items() if value})
    url = f"https://pay.example/checkout/{it.token}{'?' if told else ''}{told}"
    return hand.object(
        f'"token":"{it.token}",',
        f'"link":{hand.object(*_named(it.link))},',
        '"status":"CREATED",',
        f'"creation_date":{it.created},',
        f'"checkout_url":"{url}",',
        f'"price":{money(hand, it.cents, it.currency)},',
        f'"offer":{{"code":"{it.offer_code}"}},' if it.offer_code else "",
        f'"sck":{quoted(it.source_sck)},' if it.source_sck else "",
    )


def _named(it: Link) -> tuple[str, ...]:
    return f'"ucode":"{it.ucode}",', f'"token":"{it.token}",', f'"name":{quoted(it.name)},'


def _member(name: str, value: dict[str, Any] | None) -> str:
    return "" if value is None else f'"{name}":{json.dumps(value, ensure_ascii=False)},'
