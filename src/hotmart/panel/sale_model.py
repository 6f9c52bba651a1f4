"""A line of the report as a record: what the table `panel_sales` holds (dossier §22)."""

from __future__ import annotations

from decimal import Decimal

from hotmart.model import Model
from hotmart.tables.layout import Layout
from hotmart.words import Instant, Personal, Rate

TABLE = "panel_sales"
"""The table, and the name that a policy of [privacy] knows its columns by."""
VOLATILE = frozenset({"file", "line", "imported_at"})
"""Where a line came from: no change of a sale."""


class PanelProduct(Model):
    """What was sold."""

    id: str | None = None
    name: str | None = None


class PanelOffer(Model):
    """The price it was sold at, which the API calls an offer."""

    code: str | None = None
    name: str | None = None


class PanelPurchase(Model):
    """What the buyer paid, in the buyer's currency."""

    value: Decimal | None = None
    value_without_taxes: Decimal | None = None
    currency: str | None = None
    rate: Rate | None = None


class PanelRevenue(Model):
    """What came of it, in the currency in which the account is paid."""

    currency: str | None = None
    rate: Rate | None = None
    gross: Decimal | None = None
    net: Decimal | None = None
    producer: Decimal | None = None
    coproducer: Decimal | None = None
    affiliate: Decimal | None = None


class PanelFees(Model):
    """What Hotmart keeps, part by part; in the currency told beside it, or else that of the revenue."""

    currency: str | None = None
    processing: Decimal | None = None
    streaming: Decimal | None = None
    other: Decimal | None = None


class PanelPayment(Model):
    """How it was paid, in the words of the panel."""

    method: str | None = None
    installments: int | None = None


class PanelTracking(Model):
    """Where the buyer came from."""

    source: Personal | None = None  # sellers type names into them (dossier §23)
    source_sck: Personal | None = None


class PanelPartner(Model):
    """Who made the product, or sold it."""

    name: Personal | None = None


class PanelBuyer(Model):
    """Who bought."""

    name: Personal | None = None
    email: Personal | None = None
    phone: Personal | None = None
    document: Personal | None = None
    instagram: Personal | None = None
    country: str | None = None
    state: str | None = None
    city: Personal | None = None
    zip_code: Personal | None = None
    address: Personal | None = None
    number: Personal | None = None
    complement: Personal | None = None
    neighborhood: Personal | None = None


class PanelSale(Model):
    """One sale as the panel tells it."""

    transaction: str
    status: str | None = None
    """As the API says it, where the panel's word means one of its statuses and no other."""
    status_told: str | None = None
    """As the panel says it, in the language of the report."""
    ordered_at: Instant | None = None
    confirmed_at: Instant | None = None
    main_transaction: str | None = None
    order_bump_of: str | None = None
    """The main transaction of an order bump: a renewal may name one too, and is none (dossier §22)."""
    sold_as: str | None = None
    """MAIN_PRODUCT, ORDER_BUMP, UPGRADE, DOWNGRADE, or what the panel says."""
    charge: str | None = None
    charge_number: int | None = None
    product: PanelProduct | None = None
    offer: PanelOffer | None = None
    purchase: PanelPurchase | None = None
    revenue: PanelRevenue | None = None
    fees: PanelFees | None = None
    payment: PanelPayment | None = None
    items: int | None = None
    coupon_code: str | None = None
    tracking: PanelTracking | None = None
    channel: str | None = None
    subscriber_code: str | None = None
    producer: PanelPartner | None = None
    affiliate: PanelPartner | None = None
    buyer: PanelBuyer | None = None
    file: str | None = None
    line: int | None = None
    imported_at: Instant | None = None


def panel_layout(prefix: str = "") -> Layout:
    """How a report lies in the warehouse of an account whose tables begin so."""
    return Layout(prefix + TABLE, PanelSale, ("transaction",), volatile=VOLATILE, needed=NEEDED)


NEEDED = frozenset({"transaction", "status", "ordered_at", *VOLATILE})
"""The columns that are kept as they are, whatever is personal."""
