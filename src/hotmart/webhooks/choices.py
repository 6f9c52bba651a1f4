"""The values that events hold. All are open, and some differ from those of the API (dossier §14.4, §13.6)."""

from __future__ import annotations

from hotmart.api.choices import SaleStatus
from hotmart.words import OpenEnum


class WebhookEvent(OpenEnum):
    """What happened (dossier §14.3). A renewal is PURCHASE_APPROVED with its `recurrence_number`."""

    CLUB_FIRST_ACCESS = "CLUB_FIRST_ACCESS"
    CLUB_MODULE_COMPLETED = "CLUB_MODULE_COMPLETED"
    ORDER_FULFILLMENT = "ORDER_FULFILLMENT"
    PURCHASE_APPROVED = "PURCHASE_APPROVED"
    PURCHASE_BILLET_PRINTED = "PURCHASE_BILLET_PRINTED"
    PURCHASE_CANCELED = "PURCHASE_CANCELED"
    PURCHASE_CHARGEBACK = "PURCHASE_CHARGEBACK"
    PURCHASE_COMPLETE = "PURCHASE_COMPLETE"
    PURCHASE_DELAYED = "PURCHASE_DELAYED"
    PURCHASE_EXPIRED = "PURCHASE_EXPIRED"
    PURCHASE_OUT_OF_SHOPPING_CART = "PURCHASE_OUT_OF_SHOPPING_CART"
    PURCHASE_PROTEST = "PURCHASE_PROTEST"
    PURCHASE_REFUNDED = "PURCHASE_REFUNDED"
    SUBSCRIPTION_CANCELLATION = "SUBSCRIPTION_CANCELLATION"
    SWITCH_PLAN = "SWITCH_PLAN"
    UPDATE_SUBSCRIPTION_CHARGE_DATE = "UPDATE_SUBSCRIPTION_CHARGE_DATE"


class EventPurchaseStatus(OpenEnum):
    """Where a purchase stands, in the words of events: those that arrive, and those documented instead."""

    APPROVED = "APPROVED"
    BILLET_PRINTED = "BILLET_PRINTED"  # also of a PIX that waits
    BLOCKED = "BLOCKED"
    CANCELED = "CANCELED"
    CANCELLED = "CANCELLED"  # documented
    CHARGEBACK = "CHARGEBACK"
    COMPLETE = "COMPLETE"  # documented
    COMPLETED = "COMPLETED"
    DELAYED = "DELAYED"
    DISPUTE = "DISPUTE"
    EXPIRED = "EXPIRED"
    NO_FUNDS = "NO_FUNDS"
    OVERDUE = "OVERDUE"  # documented
    PARTIALLY_REFUNDED = "PARTIALLY_REFUNDED"
    PRE_ORDER = "PRE_ORDER"
    PRINTED_BILLET = "PRINTED_BILLET"  # documented
    PROCESSING_TRANSACTION = "PROCESSING_TRANSACTION"
    PROTESTED = "PROTESTED"
    REFUNDED = "REFUNDED"
    STARTED = "STARTED"
    UNDER_ANALISYS = "UNDER_ANALISYS"  # Hotmart's spelling
    WAITING_PAYMENT = "WAITING_PAYMENT"

    @property
    def as_sale(self) -> SaleStatus:
        """The word that `sales.history` has for it."""
        return SaleStatus(_AS_SALE.get(self, self.value))


_AS_SALE: dict[EventPurchaseStatus, SaleStatus] = {
    EventPurchaseStatus.BILLET_PRINTED: SaleStatus.PRINTED_BILLET,
    EventPurchaseStatus.CANCELED: SaleStatus.CANCELLED,
    EventPurchaseStatus.COMPLETED: SaleStatus.COMPLETE,
    EventPurchaseStatus.DELAYED: SaleStatus.OVERDUE,  # probable: no source holds both of one sale
    EventPurchaseStatus.DISPUTE: SaleStatus.PROTESTED,
}


class EventSubscriptionStatus(OpenEnum):
    """Where a subscription stands, in SWITCH_PLAN and UPDATE_SUBSCRIPTION_CHARGE_DATE: one L, and VENDOR."""

    ACTIVE = "ACTIVE"
    CANCELED_BY_ADMIN = "CANCELED_BY_ADMIN"
    CANCELED_BY_CUSTOMER = "CANCELED_BY_CUSTOMER"
    CANCELED_BY_VENDOR = "CANCELED_BY_VENDOR"
    EXPIRED = "EXPIRED"
    INACTIVE = "INACTIVE"
    OVERDUE = "OVERDUE"
    STARTED = "STARTED"


class InvoiceBy(OpenEnum):
    """Who writes the invoice."""

    HOTMART = "HOTMART"
    SELLER = "SELLER"


class BusinessModel(OpenEnum):
    """How Hotmart accounts for the sale; the documents do not say what the letters stand for."""

    A = "A"
    I = "I"  # noqa: E741  # Hotmart's letter
    R = "R"


class ShippingType(OpenEnum):
    """How the price of a delivery is found."""

    FIXED_PRICE = "FIXED_PRICE"
    FLAT_RATE = "FLAT_RATE"
    FREE_SHIPPING = "FREE_SHIPPING"


class FulfillmentType(OpenEnum):
    """Who packs and sends."""

    MANUAL = "MANUAL"
    PARTNER = "PARTNER"


class DeliveryMethod(OpenEnum):
    """How an order reaches the buyer."""

    SHIPPING = "SHIPPING"


class ItemFormat(OpenEnum):
    """What an ordered thing is."""

    PHYSICAL = "PHYSICAL"
