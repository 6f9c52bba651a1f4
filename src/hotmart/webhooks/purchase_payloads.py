"""What the events of a purchase tell (dossier §14.4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from hotmart.api.choices import CommissionSource, DocumentType, PaymentType, SubscriptionStatus
from hotmart.model import Model
from hotmart.webhooks.choices import BusinessModel, EventPurchaseStatus, InvoiceBy
from hotmart.webhooks.payload import EventCountry, EventMoney, IsoInstant, Payload, PlanName, ProductName
from hotmart.words import Instant, Personal, Rate


class BundledProduct(Model):
    """A product inside a bundle."""

    id: int
    ucode: str | None = None
    name: str | None = None
    is_physical_product: bool | None = None


class BundleContent(Model):
    """What a bundle holds."""

    has_physical_products: bool | None = None
    products: list[BundledProduct] | None = None


class PurchasedProduct(Model):
    """What was bought. The warranty is told once it was paid, the content only of a bundle."""

    id: int
    ucode: str | None = None
    name: str | None = None
    has_co_production: bool | None = None
    warranty_date: IsoInstant | None = None
    support_email: Personal | None = None
    is_physical_product: bool | None = None
    content: BundleContent | None = None


class EventAffiliate(Model):
    """Who brought the buyer. Without an affiliate there is one entry with two empty texts."""

    affiliate_code: str | None = None
    name: Personal | None = None


class EventAddress(Model):
    """Where a person lives; often only the country. The street is `address`, or `street`."""

    country_iso: str | None = None
    country: str | None = None
    zipcode: Personal | None = None
    zip_code: Personal | None = None  # of orders
    state: Personal | None = None
    city: Personal | None = None
    neighborhood: Personal | None = None
    address: Personal | None = None
    street: Personal | None = None
    complement: Personal | None = None
    number: Personal | None = None


class EventBuyer(Model):
    """Who bought. Abroad the phone begins with the code of its country, and has no code of its own."""

    email: Personal | None = None
    name: Personal | None = None
    first_name: Personal | None = None
    last_name: Personal | None = None
    checkout_phone: Personal | None = None
    checkout_phone_code: Personal | None = None
    document: Personal | None = None
    document_type: DocumentType | None = None
    address: EventAddress | None = None

    def __post_init__(self) -> None:
        self.document_type = self.document_type or None  # abroad it may be an empty text


class EventProducer(Model):
    """Who made the product. The legal nature is told in Brazil only."""

    name: Personal | None = None
    document: Personal | None = None
    legal_nature: str | None = None


class CurrencyConversion(Model):
    """A commission in the currency it is paid out in."""

    converted_value: Decimal | None = None
    converted_to_currency: str | None = None
    conversion_rate: Rate | None = None


class EventCommission(Model):
    """One share of the purchase; that of MARKETPLACE is Hotmart's."""

    value: Decimal | None = None
    currency_value: str | None = None
    source: CommissionSource | None = None
    currency_conversion: CurrencyConversion | None = None


class EventOffer(Model):
    """The offer it was bought by, and the coupon used."""

    code: str | None = None
    coupon_code: str | None = None
    name: str | None = None
    description: str | None = None
    metadata: dict[str, Any] | None = None


class EventOrigin(Model):
    """Where the buyer came from: the parameters of the link, only those in use."""

    src: Personal | None = None
    sck: Personal | None = None
    xcod: Personal | None = None


class OrderBump(Model):
    """Whether it was added to another purchase. The only link between the two."""

    is_order_bump: bool | None = None
    parent_purchase_transaction: str | None = None


class EventPayment(Model):
    """How it is to be paid, or why it was refused."""

    type: PaymentType | None = None
    installments_number: int | None = None
    billet_barcode: Personal | None = None
    billet_url: Personal | None = None
    pix_code: Personal | None = None
    pix_expiration_date: Instant | None = None
    pix_qrcode: Personal | None = None
    refusal_reason: str | None = None


class EventTickets(Model):
    """Tickets bought for an event."""

    amount: int | None = None


class VariantAttribute(Model):
    """One trait of a variant, such as its colour."""

    name: str | None = None
    value: str | None = None


class EventVariant(Model):
    """The variant of a physical product."""

    sku: str | None = None
    attributes: list[VariantAttribute] | None = None


class EventPurchase(Model):
    """The purchase itself. `full_price` is what the buyer paid, and what the API calls `price`."""

    transaction: str
    status: EventPurchaseStatus | None = None
    order_date: Instant | None = None
    approved_date: Instant | None = None
    full_price: EventMoney | None = None
    original_offer_price: EventMoney | None = None
    price: EventMoney | None = None
    offer: EventOffer | None = None
    recurrence_number: int | None = None
    subscription_anticipation_purchase: bool | None = None
    date_next_charge: Instant | None = None
    origin: EventOrigin | None = None
    checkout_country: EventCountry | None = None
    order_bump: OrderBump | None = None
    payment: EventPayment | None = None
    invoice_by: InvoiceBy | None = None
    is_funnel: bool | None = None
    event_tickets: EventTickets | None = None
    business_model: BusinessModel | None = None
    sck_payment_link: Personal | None = msgspec.field(default=None, name="sckPaymentLink")
    buyer_ip: Personal | None = None
    variants: EventVariant | None = None


class EventCarrier(Model):
    """Who carries it."""

    name: str | None = None
    service: str | None = None


class EventFulfillment(Model):
    """Who packs and sends it."""

    service: str | None = None


class EventShipping(Model):
    """How a physical product travels; absent for all others."""

    cost: EventMoney | None = None
    estimated_delivery_days: int | None = None
    carrier: EventCarrier | None = None
    fulfillment: EventFulfillment | None = None


class EventSubscriber(Model):
    """The code of a subscription."""

    code: str | None = None


class EventSubscription(Model):
    """The subscription a purchase pays."""

    status: SubscriptionStatus | None = None
    plan: PlanName | None = None
    subscriber: EventSubscriber | None = None


class PurchasePayload(Payload):
    """What the nine events in the life of a purchase tell."""

    product: PurchasedProduct
    purchase: EventPurchase
    affiliates: list[EventAffiliate] | None = None
    buyer: EventBuyer | None = None
    producer: EventProducer | None = None
    commissions: list[EventCommission] | None = None
    subscription: EventSubscription | None = None
    shipping: EventShipping | None = None


class CartBuyer(Model):
    """Who left it."""

    name: Personal | None = None
    email: Personal | None = None
    phone: Personal | None = None


class CartOffer(Model):
    """The offer it was left at."""

    code: str | None = None


class AbandonedCartPayload(Payload):
    """A checkout that nobody finished. There is no transaction, and one buyer may be told of again."""

    product: ProductName
    affiliate: bool | None = None
    buyer: CartBuyer | None = None
    offer: CartOffer | None = None
    checkout_country: EventCountry | None = None
    buyer_ip: Personal | None = None
