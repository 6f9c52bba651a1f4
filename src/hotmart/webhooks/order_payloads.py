"""What ORDER_FULFILLMENT tells of an order of physical things: documented, never recorded (dossier §14.5)."""

from __future__ import annotations

from decimal import Decimal

from hotmart.model import Model
from hotmart.webhooks.choices import (
    DeliveryMethod,
    EventPurchaseStatus,
    FulfillmentType,
    ItemFormat,
    ShippingType,
)
from hotmart.webhooks.payload import EventMoney, Payload
from hotmart.webhooks.purchase_payloads import EventAddress, VariantAttribute
from hotmart.words import Instant, Personal


class OrderShopper(Model):
    """Who ordered, or who is billed."""

    name: Personal | None = None
    email: Personal | None = None
    phone: Personal | None = None
    document: Personal | None = None
    country: str | None = None
    locale: str | None = None
    time_zone: str | None = None
    ucode: str | None = None
    address: EventAddress | None = None


class OrderPurchase(Model):
    """The purchase behind an order."""

    transaction: str
    id: int | None = None
    status: EventPurchaseStatus | None = None
    order_date: Instant | None = None
    approved_date: Instant | None = None
    full_price: EventMoney | None = None
    price: EventMoney | None = None
    shopper: OrderShopper | None = None


class OrderOffer(Model):
    """The offer of one item."""

    code: str | None = None
    price: EventMoney | None = None


class OrderSeller(Model):
    """Who sells it."""

    name: Personal | None = None
    email: Personal | None = None
    ucode: str | None = None
    locale: str | None = None


class OrderProduct(Model):
    """The product of one item."""

    id: int
    ucode: str | None = None
    name: str | None = None
    format: ItemFormat | None = None
    support_email: Personal | None = None
    seller: OrderSeller | None = None


class OrderVariant(Model):
    """The variant of one item. Its id is documented as a number, with a text as the example."""

    id: int | str | None = None
    name: str | None = None
    sku: str | None = None
    attributes: list[VariantAttribute] | None = None


class Dimension(Model):
    """How large and heavy it is: centimetres and kilograms."""

    width: Decimal | None = None
    height: Decimal | None = None
    depth: Decimal | None = None
    weight: Decimal | None = None


class LineItem(Model):
    """One line of an order."""

    offer: OrderOffer | None = None
    product: OrderProduct | None = None
    quantity: int | None = None
    variant: OrderVariant | None = None
    dimension: Dimension | None = None


class Delivery(Model):
    """Where it goes, and how many days it takes to send and to arrive."""

    shipping_processing_time: int | None = None
    delivery_time: int | None = None
    method_type: DeliveryMethod | None = None
    destination: EventAddress | None = None


class OrderCarrier(Model):
    """Who carries it."""

    name: str | None = None
    code: str | None = None


class CarrierOptions(Model):
    """The service of the carrier."""

    service: str | None = None
    code: str | None = None


class OrderShipping(Model):
    """What the delivery costs, and how that was found."""

    shipping_total_value: EventMoney | None = None
    carrier: OrderCarrier | None = None
    shipping_logistics_time: int | None = None
    carrier_options: CarrierOptions | None = None
    type: ShippingType | None = None
    estimate_shipping_cost: EventMoney | None = None
    shipping_markup_price: EventMoney | None = None


class FulfillmentService(Model):
    """Who packs and sends it."""

    service_type: FulfillmentType | None = None
    service_name: str | None = None


class OrderPayload(Payload):
    """An order of physical things is to be sent."""

    purchase: OrderPurchase
    line_items: list[LineItem] | None = None
    delivery: Delivery | None = None
    shipping: OrderShipping | None = None
    fulfillment_service: FulfillmentService | None = None
    billing: OrderShopper | None = None
