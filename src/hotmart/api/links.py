"""Links: pages of payment made through the API. Their answers are not documented (dossier §11.3)."""

from __future__ import annotations

# A declaration has no body: its signature is all there is.
# pyright: reportReturnType=false
from typing import Annotated

from msgspec import Meta

from hotmart.answers.pages import Page
from hotmart.api.choices import Periodicity
from hotmart.api.link_models import (
    BillingConfiguration,
    CheckoutConfiguration,
    Link,
    LinkCharge,
    LinkConfiguration,
    LinkOffer,
    LinkPlan,
    LinkSubscription,
    LinkTrial,
)
from hotmart.declaring.operations import autopaginate, lists, writes
from hotmart.declaring.resource import M, Resource
from hotmart.words import Amount, Code, Currency, Extra, Many

Name = Annotated[str, Meta(max_length=255)]


class Links(Resource[M]):
    """Pages of payment made through the API."""

    @writes(
        "POST",
        "/payments/api/v1/link",
        settle="links.list()",
        pt="Cria um link de pagamento, com sua primeira oferta.",
    )
    def create(
        self,
        name: Name,
        value: Amount,
        currency: Currency,
        *,
        checkout_configuration: CheckoutConfiguration | None = None,
        link_configuration: LinkConfiguration | None = None,
        subscription: LinkSubscription | None = None,
    ) -> Link:
        """Make a payment link, with its first offer."""

    @lists(
        "/payments/api/v1/link",
        key="ucode",
        pt="Os links de pagamento da conta.",
    )
    def list(
        self,
        *,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[Link]:
        """The payment links of the account."""

    list_autopaginate = autopaginate(list)

    @writes(
        "POST",
        "/payments/api/v1/link/{ucode}/offer",
        settle="links.list()",
        pt="Acrescenta uma oferta a um link de pagamento.",
    )
    def create_offer(
        self,
        ucode: Code,
        offer_name: Name,
        value: Amount,
        currency: Currency,
        *,
        is_main_offer: bool | None = None,
    ) -> LinkOffer:
        """Add an offer to a payment link."""

    @writes(
        "POST",
        "/payments/api/v1/link/{ucode}/plan",
        settle="links.list()",
        pt="Acrescenta um plano de assinatura a um link de pagamento.",
    )
    def create_plan(
        self,
        ucode: Code,
        name: Name,
        value: Amount,
        periodicity: Periodicity | str,
        *,
        billing_configuration: BillingConfiguration | None = None,
        trial: LinkTrial | None = None,
    ) -> LinkPlan:
        """Add a plan of subscription to a payment link."""

    @writes(
        "POST",
        "/payments/api/v1/link/token/charge/offer",
        settle="links.list()",
        pt="Abre uma cobrança por uma oferta do link.",
    )
    def charge_offer(self, token: Code, offer_code: Code, *, sck: str | None = None) -> LinkCharge:
        """Open a charge by an offer of the link."""

    @writes(
        "POST",
        "/payments/api/v1/link/token/charge/value",
        settle="links.list()",
        pt="Abre uma cobrança de um valor pelo link.",
    )
    def charge_value(self, token: Code, value: Amount, *, sck: str | None = None) -> LinkCharge:
        """Open a charge of an amount by the link."""
