"""The rows of `sales/history`, `/commissions`, `/price/details` and `/summary` (dossier §4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.answers.pieces import flag, money, product_named, sees_buyer
from hotmart.simulator.catalogue import Offer, Partner, Product, own_shares, shares
from hotmart.simulator.money import FIXED_FEE, amount, rate
from hotmart.simulator.sale import Price, Sale, Tracking
from hotmart.simulator.settings import Settings
from hotmart.simulator.terms import PAID_STATUSES, PARTIALLY_REFUNDED, RETURNED_STATUSES

_TELLING_INSTALLMENTS: Final = frozenset({"BRL", "MXN", "COP"})


def history(hand: Hand, sale: Sale, settings: Settings) -> str:
    """One transaction, as the list of sales shows it."""
    product = sale.offer.product
    return hand.object(
        hand.once((product, "h"), lambda: _whose(hand, product)),
        f'"buyer":{_buyer(hand, sale, settings)},',
        f'"purchase":{_purchase(hand, sale)},',
    )


def commissions(hand: Hand, sale: Sale, settings: Settings) -> str:
    """Who earns how much by one transaction."""
    product, price, affiliate = sale.offer.product, sale.price, sale.affiliate
    kept = share_kept(sale, settings)
    key = (price, product, affiliate, kept)
    return hand.object(
        f'"transaction":"{sale.code}",',
        f'"product":{product_named(hand, product)},',
        f'"exchange_rate_currency_payout":{rate(price.rate)},',
        hand.once(key, lambda: _commission_list(hand, product, price, affiliate, kept)),
    )


def price_details(hand: Hand, sale: Sale, settings: Settings) -> str:
    """What the buyer paid, part by part."""
    del settings
    price = sale.price
    return hand.object(
        f'"transaction":"{sale.code}",',
        f'"product":{product_named(hand, sale.offer.product)},',
        f'"base":{money(hand, price.base, price.currency)},',
        f'"total":{money(hand, price.total, price.currency)},',
        f'"vat":{money(hand, price.vat, price.currency)},' if price.vat else "",
        f'"fee":{money(hand, price.fee, price.currency)},' if price.fee else "",
        f'"coupon":{{"code":"{sale.coupon.code}","value":{sale.coupon.permille / 1000:g}}},'
        if sale.coupon
        else "",
        f'"real_conversion_rate":{rate(price.rate)},',
    )


def summary(
    hand: Hand, sales: Iterable[Sale], settings: Settings, odd_cents: Callable[[str], int]
) -> list[str]:
    """How many sales there are in each currency, and what the account earns by them: not their price.

    `odd_cents` is how much too high the sale of a transaction is counted.
    """
    totals: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for sale in sales:
        total = totals[sale.price.payout]
        total[0] += 1
        total[1] += earned(sale, settings) + odd_cents(sale.code)
    return [
        hand.object(f'"total_items":{count},', f'"total_value":{money(hand, cents, currency)},')
        for currency, (count, cents) in sorted(totals.items())
    ]


def share_kept(sale: Sale, settings: Settings) -> int:
    """How much of a commission stands, in percent: given back with the money, or not (see `Settings`)."""
    if settings.commissions_after_refund == "kept":
        return 100
    if sale.status in RETURNED_STATUSES:
        return 0
    return 50 if sale.status == PARTIALLY_REFUNDED else 100


def earned(sale: Sale, settings: Settings) -> int:
    """What the account earns by a sale as things stand, in cents of its payout currency."""
    kept = share_kept(sale, settings)
    if kept in (0, 100):
        return sale.price.mine * kept // 100
    # each share is rounded by itself, as `sales/commissions` tells it
    return sum(
        cents * kept // 100 for cents in own_shares(sale.offer.product, sale.affiliate, sale.price.net)
    )


def _purchase(hand: Hand, sale: Sale) -> str:
    offer, price, way, tracking = sale.offer, sale.price, sale.way, sale.tracking
    number, paid = sale.installments, sale.status in PAID_STATUSES
    return hand.object(
        f'"transaction":"{sale.code}","order_date":{sale.ordered},',
        f'"approved_date":{sale.approved},"warranty_expire_date":{sale.warranty},' if sale.approved else "",
        f'"status":"{sale.status}",',
        f'"recurrency_number":{sale.recurrence},' if sale.recurrence else "",
        hand.once((offer, "h"), lambda: _terms(hand, offer)),
        hand.once((price, paid), lambda: _price(hand, price, with_fee=paid)),
        hand.once(
            (way, number, price.currency in _TELLING_INSTALLMENTS),
            lambda: _payment(hand, sale),
        )
        + _tracked(hand, tracking),
    )


def _whose(hand: Hand, product: Product) -> str:
    producer = product.producer
    named = hand.object(f'"name":"{producer.name}",', f'"ucode":"{producer.ucode}",')
    return hand.members(f'"product":{product_named(hand, product)},', f'"producer":{named},')


def _buyer(hand: Hand, sale: Sale, settings: Settings) -> str:
    buyer = sale.buyer
    if not sees_buyer(sale, settings):
        return f'{{"ucode":"{buyer.ucode}"}}'
    return hand.object(f'"name":"{buyer.name}",', f'"ucode":"{buyer.ucode}",', f'"email":"{buyer.email}",')


def _terms(hand: Hand, offer: Offer) -> str:
    named = hand.object(f'"payment_mode":"{offer.mode}",', f'"code":"{offer.code}",')
    return hand.members(
        f'"is_subscription":{flag(offer.mode == "SUBSCRIPTION")},',
        f'"commission_as":"{offer.product.role}",',
        f'"offer":{named},',
    )


def _price(hand: Hand, price: Price, *, with_fee: bool) -> str:
    fee = hand.object(
        f'"total":{amount(price.kept)},',
        f'"fixed":{amount(FIXED_FEE[price.payout])},',
        f'"base":{amount(price.payout_base)},',
        '"percentage":9.9,',
        f'"currency_code":"{price.payout}",',
    )
    return hand.members(
        f'"price":{money(hand, price.total, price.currency)},', f'"hotmart_fee":{fee},' if with_fee else ""
    )


def _payment(hand: Hand, sale: Sale) -> str:
    way = sale.way
    told = sale.price.currency in _TELLING_INSTALLMENTS
    payment = hand.object(
        f'"type":"{way.type}",',
        f'"method":"{way.method}",',
        f'"installments_number":{sale.installments},' if told else "",
    )
    return f'"payment":{payment},'


def _tracked(hand: Hand, tracking: Tracking | None) -> str:
    if tracking is None:
        return ""
    if tracking.ad:  # what a tracker packs is another for every click
        return _tracking(hand, tracking)
    return hand.once((tracking, "t"), lambda: _tracking(hand, tracking))


def _tracking(hand: Hand, tracking: Tracking) -> str:
    written = hand.object(
        f'"source":"{tracking.source}",' if tracking.source else "",
        f'"source_sck":"{tracking.source_sck}",' if tracking.source_sck else "",
        f'"external_code":"{tracking.external_code}",' if tracking.external_code else "",
    )
    return f'"tracking":{written},'


def _commission_list(hand: Hand, product: Product, price: Price, affiliate: Partner | None, kept: int) -> str:
    entries = [
        hand.object(
            f'"commission":{money(hand, cents * kept // 100, price.payout)},',
            f'"user":{_earner(hand, partner)},',
            f'"source":"{source}",',
        )
        for partner, source, cents in shares(product, affiliate, price.net)
    ]
    return f'"commissions":[{",".join(entries)}],'


def _earner(hand: Hand, partner: Partner) -> str:
    return hand.object(
        f'"ucode":"{partner.ucode}",', f'"name":"{partner.name}",', f'"email":"{partner.email}",'
    )
