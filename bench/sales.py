"""The four listings of sales that every contender reads, and what each has to be asked."""

from __future__ import annotations

LARGEST_PAGE = 500
STATUSES = [
    "APPROVED", "BLOCKED", "CANCELLED", "CHARGEBACK", "COMPLETE", "EXPIRED", "NO_FUNDS", "OVERDUE",
    "PARTIALLY_REFUNDED", "PRE_ORDER", "PRINTED_BILLET", "PROCESSING_TRANSACTION", "PROTESTED", "REFUNDED",
    "STARTED", "UNDER_ANALISYS", "WAITING_PAYMENT",
]  # fmt: skip
UNPRICED = {"NO_FUNDS", "PRE_ORDER", "PROCESSING_TRANSACTION"}  # for which price/details answers 400

PATHS = {
    "sales_history": "sales/history",
    "sales_participants": "sales/users",
    "sales_commissions": "sales/commissions",
    "sales_price_details": "sales/price/details",
}


def statuses(stream: str) -> list[str]:
    """All that a listing accepts."""
    return [one for one in STATUSES if stream != "sales_price_details" or one not in UNPRICED]
