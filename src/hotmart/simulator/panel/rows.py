"""One sale as the report tells it: texts, and amounts and moments that are written as the file has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from hotmart.simulator.answers.pieces import sees_buyer
from hotmart.simulator.answers.sales import earned, share_kept
from hotmart.simulator.catalogue import shares
from hotmart.simulator.clock import instant
from hotmart.simulator.market import transaction_code
from hotmart.simulator.panel.choices import Choices
from hotmart.simulator.panel.words import CHANNELS, SOLD_AS, STATUSES, charge, payment, said
from hotmart.simulator.people import BRAZIL, CITIES, DISTRICTS, STREETS, document, phone
from hotmart.simulator.sale import Sale
from hotmart.simulator.settings import Settings
from hotmart.simulator.terms import AFFILIATE, COPRODUCER, PRODUCER
from hotmart.simulator.world import World

Value: TypeAlias = str | int | Decimal | datetime | None
ZONE: Final = ZoneInfo("America/Sao_Paulo")  # the one that `user/me` tells of this account
_CENT: Final = Decimal("0.01")
_MILLIONTH: Final = Decimal("0.000001")
_NAMES_MAIN: Final = 4  # one renewal in so many names a main transaction, and is no bump


def rows(world: World, chosen: Choices) -> Iterable[dict[str, Value]]:
    """The sales of a report, in the order of the panel: the latest first."""
    for sale in reversed(world.sales):
        day = local(sale.ordered).date()
        if (
            sale.status in chosen.statuses
            and (not chosen.products or str(sale.offer.product.id) in chosen.products)
            and (chosen.since is None or chosen.since <= day)
            and (chosen.until is None or day <= chosen.until)
        ):
            yield row(sale, world.settings, chosen)


def row(sale: Sale, settings: Settings, chosen: Choices) -> dict[str, Value]:
    """One sale, by the names of `HEADINGS`."""
    language, price, offer = chosen.language, sale.price, sale.offer
    sold_as = _sold_as(sale)
    told: dict[str, Value] = {
        "transaction": sale.code,
        "main_transaction": _main_transaction(sale, sold_as),
        "sold_as": said(SOLD_AS[sold_as], language),
        "charge": charge(sale, language),
        "status": said(STATUSES[sale.status], language),
        "ordered": local(sale.ordered),
        "confirmed": local(sale.approved) if sale.approved else None,
        "product_id": offer.product.id,
        "product": offer.product.name,
        "offer": offer.code,
        "offer_name": offer.name,
        "with_taxes": money(price.total),
        "without_taxes": money(price.base),
        "purchase_currency": price.currency,
        "payout_currency": price.payout,
        "rate": Decimal(price.rate) * _MILLIONTH,
        "gross": money(price.payout_base),
        "processing_fee": money(price.kept),
        "streaming_fee": money(0),
        "other_fees": money(0),
        "payment_method": payment(sale, language),
        "installments": sale.installments,
        "charges": sale.recurrence or 1,
        "items": 1,
        "coupon": sale.coupon.code if sale.coupon else None,
        "src": sale.tracking.source if sale.tracking else None,
        "sck": sale.tracking.source_sck if sale.tracking else None,
        "channel": said(CHANNELS[sale.number % len(CHANNELS)], language),
        "subscriber": sale.subscription.code if sale.subscription else None,
    }
    return told | _revenue(sale, settings, chosen) | _buyer(sale, settings)


def local(at: int) -> datetime:
    """A moment as the panel's clock shows it, to the second."""
    return (instant(at) - timedelta(milliseconds=at % 1000)).astimezone(ZONE).replace(tzinfo=None)


def money(cents: int) -> Decimal:
    """An amount with two places."""
    return Decimal(cents) * _CENT


def _sold_as(sale: Sale) -> str:
    subscription = sale.subscription
    if subscription is None:
        return "bump" if sale.code == transaction_code(sale.number, 1) else "main"
    first = subscription.sales[0].offer if subscription.sales else sale.offer
    if sale.offer is first:
        return "main"
    return "upgrade" if sale.offer.cents > first.cents else "downgrade"


def _main_transaction(sale: Sale, sold_as: str) -> str | None:
    """The sale it was sold beside. A renewal sometimes names the first charge, and is no bump (§22)."""
    if sold_as == "bump":
        return transaction_code(sale.number, 0)
    subscription = sale.subscription
    if subscription is None or sale.recurrence < 2 or (sale.number + sale.recurrence) % _NAMES_MAIN:
        return None
    return subscription.sales[0].code


def _revenue(sale: Sale, settings: Settings, chosen: Choices) -> dict[str, Value]:
    """Who earns how much by it, in the payout currency; who is no producer sees only what is theirs."""
    kept = 100 if chosen.returned == "kept" else share_kept(sale, settings)
    product = sale.offer.product
    mine = sale.price.mine if chosen.returned == "kept" else earned(sale, settings)
    by_source: dict[str, int] = {}
    for _, source, cents in shares(product, sale.affiliate, sale.price.net):
        by_source[source] = by_source.get(source, 0) + cents * kept // 100
    if not product.own:
        by_source = {product.role: by_source.get(product.role, 0)}
    columns: Mapping[str, str] = {"producer_net": PRODUCER, "coproducer": COPRODUCER, "affiliate": AFFILIATE}
    told: dict[str, Value] = {
        column: money(by_source[source]) if source in by_source else None
        for column, source in columns.items()
    }
    shared = sum(cents * kept // 100 for _, _, cents in shares(product, sale.affiliate, sale.price.net))
    return told | {"net": money(mine if chosen.net == "own" else shared)}


def _buyer(sale: Sale, settings: Settings) -> dict[str, Value]:
    buyer, country = sale.buyer, sale.buyer.country
    if not sees_buyer(sale, settings):
        return {"country": country.name}
    area, number = phone(buyer)
    told: dict[str, Value] = {
        "buyer": buyer.name,
        "email": buyer.email,
        "phone": f"{area}{number}",
        "document": document(buyer),
        "instagram": f"@{buyer.email.partition('@')[0]}" if buyer.number % 5 == 0 else None,
        "country": country.name,
    }
    if country is not BRAZIL:
        return told
    city, state, _, zip_code = CITIES.pick((buyer.bits & 0xFFFF) / 0x10000)
    return told | {
        "state": state,
        "city": city,
        "neighborhood": DISTRICTS[buyer.bits >> 6 & 3],
        "address": STREETS[buyer.bits >> 3 & 3],
        "number": str(buyer.bits >> 9 & 1023),
        "complement": "apto 12" if buyer.bits & 4 else None,
        "zip_code": f"{zip_code}{buyer.bits >> 20 & 0x3FFFF:06d}",
    }
