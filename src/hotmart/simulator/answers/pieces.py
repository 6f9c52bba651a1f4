"""The pieces that several rows share: a product's name, an amount of money, what may be seen of a buyer."""

from __future__ import annotations

import json

from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.catalogue import Product
from hotmart.simulator.money import amount
from hotmart.simulator.sale import Sale
from hotmart.simulator.settings import Settings


def product_named(hand: Hand, product: Product) -> str:
    """A product as sales name it: without its ucode."""
    return hand.once(product, lambda: hand.object(f'"id":{product.id},', f'"name":"{product.name}",'))


def quoted(text: str) -> str:
    """A text that came from outside, as JSON: everything else here is drawn and needs no escaping."""
    return json.dumps(text, ensure_ascii=False)


def flag(value: bool) -> str:
    """True or false, as JSON."""
    return "true" if value else "false"


def money(hand: Hand, cents: int, currency: str) -> str:
    """An amount and its currency."""
    return hand.object(f'"value":{amount(cents)},', f'"currency_code":"{currency}",')


def sees_buyer(sale: Sale, settings: Settings) -> bool:
    """Whether the account may know who bought: of its own products, always (dossier §3.10)."""
    return settings.affiliates_see_buyers or sale.offer.product.own
