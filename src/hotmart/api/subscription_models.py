"""What the subscription operations answer, field by field (dossier §5)."""

from __future__ import annotations

from decimal import Decimal

from hotmart.api.choices import (
    BilletRecovery,
    BillingType,
    ChargeStatus,
    InstallmentType,
    PaymentMethod,
    PaymentType,
    RecurrenceStatus,
    RecurrenceTransactionType,
    SaleStatus,
    SubscriptionStatus,
)
from hotmart.model import Model, Money, Row
from hotmart.words import Instant, Personal, Rate


class SubscriptionPlan(Model):
    """The plan of a subscription. The period is in days; no number of cycles means until cancelled."""

    name: str | None = None
    id: int | None = None
    recurrency_period: int | None = None
    max_charge_cycles: int | None = None


class SubscriptionProduct(Model):
    """The product subscribed to."""

    id: int | None = None
    name: str | None = None
    ucode: str | None = None


class Subscriber(Model):
    """Who subscribed."""

    name: Personal | None = None
    email: Personal | None = None
    ucode: str | None = None


class Subscription(Row):
    """One subscription: one buyer of one product. `price` is what each recurrence costs."""

    subscriber_code: str
    subscription_id: int | None = None
    status: SubscriptionStatus | None = None
    accession_date: Instant | None = None
    request_date: Instant | None = None
    end_accession_date: Instant | None = None
    date_next_charge: Instant | None = None
    trial: bool | None = None
    transaction: str | None = None
    plan: SubscriptionPlan | None = None
    product: SubscriptionProduct | None = None
    price: Money | None = None
    subscriber: Subscriber | None = None


class SummaryPlan(Model):
    """The plan, in a summary."""

    name: str | None = None
    recurrency_period: int | None = None


class SummaryProduct(Model):
    """The product, in a summary."""

    id: int | None = None
    name: str | None = None


class SummaryOffer(Model):
    """The offer, in a summary."""

    code: str | None = None


class LastRecurrence(Model):
    """The newest recurrence; `transaction_number` counts the attempts to charge it."""

    number: int | None = None
    request_date: Instant | None = None
    status: RecurrenceStatus | None = None
    transaction_number: int | None = None
    billing_type: BillingType | None = None


class UnpaidRecurrence(Model):
    """A recurrence still owed."""

    number: int | None = None
    charge_date: Instant | None = None


class SummarySubscriber(Model):
    """Who subscribed, in a summary."""

    id: int | None = None
    name: Personal | None = None
    email: Personal | None = None


class SubscriptionSummary(Row):
    """One subscription as of yesterday. `lifetime` is in days; no debts means the list is absent."""

    subscriber_code: str
    subscription_id: int | None = None
    status: SubscriptionStatus | None = None
    lifetime: int | None = None
    accession_date: Instant | None = None
    end_accession_date: Instant | None = None
    date_next_charge: Instant | None = None  # not documented, recorded
    trial: bool | None = None
    plan: SummaryPlan | None = None
    product: SummaryProduct | None = None
    offer: SummaryOffer | None = None
    last_recurrency: LastRecurrence | None = None
    unpaid_recurrencies: list[UnpaidRecurrence] | None = None
    subscriber: SummarySubscriber | None = None


class TrialInfo(Model):
    """The trial; its period is in days."""

    trial: bool | None = None
    trial_period: int | None = None
    trial_end: Instant | None = None


class TransactionOffer(Model):
    """The offer of a transaction; live often only the key."""

    code: str | None = None
    description: str | None = None
    key: str | None = None


class TransactionPlan(Model):
    """The plan of a transaction; the coupon only of an anticipation."""

    name: str | None = None
    recurrency_period: int | None = None
    recurrency_type: str | None = None
    coupon_code: str | None = None
    offer: TransactionOffer | None = None


class TransactionRecurrence(Model):
    """The recurrence a transaction pays. `transaction_sequence` is the attempt, counted from 1."""

    status: RecurrenceStatus | None = None
    number: int | None = None
    start_datetime: Instant | None = None
    payment_delays_days: int | None = None  # live spelling; the documents' table says payment_delay_days
    transaction_type: RecurrenceTransactionType | None = None
    number_list: str | None = None
    transaction_sequence: int | None = None
    is_current_purchase: bool | None = None
    has_retry: bool | None = None
    scheduled_retry: Instant | None = None


class TransactionPayment(Model):
    """How it was paid, or why it was not. The only place that tells the date of a refund."""

    payment_type: PaymentType | None = None
    credit_card_flag: str | None = None
    refusal_message: str | None = None
    refund_chargeback_date: Instant | None = None
    pix_expiration_date: Instant | None = None
    billet_expiration_date: Instant | None = None
    billet_reprint_code: Personal | None = None  # a link to the buyer's bank slip
    billet_recovery_type: BilletRecovery | None = None


class TransactionInstallment(Model):
    """How it is split."""

    installment_type: InstallmentType | None = None
    installment_number: int | None = None


class TransactionPrice(Model):
    """The price; the total has interest and taxes."""

    currency: str | None = None
    value: Decimal | None = None
    total_value: Decimal | None = None


class TransactionCommission(Model):
    """What is paid for it; the paid values are 0 after a refund or a chargeback."""

    conversion_rate: Rate | None = None
    currency: str | None = None
    original_value: Decimal | None = None
    original_paid_value: Decimal | None = None
    producer_value: Decimal | None = None
    producer_paid_value: Decimal | None = None


class TransactionPurchase(Model):
    """The purchase behind a transaction."""

    transaction: str
    order_date: Instant | None = None
    approved_date: Instant | None = None
    status: ChargeStatus | None = None
    payment: TransactionPayment | None = None
    installment: TransactionInstallment | None = None
    price: TransactionPrice | None = None
    commission: TransactionCommission | None = None


class TransactionSubscriber(Model):
    """Who subscribed, with a phone."""

    id: int | None = None
    name: Personal | None = None
    email: Personal | None = None
    phone_ddd: Personal | None = None
    phone: Personal | None = None


class TransactionProducer(Model):
    """Who made the product."""

    name: Personal | None = None


class SubscriptionTransaction(Row):
    """One charge of one subscription, up to a day old; once per currency of commission."""

    purchase: TransactionPurchase
    subscription_id: int | None = None
    last_update: Instant | None = None
    subscriber_code: str | None = None
    status: SubscriptionStatus | None = None
    billing_type: BillingType | None = None
    adoption_date: Instant | None = None
    date_next_charge: Instant | None = None
    last_recurrency_start_date: Instant | None = None
    cancellation_date: Instant | None = None
    max_cycles: int | None = None
    last_recurrency_number: int | None = None
    has_unpaid_recurrency: bool | None = None
    has_credit_card_change: bool | None = None
    is_paid_anticipation: bool | None = None
    is_paid_negotiation: bool | None = None
    product: SummaryProduct | None = None
    trial_info: TrialInfo | None = None
    plan: TransactionPlan | None = None
    recurrency: TransactionRecurrence | None = None
    subscriber: TransactionSubscriber | None = None
    producer: TransactionProducer | None = None


class SubscriptionPurchase(Row):
    """One charge of one subscription. A recurrence has several when its first attempts failed."""

    transaction: str
    approved_date: Instant | None = None
    payment_engine: str | None = None
    status: SaleStatus | None = None
    price: Money | None = None
    payment_type: PaymentType | None = None
    payment_method: PaymentMethod | None = None
    recurrency_number: int | None = None
    under_warranty: bool | None = None
    purchase_subscription: bool | None = None  # documented, absent in recordings
