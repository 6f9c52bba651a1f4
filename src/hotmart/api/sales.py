"""Sales: what was sold, to whom, for how much, and who is paid for it."""

from __future__ import annotations

# A declaration has no body: its signature is all there is.
# pyright: reportReturnType=false
from typing import Annotated

from hotmart.answers.pages import Page
from hotmart.api.choices import CommissionAs, PaymentType, SaleStatus
from hotmart.api.sale_models import Billet, PriceDetails, Sale, SaleCommissions, SaleParticipants, SalesTotal
from hotmart.declaring.operations import YEAR, autopaginate, destroys, lists, writes
from hotmart.declaring.params import Wire, Without
from hotmart.declaring.resource import M, Resource
from hotmart.language import Text
from hotmart.words import Code, Extra, Many, When


class Sales(Resource[M]):
    """What was sold, to whom, for how much, and who is paid for it."""

    @lists(
        "/payments/api/v1/sales/history",
        key="purchase.transaction",
        time="purchase.order_date",
        window=("start_date", "end_date"),
        statuses="transaction_status",
        counted=True,
        longest=YEAR,
        pt="Todas as vendas, uma linha por transação.",
    )
    def history(
        self,
        *,
        start_date: When | None = None,
        end_date: When | None = None,
        transaction: Code | None = None,
        transaction_status: Many[SaleStatus | str] | None = None,
        product_id: int | None = None,
        buyer_name: str | None = None,
        buyer_email: str | None = None,
        sales_source: str | None = None,
        payment_type: PaymentType | str | None = None,
        offer_code: Code | None = None,
        commission_as: CommissionAs | str | None = None,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[Sale]:
        """Every sale, one row per transaction.

        Without dates, Hotmart answers those of about the last 30 days.
        """

    history_autopaginate = autopaginate(history)

    @lists(
        "/payments/api/v1/sales/summary",
        key="total_value.currency_code",
        sums=True,
        window=("start_date", "end_date"),
        statuses="transaction_status",
        counted=True,
        longest=YEAR,
        pt="A soma das comissões desta conta, uma linha por moeda.",
    )
    def summary(
        self,
        *,
        start_date: When | None = None,
        end_date: When | None = None,
        transaction: Code | None = None,
        transaction_status: Many[SaleStatus | str] | None = None,
        product_id: int | None = None,
        sales_source: str | None = None,
        affiliate_name: str | None = None,
        payment_type: PaymentType | str | None = None,
        offer_code: Code | None = None,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[SalesTotal]:
        """The sum of this account's commissions, one row per currency.

        Without dates, Hotmart answers those of about the last 30 days.
        """

    summary_autopaginate = autopaginate(summary)

    @lists(
        "/payments/api/v1/sales/users",
        key="transaction",
        window=("start_date", "end_date"),
        statuses="transaction_status",
        counted=True,
        longest=YEAR,
        pt="Quem participou de cada venda: comprador, produtor, coprodutores e afiliado.",
    )
    def participants(
        self,
        *,
        start_date: When | None = None,
        end_date: When | None = None,
        transaction: Code | None = None,
        transaction_status: Many[SaleStatus | str] | None = None,
        product_id: int | None = None,
        buyer_name: str | None = None,
        buyer_email: str | None = None,
        sales_source: str | None = None,
        affiliate_name: str | None = None,
        commission_as: CommissionAs | str | None = None,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[SaleParticipants]:
        """Who took part in each sale: buyer, producer, co-producers and affiliate.

        Without dates, Hotmart answers those of about the last 30 days.
        """

    participants_autopaginate = autopaginate(participants)

    @lists(
        "/payments/api/v1/sales/commissions",
        key="transaction",
        window=("start_date", "end_date"),
        statuses="transaction_status",
        counted=True,
        longest=YEAR,
        pt="Como cada venda é repartida entre quem recebe por ela.",
    )
    def commissions(
        self,
        *,
        start_date: When | None = None,
        end_date: When | None = None,
        transaction: Code | None = None,
        transaction_status: Many[SaleStatus | str] | None = None,
        product_id: int | None = None,
        commission_as: CommissionAs | str | None = None,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[SaleCommissions]:
        """How each sale is shared among those who are paid for it.

        Without dates, Hotmart answers those of about the last 30 days.
        """

    commissions_autopaginate = autopaginate(commissions)

    @lists(
        "/payments/api/v1/sales/price/details",
        key="transaction",
        window=("start_date", "end_date"),
        statuses="transaction_status",
        counted=True,
        longest=YEAR,
        pt="De que é feito o preço de cada venda: base, impostos, juros e cupom.",
    )
    def price_details(
        self,
        *,
        start_date: When | None = None,
        end_date: When | None = None,
        transaction: Code | None = None,
        transaction_status: Annotated[
            Many[SaleStatus | str] | None,
            Without(SaleStatus.NO_FUNDS, SaleStatus.PRE_ORDER, SaleStatus.PROCESSING_TRANSACTION),
        ] = None,
        product_id: int | None = None,
        payment_type: PaymentType | str | None = None,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[PriceDetails]:
        """What the price of each sale is made of: base, taxes, interest and coupon.

        Without dates, Hotmart answers those of about the last 30 days.
        """

    price_details_autopaginate = autopaginate(price_details)

    @destroys(
        "PUT",
        "/payments/api/v1/sales/{transaction}/refund",
        settle="sales.history(transaction='{transaction_code}')",
        takes=Text(
            "Hotmart has no partial refund: the whole price goes back.",
            "A Hotmart não tem reembolso parcial: volta o preço inteiro.",
        ),
        pt="Pede o reembolso de uma venda. Move dinheiro e não pode ser desfeito.",
    )
    def refund(self, transaction_code: Annotated[Code, Wire("transaction")]) -> None:
        """Ask for the refund of one sale. It moves money and cannot be undone.

        The sale becomes PROTESTED at once and REFUNDED later (dossier §4.6).
        """

    @writes(
        "PUT",
        "/payments/api/v1/sales/{transaction}/billet",
        settle="sales.history(transaction='{transaction_code}')",
        pt="Gera de novo o boleto de uma venda que espera por ele.",
    )
    def regenerate_billet(self, transaction_code: Annotated[Code, Wire("transaction")]) -> Billet:
        """Make the bank slip of a sale that waits for it anew."""
