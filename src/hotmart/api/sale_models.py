"""What the sales operations answer, field by field (dossier §4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

from msgspec import Meta

from hotmart.api.choices import (
    CommissionAs,
    CommissionSource,
    DocumentType,
    ParticipantRole,
    PaymentMethod,
    PaymentMode,
    PaymentType,
    SaleStatus,
)
from hotmart.model import Model, Money, Row
from hotmart.words import Instant, Personal, Rate


class SaleProduct(Model):
    """The product of a sale. Its ucode is not told here."""

    id: int | None = None
    name: str | None = None


class Buyer(Model):
    """Who bought. Phone, document and address are only in `sales.participants`."""

    name: Personal | None = None
    email: Personal | None = None
    ucode: str | None = None


class Producer(Model):
    """Who made the product."""

    name: Personal | None = None
    ucode: str | None = None


class SalePayment(Model):
    """How it was paid. The type is reliable, the method is not."""

    type: PaymentType | None = None
    method: PaymentMethod | None = None
    installments_number: int | None = None


class Tracking(Model):
    """Where the buyer came from: the `src`, `sck` and `xcod` of the link."""

    # sellers type names and e-mails into them, and a click is one person's (dossier §23)
    source: Personal | None = None
    source_sck: Personal | None = None
    external_code: Personal | None = None


class SaleOffer(Model):
    """The offer it was bought by."""

    payment_mode: PaymentMode | None = None
    code: str | None = None


class HotmartFee(Model):
    """What Hotmart keeps, in the currency of the commission."""

    total: Decimal | None = None
    fixed: Decimal | None = None
    base: Decimal | None = None
    percentage: Rate | None = None
    currency_code: str | None = None


class Purchase(Model):
    """The purchase itself. `price` is what the buyer paid, fees and interest included."""

    transaction: str
    order_date: Instant | None = None
    approved_date: Instant | None = None
    status: SaleStatus | None = None
    recurrency_number: int | None = None
    is_subscription: bool | None = None
    commission_as: CommissionAs | None = None
    price: Money | None = None
    payment: SalePayment | None = None
    tracking: Tracking | None = None
    warranty_expire_date: Instant | None = None
    offer: SaleOffer | None = None
    hotmart_fee: HotmartFee | None = None


class Sale(Row):
    """One sale: one charge of one product, of which each renewal and each retry is another."""

    purchase: Purchase
    product: SaleProduct | None = None
    buyer: Buyer | None = None
    producer: Producer | None = None


class SalesTotal(Row):
    """The commission this account received in one currency."""

    total_value: Money
    total_items: int | None = None


class Document(Model):
    """An identity document."""

    type: DocumentType | None = None
    value: Personal | None = None


class Address(Model):
    """Where a person lives; of a buyer often only the country is told."""

    city: Personal | None = None
    state: str | None = None
    country: str | None = None
    zip_code: Personal | None = None
    address: Personal | None = None
    complement: Personal | None = None
    neighborhood: Personal | None = None
    number: Personal | None = None


class Person(Model):
    """A person in a sale. What is not known is an empty text here, not an absent key."""

    ucode: str | None = None
    locale: str | None = None
    name: Personal | None = None
    trade_name: Personal | None = None
    cellphone: Personal | None = None
    phone: Personal | None = None
    email: Personal | None = None
    documents: list[Document] | None = None
    address: Address | None = None


class Participant(Model):
    """One part in a sale, and who has it."""

    role: ParticipantRole | None = None
    user: Person | None = None


class SaleParticipants(Row):
    """Everybody in one sale."""

    wraps: ClassVar[str] = "users"

    transaction: str
    product: SaleProduct | None = None
    users: list[Participant] | None = None


class CommissionAmount(Model):
    """An amount of commission. Documented with `currency_value`, live with `currency_code`."""

    value: Decimal | None = None
    currency_code: str | None = None
    currency_value: Annotated[str, Meta(extra={"kind": "spelling", "of": "currency_code"})] | None = None

    def __post_init__(self) -> None:
        if self.currency_value is not None:
            self.currency_code, self.currency_value = self.currency_code or self.currency_value, None


class CommissionUser(Model):
    """Who is paid."""

    ucode: str | None = None
    name: Personal | None = None
    email: Personal | None = None


class Commission(Model):
    """One share of a sale."""

    commission: CommissionAmount | None = None
    user: CommissionUser | None = None
    source: CommissionSource | None = None


class SaleCommissions(Row):
    """How one sale is shared. The rate is 1 when nothing is converted."""

    wraps: ClassVar[str] = "commissions"

    transaction: str
    product: SaleProduct | None = None
    exchange_rate_currency_payout: Rate | None = None
    commissions: list[Commission] | None = None


class UsedCoupon(Model):
    """The coupon used. The documents call the value a fraction; their sample shows 22.9 (dossier §4.5)."""

    code: str | None = None
    value: Rate | None = None


class PriceDetails(Row):
    """What the price of one sale is made of: total = base + vat + fee. Each may be in another currency."""

    transaction: str
    product: SaleProduct | None = None
    base: Money | None = None
    total: Money | None = None
    vat: Money | None = None
    fee: Money | None = None
    coupon: UsedCoupon | None = None
    real_conversion_rate: Rate | None = None


class Billet(Row):
    """Where a new bank slip is to be seen, and by whoever has the link."""

    billet_url: Personal | None = None
