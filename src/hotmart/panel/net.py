"""What a net revenue of the panel is: what the account earns itself, or what is shared among all who earn.

Nobody has said which (dossier §22). The lines of a report tell it together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from hotmart.panel.held import Share, Shares
from hotmart.panel.reading import Told

Net: TypeAlias = Literal["own", "shared"]
Sums: TypeAlias = Mapping[str, Decimal]
"""Sums by currency."""
CENT = Decimal("0.01")
BY_SOURCE = {
    "revenue_producer": "PRODUCER",
    "revenue_coproducer": "COPRODUCER",
    "revenue_affiliate": "AFFILIATE",
}
"""The columns of a report that tell what those of one source earn."""


def net_of(told: Iterable[Told], shares: Shares) -> Net:
    """What the net revenue of these lines is; the account's own where either fits as well."""
    own = shared = 0
    for one in told:
        value, currency = one.money("revenue_net"), one.text("revenue_currency")
        held = shares.get(one.transaction)
        if value is not None and currency is not None and held:
            own += abs(summed(held, _ours).get(currency, Decimal(0)) - value) <= CENT
            shared += abs(summed(held, _any).get(currency, Decimal(0)) - value) <= CENT
    return "shared" if shared > own else "own"


def net(shares: Sequence[Share], meant: Net) -> Sums:
    """The net revenue of a sale by its commissions."""
    return summed(shares, _ours if meant == "own" else _any)


def of_source(shares: Sequence[Share], source: str) -> Sums:
    """What those of one source earn by a sale."""
    return summed(shares, lambda share: share.source == source)


def summed(shares: Sequence[Share], wanted: Callable[[Share], bool]) -> dict[str, Decimal]:
    """The sum of the shares that are wanted, by currency."""
    found: dict[str, Decimal] = {}
    for share in shares:
        if wanted(share) and share.value is not None and share.currency is not None:
            found[share.currency] = found.get(share.currency, Decimal(0)) + share.value
    return found


def _ours(share: Share) -> bool:
    return share.ours


def _any(share: Share) -> bool:
    return share.value is not None
