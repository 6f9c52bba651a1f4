"""The words of the panel: what each status, way of selling and kind of charge is to the API (§22, §13.1).

The panel has fewer words than the API, so that one may stand for several statuses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from hotmart.panel.headings import folded

_PENDING = ("STARTED", "PRE_ORDER", "PROCESSING_TRANSACTION")
_WAITING = ("WAITING_PAYMENT", "PRINTED_BILLET")
_DECLINED = ("CANCELLED", "BLOCKED", "NO_FUNDS")
_STATUSES: Mapping[tuple[str, ...], str] = {
    ("APPROVED",): "aprovado aprovada aprobado aprobada approved",
    ("COMPLETE",): "completo completa complete completed",
    _DECLINED: "cancelado cancelada canceled cancelled recusado recusada rechazado rechazada declined "
    "refused",
    ("NO_FUNDS",): "sem_saldo sem_fundos sin_saldo sin_fondos no_funds",
    ("BLOCKED",): "bloqueado bloqueada blocked",
    ("REFUNDED",): "reembolsado reembolsada refunded",
    ("PARTIALLY_REFUNDED",): "parcialmente_reembolsado parcialmente_reembolsada reembolsado_parcialmente "
    "reembolso_parcial partially_refunded",
    ("CHARGEBACK",): "chargeback",
    ("PROTESTED",): "reclamado reclamada em_disputa en_disputa claimed disputed protested",
    ("EXPIRED",): "expirado expirada expired",
    ("OVERDUE",): "atrasado atrasada vencido vencida overdue delayed late",
    ("UNDER_ANALISYS",): "em_analise en_analisis under_analysis in_analysis",
    _WAITING: "aguardando_pagamento esperando_el_pago esperando_pago en_espera_de_pago waiting_payment "
    "waiting_for_payment awaiting_payment",
    ("PRINTED_BILLET",): "boleto_impresso boleto_gerado boleto_impreso boleto_generado printed_billet "
    "billet_printed",
    _PENDING: "iniciado iniciada started",
    ("PROCESSING_TRANSACTION",): "processando processando_transacao procesando processing "
    "processing_transaction",
    ("PRE_ORDER",): "pre_venda pre_compra pre_pedido preventa pre_order",
}
STATUSES: Mapping[str, frozenset[str]] = {
    word.replace("_", " "): frozenset(means) for means, words in _STATUSES.items() for word in words.split()
}
MAIN, BUMP, UPGRADE, DOWNGRADE = "MAIN_PRODUCT", "ORDER_BUMP", "UPGRADE", "DOWNGRADE"
_SOLD_AS: Mapping[str, str] = {
    MAIN: "produto_principal producto_principal main_product",
    BUMP: "produto_order_bump producto_order_bump order_bump_product order_bump",
    UPGRADE: "oferta_de_upgrade upgrade_offer",
    DOWNGRADE: "oferta_de_downgrade downgrade_offer",
}
SOLD_AS: Mapping[str, str] = {
    word.replace("_", " "): means for means, words in _SOLD_AS.items() for word in words.split()
}
_NTH = re.compile(r"(\d{1,4})\s?\S{0,2}\s(?:cobran|cobro|charge)|charge (\d{1,4})$")


@lru_cache
def statuses(word: str) -> frozenset[str]:
    """The statuses of the API that a status of the panel may be; none for a word that nobody knows."""
    return STATUSES.get(folded(word), frozenset())


@lru_cache
def sold_as(word: str) -> str:
    """How it was sold, as this library says it; what nobody knows stays as it is told."""
    return SOLD_AS.get(folded(word), word)


@lru_cache
def charge_number(word: str) -> int | None:
    """Which charge of a subscription it is: 3 of `3a cobrança`, None where it is no such charge."""
    found = _NTH.match(folded(word))
    return int(found[1] or found[2]) if found else None
