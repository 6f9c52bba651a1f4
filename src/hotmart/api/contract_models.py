"""What cancelling, reactivating and switching the plan of a subscription answer (dossier §5.5-5.10)."""

from __future__ import annotations

from msgspec import field

from hotmart.api.choices import ChargeInterval, ContractStatus, SubscriptionStatus
from hotmart.model import Model, Money, Row
from hotmart.words import Instant, Personal


class Shopper(Model):
    """Whose subscription it is."""

    email: Personal | None = None
    phone: Personal | None = None


class Contract(Row):
    """A subscription, as cancelling or reactivating tells of it.

    Its dates are text here, `YYYY-MM-DD HH:MM:SS`; `date_last_recurrence` may be a number (dossier §5.5).
    """

    subscriber_code: str
    status: ContractStatus | None = None
    creation_date: str | None = None
    activation_date: str | None = None
    current_recurrence: int | None = None
    date_last_recurrence: str | int | None = None
    date_next_charge: str | None = None
    due_day: int | None = None
    trial_period: int | None = None
    interval_type_between_charges: ChargeInterval | None = None
    interval_between_charges: int | None = None
    max_charge_cycles: int | None = None
    shopper: Shopper | None = None


class Failure(Model):
    """A subscription that was left as it was, and Hotmart's word for why."""

    subscriber_code: str
    error: str | None = None


class BulkOutcome(Row):
    """Which subscriptions an operation was done to, and which not. Hotmart leaves an empty list out."""

    success_subscriptions: list[Contract] = field(default_factory=list[Contract])
    fail_subscriptions: list[Failure] = field(default_factory=list[Failure])


class OfferKey(Model):
    """The offer of a plan."""

    key: str | None = None


class SwitchablePlan(Model):
    """A plan a subscription may change to, or, when `current`, has now. The period is in days."""

    id: int | None = None
    name: str | None = None
    offer: OfferKey | None = None
    price: Money | None = None
    recurrency_period: int | None = None
    max_charge_cycles: int | None = None
    current: bool | None = None


class SwitchablePlans(Row):
    """The plans of one subscription. The fields are unconfirmed (dossier §5.10)."""

    subscriber_code: str
    plans: list[SwitchablePlan] | None = None


class NewPlan(Model):
    """The plan a subscription has from now on."""

    id: int | None = None
    name: str | None = None


class NewOffer(Model):
    """The offer of that plan."""

    code: str | None = None


class SwitchedPlan(Row):
    """A subscription after its plan was switched. The fields are unconfirmed (dossier §5.10)."""

    subscriber_code: str
    subscription_id: int | None = None
    status: SubscriptionStatus | None = None
    plan: NewPlan | None = None
    offer: NewOffer | None = None
    price: Money | None = None
    date_next_charge: Instant | None = None
