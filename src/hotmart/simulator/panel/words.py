"""What the report says of a sale in words, in its three languages (dossier §22)."""

from __future__ import annotations

from typing import Final

from hotmart.simulator import terms
from hotmart.simulator.panel.headings import Language
from hotmart.simulator.sale import Sale

Words = tuple[str, str, str]

_WAITING: Final[Words] = ("Aguardando pagamento", "Esperando el pago", "Waiting for payment")
_STARTED: Final[Words] = ("Iniciado", "Iniciado", "Started")
_DECLINED: Final[Words] = ("Recusado", "Rechazado", "Declined")
STATUSES: Final[dict[str, Words]] = {
    terms.APPROVED: ("Aprovado", "Aprobado", "Approved"),
    terms.COMPLETE: ("Completo", "Completo", "Complete"),
    terms.CANCELLED: ("Cancelado", "Cancelado", "Canceled"),
    terms.REFUNDED: ("Reembolsado", "Reembolsado", "Refunded"),
    terms.PARTIALLY_REFUNDED: ("Parcialmente reembolsado", "Parcialmente reembolsado", "Partially refunded"),
    terms.CHARGEBACK: ("Chargeback", "Chargeback", "Chargeback"),
    terms.PROTESTED: ("Reclamado", "Reclamado", "Claimed"),
    terms.EXPIRED: ("Expirado", "Expirado", "Expired"),
    terms.OVERDUE: ("Atrasado", "Vencido", "Overdue"),
    terms.UNDER_ANALISYS: ("Em análise", "En análisis", "Under analysis"),
    terms.WAITING_PAYMENT: _WAITING,
    terms.PRINTED_BILLET: _WAITING,
    terms.BLOCKED: _DECLINED,
    terms.NO_FUNDS: _DECLINED,
    # the panel has fewer words than the API, as `subscriptions/transactions` does (dossier §5.3)
    terms.STARTED: _STARTED,
    terms.PRE_ORDER: _STARTED,
    terms.PROCESSING_TRANSACTION: _STARTED,
}
SOLD_AS: Final[dict[str, Words]] = {
    "main": ("Produto principal", "Producto principal", "Main product"),
    "bump": ("Produto order bump", "Producto order bump", "Order bump product"),
    "upgrade": ("Oferta de upgrade", "Oferta de upgrade", "Upgrade offer"),
    "downgrade": ("Oferta de downgrade", "Oferta de downgrade", "Downgrade offer"),
}
_SINGLE: Final[Words] = ("Único", "Único", "Single")
_INSTALLMENTS: Final[Words] = ("Parcelado Padrão", "Pago en cuotas", "Installments")
_IN_FULL: Final[Words] = ("Apenas à vista", "Solo al contado", "Pay in full only")
_RECOVERY: Final[Words] = ("Recuperador Inteligente", "Recuperador Inteligente", "Smart Recovery")
PAYMENTS: Final[dict[str, Words]] = {
    "CREDIT_CARD": ("Cartão de crédito", "Tarjeta de crédito", "Credit card"),
    "BILLET": ("Boleto bancário", "Boleto bancario", "Bank slip"),
    "PIX": ("Pix", "Pix", "Pix"),
}
CHANNELS: Final[tuple[Words, ...]] = (
    ("Página de vendas", "Página de ventas", "Sales page"),
    ("Checkout", "Checkout", "Checkout"),
)
_PLACES: Final[dict[Language, int]] = {"pt": 0, "es": 1, "en": 2}


def said(words: Words, language: Language) -> str:
    """The words in one of the languages."""
    return words[_PLACES[language]]


def charge(sale: Sale, language: Language) -> str:
    """How it is charged: once, in instalments, or the nth time."""
    if sale.negotiated:
        return said(_RECOVERY, language)
    if sale.offer.mode == "SMART_INSTALLMENT":
        return said(_INSTALLMENTS, language)
    if sale.recurrence:
        return said(_nth(sale.recurrence), language)
    if sale.offer.mode == "PAY_IN_FULL":
        return said(_IN_FULL, language)
    return said(_INSTALLMENTS if sale.installments > 1 else _SINGLE, language)


def _nth(number: int) -> Words:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}a cobrança", f"{number}o cobro", f"{number}{ending} charge"


def payment(sale: Sale, language: Language) -> str:
    """How it was paid; what has no word here is said as the API says it."""
    words = PAYMENTS.get(sale.way.type)
    return said(words, language) if words else sale.way.type
