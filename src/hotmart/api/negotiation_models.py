"""What a negotiation takes and answers (dossier §10)."""

from __future__ import annotations

from decimal import Decimal

from hotmart.api.choices import PaymentType
from hotmart.model import Model, Row
from hotmart.words import Instant, Personal


class CustomDiscount(Model, tag_field="type", tag="CUSTOM", forbid_unknown_fields=True):
    """An amount off, in the currency of the debt."""

    value: Decimal


class DebtPayment(Model):
    """How to pay: the bank slip, or the PIX code and its picture. Whoever has them can."""

    type: PaymentType | None = None
    expiration_date: Instant | None = None
    billet_url: Personal | None = None
    billet_barcode: Personal | None = None
    pix_code: Personal | None = None
    pix_qrcode: Personal | None = None


class NegotiatedDebt(Row):
    """The new charge, which waits to be paid."""

    transaction: str
    subscription_id: int | None = None
    payment: DebtPayment | None = None
