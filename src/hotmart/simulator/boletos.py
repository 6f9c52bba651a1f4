"""Boletos: slips of paper that a bank takes money for, until they are out of date (dossier §4.7)."""

from __future__ import annotations

from hotmart.simulator.renewals import Stage
from hotmart.simulator.sale import Sale
from hotmart.simulator.terms import APPROVED, PRINTED_BILLET


def is_pending(sale: Sale) -> bool:
    """Whether the sale waits for its boleto to be paid."""
    return sale.way.type == "BILLET" and sale.status == PRINTED_BILLET


def url(sale: Sale) -> str:
    """Where the newest boleto of a sale is shown."""
    again = f"/{sale.billets}" if sale.billets > 1 else ""
    return f"https://boleto.example/{sale.code}{again}"


def print_again(sale: Sale, at: int, stage: Stage) -> None:
    """Print another: it is good for as long from now as the one before was from its day."""
    later = at - sale.issued
    sale.printed = sale.updated = at
    sale.billets += 1
    to_come = sale.fate[sale.step :]
    if to_come[0][1] != APPROVED:  # a buyer who pays does so when they would have
        stage.retarget(sale, tuple((when + later, status) for when, status in to_come))
