"""What payment links take and answer. The answers are unconfirmed (dossier §11.3)."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from hotmart.api.choices import Periodicity
from hotmart.model import Model, Money, Row
from hotmart.words import Instant, Personal


class Weekdays(Model, forbid_unknown_fields=True):
    """Whether a bank slip is offered, and on which days."""

    is_offer_billet: bool | None = None
    weekdays: list[str] | None = None


class ThanksPages(Model, forbid_unknown_fields=True):
    """Where the buyer goes next."""

    purchase_approved_url: str | None = None
    purchase_waiting_payment_url: str | None = None
    purchase_under_analysis_url: str | None = None


class CheckoutConfiguration(Model, forbid_unknown_fields=True):
    """What the checkout offers and asks for."""

    is_offer_pix: bool | None = None
    is_offer_paypal: bool | None = None
    is_offer_balance: bool | None = None
    is_hotmart_can_send_notification_for_buyer: bool | None = None
    offer_billet: Weekdays | None = None
    custom_thanks_page: ThanksPages | None = None
    is_show_coupon_option: bool | None = None
    is_request_buyer_address: bool | None = None
    is_request_phone_number: bool | None = None
    is_request_id_number: bool | None = None


class LinkConfiguration(Model, forbid_unknown_fields=True):
    """Where the link calls back."""

    link_callback_url: str | None = None


class BillingConfiguration(Model, forbid_unknown_fields=True):
    """How a plan is charged, and how many times at most."""

    billing_type: str | None = None
    max_number_of_payments: Annotated[int, Meta(ge=1)] | None = None


class LinkTrial(Model, forbid_unknown_fields=True):
    """A trial before the first charge. The period is in days."""

    trial_type: str | None = None
    trial_period: Annotated[int, Meta(ge=0)] | None = None


class LinkSubscription(Model, forbid_unknown_fields=True):
    """What recurs, when a link sells a subscription."""

    periodicity: Periodicity | None = None
    billing_configuration: BillingConfiguration | None = None
    trial: LinkTrial | None = None


class LinkOffer(Row):
    """A price of a link."""

    code: str | None = None
    name: str | None = None
    price: Money | None = None
    is_main_offer: bool | None = None


class LinkPlan(Row):
    """A plan of a link."""

    code: str | None = None
    name: str | None = None
    price: Money | None = None
    periodicity: Periodicity | None = None
    billing_configuration: BillingConfiguration | None = None
    trial: LinkTrial | None = None


class Link(Row):
    """A payment link. Whoever has its token can open charges."""

    ucode: str
    token: Personal | None = None
    name: str | None = None
    status: str | None = None
    creation_date: Instant | None = None
    url: str | None = None
    price: Money | None = None
    offers: list[LinkOffer] | None = None
    plans: list[LinkPlan] | None = None
    total_charges: int | None = None
    checkout_configuration: CheckoutConfiguration | None = None
    link_configuration: LinkConfiguration | None = None


class ChargedLink(Model):
    """The link a charge was opened by."""

    ucode: str | None = None
    name: str | None = None
    token: Personal | None = None


class ChargedOffer(Model):
    """The offer a charge was opened by."""

    code: str | None = None


class LinkCharge(Row):
    """A charge that waits for its buyer at `checkout_url`."""

    token: Personal | None = None
    link: ChargedLink | None = None
    status: str | None = None
    creation_date: Instant | None = None
    checkout_url: str | None = None
    price: Money | None = None
    offer: ChargedOffer | None = None
    sck: Personal | None = None
