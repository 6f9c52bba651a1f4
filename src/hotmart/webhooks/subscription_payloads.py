"""What the events of a subscription tell (dossier §14.5)."""

from __future__ import annotations

from decimal import Decimal

from msgspec import field

from hotmart.model import Model
from hotmart.webhooks.choices import EventSubscriptionStatus
from hotmart.webhooks.payload import IsoInstant, Payload, PlanName, ProductName
from hotmart.words import Instant, Personal


class EventPhone(Model):
    """The phones of a subscriber, each in two parts."""

    ddd_phone: Personal | None = field(default=None, name="dddPhone")
    phone: Personal | None = None
    ddd_cell: Personal | None = field(default=None, name="dddCell")
    cell: Personal | None = None


class CancelledSubscriber(Model):
    """Whose subscription it was."""

    code: str | None = None
    name: Personal | None = None
    email: Personal | None = None
    phone: EventPhone | None = None


class CancelledSubscription(Model):
    """The subscription that was cancelled."""

    id: int | None = None
    plan: PlanName | None = None


class CancellationPayload(Payload):
    """A subscription was cancelled; access goes on until `date_next_charge`. Nobody says by whom, or why."""

    product: ProductName | None = None
    subscriber: CancelledSubscriber | None = None
    subscription: CancelledSubscription | None = None
    actual_recurrence_value: Decimal | None = None
    cancellation_date: Instant | None = None
    date_next_charge: Instant | None = None


class SwitchingUser(Model):
    """Whose subscription it is."""

    email: Personal | None = None


class SwitchedSubscription(Model):
    """The subscription whose plan changed."""

    subscriber_code: str | None = None
    status: EventSubscriptionStatus | None = None
    date_next_charge: Instant | None = None
    product: ProductName | None = None
    user: SwitchingUser | None = None


class SwitchedOffer(Model):
    """The offer of a plan; here its code is called key."""

    key: str | None = None


class PlanOfSwitch(Model):
    """One of the two plans: `current` marks the one now in force."""

    id: int | None = None
    name: str | None = None
    offer: SwitchedOffer | None = None
    current: bool | None = None


class PlanSwitchPayload(Payload):
    """A subscription changed its plan."""

    subscription: SwitchedSubscription | None = None
    plans: list[PlanOfSwitch] | None = None
    switch_plan_date: Instant | None = None


class MovedSubscriber(Model):
    """Whose subscription it is."""

    code: str | None = None
    name: Personal | None = None
    email: Personal | None = None


class MovedSubscription(Model):
    """The subscription that is charged on another day; the next charge is written as text here."""

    product: ProductName | None = None
    old_charge_day: int | None = None
    new_charge_day: int | None = None
    date_next_charge: IsoInstant | None = None
    status: EventSubscriptionStatus | None = None


class MovedPlanOffer(Model):
    """The offer of the plan."""

    code: str | None = None


class MovedPlan(Model):
    """The plan of the subscription."""

    id: int | None = None
    name: str | None = None
    offer: MovedPlanOffer | None = None


class ChargeDatePayload(Payload):
    """A subscription is charged on another day of the month from now on."""

    subscriber: MovedSubscriber | None = None
    subscription: MovedSubscription | None = None
    plan: MovedPlan | None = None
