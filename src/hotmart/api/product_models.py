"""What the product operations answer, field by field (dossier §6)."""

from __future__ import annotations

from hotmart.api.choices import PaymentMode, Periodicity, PlanPaymentMode, ProductFormat, ProductStatus
from hotmart.model import Money, Row
from hotmart.words import Instant


class Product(Row):
    """Something this account created and sells. The warranty is in days."""

    id: int
    name: str | None = None
    ucode: str | None = None
    status: ProductStatus | None = None
    created_at: Instant | None = None
    format: ProductFormat | None = None
    is_subscription: bool | None = None
    warranty_period: int | None = None


class Offer(Row):
    """A price at which a product is sold."""

    code: str
    name: str | None = None
    description: str | None = None
    price: Money | None = None
    payment_mode: PaymentMode | None = None
    is_currency_conversion_enabled: bool | None = None
    is_smart_recovery_enabled: bool | None = None
    is_main_offer: bool | None = None


class Plan(Row):
    """A plan of a subscription. It has no number: its code is that of its offer. The trial is in days."""

    code: str
    name: str | None = None
    description: str | None = None
    price: Money | None = None
    periodicity: Periodicity | None = None
    max_installments: int | None = None
    payment_mode: PlanPaymentMode | None = None
    trial_period: int | None = None
    is_subscription_recovery_enabled: bool | None = None
    is_switch_plan_enabled: bool | None = None
