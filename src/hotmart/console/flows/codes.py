"""Hotmart's codes as people call them, for choices of a form. The code stays beside its words."""

from __future__ import annotations

from collections.abc import Mapping

from hotmart.language import Text

CODES: Mapping[str, Text] = {
    "ALL": Text("All", "Todas"),
    "APPROVED": Text("approved", "aprovada"),
    "BLOCKED": Text("blocked", "bloqueada"),
    "CANCELLED": Text("cancelled", "cancelada"),
    "CHARGEBACK": Text("chargeback", "chargeback"),
    "COMPLETE": Text("complete", "completa"),
    "DELAYED": Text("late", "atrasada"),
    "EXPIRED": Text("expired", "expirada"),
    "NO_FUNDS": Text("no funds", "sem saldo"),
    "OVERDUE": Text("overdue", "vencida"),
    "PARTIALLY_REFUNDED": Text("partly refunded", "parcialmente reembolsada"),
    "PRE_ORDER": Text("pre-order", "pré-venda"),
    "PRINTED_BILLET": Text("bank slip printed", "boleto impresso"),
    "PROCESSING_TRANSACTION": Text("in process", "em processamento"),
    "PROTESTED": Text("disputed", "contestada"),
    "REFUNDED": Text("refunded", "reembolsada"),
    "STARTED": Text("started", "iniciada"),
    "UNDER_ANALISYS": Text("under analysis", "em análise"),
    "UNDER_ANALYSIS": Text("under analysis", "em análise"),
    "WAITING_PAYMENT": Text("waiting for payment", "aguardando pagamento"),
    "ACTIVE": Text("active", "ativa"),
    "INACTIVE": Text("inactive", "inativa"),
    "CANCELLED_BY_CUSTOMER": Text("cancelled by the customer", "cancelada pelo cliente"),
    "CANCELLED_BY_SELLER": Text("cancelled by the seller", "cancelada pelo vendedor"),
    "CANCELLED_BY_ADMIN": Text("cancelled by Hotmart", "cancelada pela Hotmart"),
    "BILLET": Text("bank slip", "boleto"),
    "CASH_PAYMENT": Text("cash", "dinheiro"),
    "CREDIT_CARD": Text("credit card", "cartão de crédito"),
    "DIRECT_BANK_TRANSFER": Text("direct bank transfer", "transferência bancária direta"),
    "DIRECT_DEBIT": Text("direct debit", "débito direto"),
    "FINANCED_BILLET": Text("financed bank slip", "boleto parcelado"),
    "FINANCED_INSTALLMENT": Text("financed instalments", "parcelamento financiado"),
    "HYBRID": Text("two means", "dois meios"),
    "MANUAL_TRANSFER": Text("manual transfer", "transferência manual"),
    "WALLET": Text("wallet", "carteira"),
    "AFFILIATE": Text("affiliate", "afiliado"),
    "COPRODUCER": Text("co-producer", "coprodutor"),
    "PRODUCER": Text("producer", "produtor"),
    "previous": Text("the days before", "os dias anteriores"),
    "last-year": Text("the same days of last year", "os mesmos dias do ano passado"),
}


def called(code: str) -> str:
    """What people call it, and the code; the code alone where nobody calls it otherwise."""
    words = CODES.get(code)
    return f"{words} · {code}" if words and code != "ALL" else str(words or code)
