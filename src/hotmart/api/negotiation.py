"""Negotiation: a new way to pay what a subscriber owes."""

from __future__ import annotations

# A declaration has no body: its signature is all there is.
# pyright: reportReturnType=false
from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from hotmart.api.choices import SlipOrPix
from hotmart.api.negotiation_models import CustomDiscount, NegotiatedDebt
from hotmart.cpf_cnpj import SPELLED
from hotmart.declaring.operations import writes
from hotmart.declaring.resource import M, Resource
from hotmart.language import Text
from hotmart.words import Amount

Document = Annotated[str, Meta(pattern=f"^{SPELLED}$", examples=["000.000.000-00"])]


class Negotiation(Resource[M]):
    """A new way to pay what a subscriber owes."""

    @writes(
        "POST",
        "/payments/api/v1/installments/negotiate",
        settle="subscriptions.transactions(…)",
        needs={"document": ("payment_type", SlipOrPix.BILLET)},
        takes=Text(
            "A subscriber's code does not say which debt: "
            "give the number of the subscription, the numbers of the unpaid recurrences, and BILLET or PIX. "
            "subscriptions.summary(subscriber_code=…) tells the first two.",
            "O código do assinante não diz qual dívida: "
            "informe o número da assinatura, os números das recorrências em aberto e BILLET ou PIX. "
            "subscriptions.summary(subscriber_code=…) informa os dois primeiros.",
        ),
        pt="Gera um boleto ou PIX para recorrências em aberto. Cada chamada gera mais uma cobrança.",
    )
    def create(
        self,
        subscription_id: int,
        recurrences: Annotated[Sequence[int], Meta(min_length=1, max_length=5)],
        payment_type: SlipOrPix | str,
        *,
        discount: CustomDiscount | Amount | None = None,
        document: Document | None = None,
    ) -> NegotiatedDebt:
        """Make a bank slip or a PIX for unpaid recurrences. Each call makes one more charge.

        The discount is an amount, in the currency of the debt. A bank slip needs the buyer's CPF or CNPJ
        (dossier §10).
        """
