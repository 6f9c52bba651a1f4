"""Codes of Hotmart in words, with the code itself beside them: what a person and a program both know."""

from __future__ import annotations

from typing import Any

from hotmart.console.naming import PAYMENTS
from hotmart.language import Text

_WORDS = {
    "ACTIVE": Text("active", "ativa"),
    "AFFILIATE": Text("affiliate", "afiliado"),
    "APPROVED": Text("paid, in warranty", "paga, na garantia"),
    "BLOCKED": Text("blocked", "bloqueada"),
    "BUYER": Text("buyer", "comprador"),
    "CANCELLED": Text("cancelled", "cancelada"),
    "CANCELLED_BY_ADMIN": Text("cancelled by Hotmart", "cancelada pela Hotmart"),
    "CANCELLED_BY_CUSTOMER": Text("cancelled by the customer", "cancelada pelo cliente"),
    "CANCELLED_BY_SELLER": Text("cancelled by the seller", "cancelada pelo vendedor"),
    "CHARGEBACK": Text("charged back", "com chargeback"),
    "COMPLETE": Text("complete, warranty over", "completa, fora da garantia"),
    "COPRODUCER": Text("co-producer", "coprodutor"),
    "DELAYED": Text("late", "em atraso"),
    "EXPIRED": Text("expired", "expirada"),
    "INACTIVE": Text("inactive", "inativa"),
    "NO_FUNDS": Text("no funds", "sem saldo"),
    "NOT_PAID": Text("not paid", "não paga"),
    "OVERDUE": Text("overdue", "vencida"),
    "PAID": Text("paid", "paga"),
    "PARTIALLY_REFUNDED": Text("partly refunded", "reembolsada em parte"),
    "PRE_ORDER": Text("pre-order", "pré-venda"),
    "PRINTED_BILLET": Text("bank slip issued", "boleto emitido"),
    "PROCESSING_TRANSACTION": Text("being processed", "em processamento"),
    "PRODUCER": Text("producer", "produtor"),
    "PROTESTED": Text("disputed", "contestada"),
    "REFUNDED": Text("refunded", "reembolsada"),
    "STARTED": Text("started", "iniciada"),
    "UNDER_ANALISYS": Text("under analysis", "em análise"),
    "UNDER_ANALYSIS": Text("under analysis", "em análise"),
    "WAITING_PAYMENT": Text("waiting for payment", "aguardando pagamento"),
}


def words(code: Any) -> str:
    """`refunded`; what nobody has put into words stays as it is."""
    return str(_WORDS.get(str(code)) or PAYMENTS.get(str(code)) or code)


def in_words(code: Any) -> str:
    """`refunded (REFUNDED)`, for where the code stands nowhere else."""
    told = words(code)
    return told if told == str(code) else f"{told} ({code})"
