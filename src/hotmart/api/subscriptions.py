"""Subscriptions: who subscribes to what, and every charge of it."""

from __future__ import annotations

# A declaration has no body: its signature is all there is.
# pyright: reportReturnType=false
from ..endpoint import M, Resource, lists, reads
from ..pages import Page
from ..words import Many, When
from .choices import BillingType, PaymentType, PurchaseStatus, RecurrenceStatus, SubscriptionStatus
from .subscription_models import (
    Subscription,
    SubscriptionPurchase,
    SubscriptionSummary,
    SubscriptionTransaction,
)


class Subscriptions(Resource[M]):
    """Who subscribes to what, and every charge of it."""

    @lists(
        "/payments/api/v1/subscriptions/summary",
        key="subscriber_code",
        time="accession_date",
        window=("accession_date", "end_accession_date"),
        pt="Cada assinatura como estava ontem: quanto durou, a última cobrança e o que falta pagar.",
    )
    def summary(
        self,
        *,
        accession_date: When | None = None,
        end_accession_date: When | None = None,
        date_next_charge: When | None = None,
        product_id: int | None = None,
        subscriber_code: str | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[SubscriptionSummary]:
        """Each subscription as of yesterday: how long it lasted, its last charge, what is owed."""

    @lists(
        "/payments/api/v1/subscriptions/transactions",
        key=("purchase.transaction", "purchase.commission.currency"),
        time="purchase.order_date",
        window=("transaction_date", "end_transaction_date"),
        pt="As cobranças de todas as assinaturas da conta, com até um dia de atraso.",
    )
    def transactions(
        self,
        *,
        transaction_date: When | None = None,
        end_transaction_date: When | None = None,
        transaction: str | None = None,
        subscriber_code: str | None = None,
        subscriber_name: str | None = None,
        subscriber_email: str | None = None,
        product_id: int | None = None,
        offer_code: str | None = None,
        billing_type: BillingType | str | None = None,
        subscription_status: SubscriptionStatus | str | None = None,
        recurrency_status: RecurrenceStatus | str | None = None,
        purchase_status: PurchaseStatus | str | None = None,
        purchase_payment_type: PaymentType | str | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[SubscriptionTransaction]:
        """The charges of every subscription of the account, up to a day old."""

    @reads(
        "/payments/api/v1/subscriptions/{subscriber_code}/purchases",
        pt="Todas as cobranças de uma assinatura, inclusive as tentativas que falharam.",
    )
    def purchases(self, subscriber_code: str) -> list[SubscriptionPurchase]:
        """Every charge of one subscription, failed attempts included."""

    # Last in the class: below it, `list` in an annotation would mean this method.
    @lists(
        "/payments/api/v1/subscriptions",
        key="subscriber_code",
        time="accession_date",
        window=("accession_date", "end_accession_date"),
        statuses="status",
        counted=True,
        pt="Todas as assinaturas, uma linha por assinante e produto. Sem datas, as dos últimos 30 dias.",
    )
    def list(
        self,
        *,
        accession_date: When | None = None,
        end_accession_date: When | None = None,
        status: Many[SubscriptionStatus | str] | None = None,
        product_id: int | None = None,
        plan: Many[str] | None = None,
        plan_id: int | None = None,
        subscriber_code: str | None = None,
        subscriber_email: str | None = None,
        transaction: str | None = None,
        trial: bool | None = None,
        cancelation_date: When | None = None,
        end_cancelation_date: When | None = None,
        date_next_charge: When | None = None,
        end_date_next_charge: When | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[Subscription]:
        """Every subscription, by subscriber and product. Without dates, those of the last 30 days."""
