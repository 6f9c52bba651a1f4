"""The products desk: `/products/api/v1/...` (dossier §6)."""

from __future__ import annotations

from typing import Final

from hotmart.simulator.answers import products as rows
from hotmart.simulator.answers.answer import Answer
from hotmart.simulator.catalogue import Product
from hotmart.simulator.desks.desk import Call
from hotmart.simulator.paging import Offset
from hotmart.simulator.refusals import existing, invalid_parameter, needed
from hotmart.simulator.terms import PRODUCT_FORMATS, PRODUCT_STATUSES

TOKENS: Final = Offset()
SIZED_TOKENS: Final = Offset("size")


def products(call: Call) -> Answer:
    """`products`: only what the account created."""
    params = call.params
    number = params.integer("id")
    status = params.choice("status", PRODUCT_STATUSES)
    form = params.choice("format", PRODUCT_FORMATS)
    found = [
        product
        for product in call.world.catalogue.own
        if number in (None, product.id)
        and status in (None, product.status)
        and form in (None, product.format)
    ]
    return call.page(found, lambda product: rows.product(call.hand, product), TOKENS, counted=False)


def offers(call: Call) -> Answer:
    """`products/{ucode}/offers`."""
    offers = _product(call).listed
    return call.page(offers, lambda offer: rows.offer(call.hand, offer), SIZED_TOKENS, counted=False)


def plans(call: Call) -> Answer:
    """`products/{ucode}/plans`: a product without plans answers 400, not an empty list."""
    product = _product(call)
    if not product.is_subscription:
        raise invalid_parameter()
    return call.page(product.listed, lambda offer: rows.plan(call.hand, offer), SIZED_TOKENS, counted=False)


def configure(call: Call) -> Answer:
    """`PUT product/configuration/{product_id}`: whether buyers may be written to."""
    product = product_numbered(call)
    product.emails_buyer = needed(call.body.flag("is_allowed_to_email_the_buyer"))
    return call.one("{}")


def product_numbered(call: Call, name: str = "product_id") -> Product:
    """The account's own product of the number in the path."""
    number = call.path[name]
    return existing(next((it for it in call.world.catalogue.own if str(it.id) == number), None))


def _product(call: Call) -> Product:
    ucode = call.path["ucode"].casefold()
    return existing(next((it for it in call.world.catalogue.own if it.ucode == ucode), None))
