"""Which status a sale may come to from which, as time goes by (dossier §15.1)."""

from __future__ import annotations

from collections.abc import Mapping

_PENDING = (
    "STARTED",
    "WAITING_PAYMENT",
    "PRINTED_BILLET",
    "UNDER_ANALISYS",
    "PROCESSING_TRANSACTION",
    "PRE_ORDER",
)
_STEPS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        _PENDING,
        frozenset((*_PENDING, "EXPIRED", "CANCELLED", "NO_FUNDS", "BLOCKED", "OVERDUE", "APPROVED")),
    ),
    "OVERDUE": frozenset(("APPROVED", "CANCELLED", "EXPIRED")),
    "APPROVED": frozenset(("COMPLETE", "PROTESTED", "CHARGEBACK", "REFUNDED", "PARTIALLY_REFUNDED")),
    "PROTESTED": frozenset(("APPROVED", "COMPLETE", "CHARGEBACK", "REFUNDED", "PARTIALLY_REFUNDED")),
    "COMPLETE": frozenset(("CHARGEBACK",)),
    "PARTIALLY_REFUNDED": frozenset(("REFUNDED", "CHARGEBACK")),
}
RETURNED = frozenset(("REFUNDED", "PARTIALLY_REFUNDED", "CHARGEBACK"))
"""Those in which the buyer has got money back."""


def _reached(status: str) -> frozenset[str]:
    found: set[str] = set()
    left = [status]
    while left:
        for step in _STEPS.get(left.pop(), ()):
            if step not in found:
                found.add(step)
                left.append(step)
    return frozenset(found - {status})


_LATER: Mapping[str, frozenset[str]] = {status: _reached(status) for status in _STEPS}


def may_become(status: str, other: str) -> bool:
    """Whether a sale of one status may be of the other later."""
    return other in _LATER.get(status, frozenset())
