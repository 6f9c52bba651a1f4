"""Subscriptions: who subscribes to what, and every charge of it."""

from __future__ import annotations

# A declaration has no body: its signature is all there is.
# pyright: reportReturnType=false
from datetime import date
from typing import Annotated

from msgspec import Meta

from hotmart.answers.pages import Page
from hotmart.answers.rows import Rows
from hotmart.api.choices import BillingType, ChargeStatus, PaymentType, RecurrenceStatus, SubscriptionStatus
from hotmart.api.contract_models import BulkOutcome, Contract, SwitchablePlans, SwitchedPlan
from hotmart.api.subscription_models import (
    Subscription,
    SubscriptionPurchase,
    SubscriptionSummary,
    SubscriptionTransaction,
)
from hotmart.declaring.operations import autopaginate, destroys, lists, reads, writes
from hotmart.declaring.resource import M, Resource
from hotmart.words import Code, Extra, Many, When


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
        subscriber_code: Code | None = None,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[SubscriptionSummary]:
        """Each subscription as of yesterday: how long it lasted, its last charge, what is owed."""

    summary_autopaginate = autopaginate(summary)

    @lists(
        "/payments/api/v1/subscriptions/transactions",
        key=("purchase.transaction", "purchase.commission.currency"),
        time="purchase.order_date",
        window=("transaction_date", "end_transaction_date"),
        whole_of=("subscriber_code", date(2011, 1, 1)),
        pt="As cobranças de todas as assinaturas da conta, com até um dia de atraso.",
    )
    def transactions(
        self,
        subscriber_code: Code | None = None,
        *,
        transaction_date: When | None = None,
        end_transaction_date: When | None = None,
        transaction: Code | None = None,
        subscriber_name: str | None = None,
        subscriber_email: str | None = None,
        product_id: int | None = None,
        offer_code: Code | None = None,
        billing_type: BillingType | str | None = None,
        subscription_status: SubscriptionStatus | str | None = None,
        recurrency_status: RecurrenceStatus | str | None = None,
        purchase_status: ChargeStatus | str | None = None,
        purchase_payment_type: PaymentType | str | None = None,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[SubscriptionTransaction]:
        """The charges of every subscription of the account, up to a day old.

        Without dates Hotmart answers those of the last 30 days; of one subscription, all of them.
        """

    transactions_autopaginate = autopaginate(transactions)

    @reads(
        "/payments/api/v1/subscriptions/{subscriber_code}/purchases",
        pt="Todas as cobranças de uma assinatura, inclusive as tentativas que falharam.",
    )
    def purchases(
        self, subscriber_code: Code, *, select: Many[str] | None = None, extra: Extra | None = None
    ) -> Rows[SubscriptionPurchase]:
        """Every charge of one subscription, failed attempts included."""

    @destroys(
        "POST",
        "/payments/api/v1/subscriptions/cancel",
        settle="subscriptions.list(subscriber_code='{subscriber_code}')",
        pt="Cancela uma ou mais assinaturas. Não pode ser desfeito sem o assinante.",
    )
    def cancel(self, subscriber_code: Many[Code], *, send_mail: bool = True) -> BulkOutcome:
        """Cancel one or more subscriptions. It cannot be undone without the subscriber.

        The answer tells which were cancelled and which were not, and why.
        """

    @destroys(
        "POST",
        "/payments/api/v1/subscriptions/{subscriber_code}/cancel",
        settle="subscriptions.list(subscriber_code='{subscriber_code}')",
        pt="Cancela uma assinatura. Não pode ser desfeito sem o assinante.",
    )
    def cancel_single(self, subscriber_code: Code, *, send_mail: bool = True) -> Contract:
        """Cancel one subscription. It cannot be undone without the subscriber."""

    @writes(
        "POST",
        "/payments/api/v1/subscriptions/reactivate",
        settle="subscriptions.list(subscriber_code='{subscriber_code}')",
        pt="Convida os assinantes a reativar assinaturas: cada um recebe um link que vale 3 dias.",
    )
    def reactivate(self, subscriber_code: Many[Code], *, charge: bool = False) -> BulkOutcome:
        """Invite subscribers to come back: each is sent a link that is valid for 3 days.

        Nothing is active before they accept (dossier §5.7).
        """

    @writes(
        "POST",
        "/payments/api/v1/subscriptions/{subscriber_code}/reactivate",
        settle="subscriptions.list(subscriber_code='{subscriber_code}')",
        pt="Convida um assinante a reativar a assinatura: recebe um link que vale 3 dias.",
    )
    def reactivate_single(self, subscriber_code: Code, *, charge: bool = False) -> Contract:
        """Invite a subscriber to come back, by a link that is valid for 3 days.

        Nothing is active before it is accepted (dossier §5.7).
        """

    @writes(
        "PATCH",
        "/payments/api/v1/subscriptions/{subscriber_code}",
        settle="subscriptions.list(subscriber_code='{subscriber_code}')",
        pt="Muda o dia do mês em que uma assinatura ativa ou atrasada é cobrada, a partir do ciclo seguinte.",
    )
    def change_due_day(self, subscriber_code: Code, due_day: Annotated[int, Meta(ge=1, le=31)]) -> None:
        """Change the day of the month an active or late subscription is charged on.

        It takes effect one cycle after the next charge. The 31st is the last day of a shorter month
        (dossier §5.9).
        """

    @lists(
        "/payments/api/v1/subscriptions/switch-plan/plans",
        key="subscriber_code",
        pt="Os planos para os quais assinaturas podem mudar, uma linha por assinatura.",
    )
    def switch_plans(
        self,
        subscriber_codes: Many[Code],
        *,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[SwitchablePlans]:
        """The plans that subscriptions may change to, one row per subscription."""

    switch_plans_autopaginate = autopaginate(switch_plans)

    @writes(
        "POST",
        "/payments/api/v1/subscriptions/switch-plan",
        settle="subscriptions.list(subscriber_code='{subscriber_code}')",
        pt="Muda o plano de uma assinatura; a próxima cobrança já é do plano novo.",
    )
    def switch_plan(self, subscriber_code: Code, offer_code: Code) -> SwitchedPlan:
        """Change the plan of a subscription; the next charge is of the new one."""

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
        subscriber_code: Code | None = None,
        subscriber_email: str | None = None,
        transaction: Code | None = None,
        trial: bool | None = None,
        cancelation_date: When | None = None,
        end_cancelation_date: When | None = None,
        date_next_charge: When | None = None,
        end_date_next_charge: When | None = None,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[Subscription]:
        """Every subscription, by subscriber and product. Without dates, those of the last 30 days."""

    list_autopaginate = autopaginate(list)
