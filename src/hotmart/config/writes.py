"""What may be changed at Hotmart from here: the rules of `[writes]`, which all but the SDK obey."""

from __future__ import annotations

from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Annotated

from msgspec import Meta, field

from hotmart.config.section import Section
from hotmart.config.source import said

MANY = 10
"""Records that one plan may change unless told otherwise."""


class WritesConfig(Section, frozen=True):
    """What may be changed at Hotmart from here."""

    forbid: Annotated[
        list[str],
        said(
            "Actions that are refused, whoever asks: `sales.refund`, `subscriptions.*`, or `*` for all.",
            "Ações recusadas, seja quem for que peça: `sales.refund`, `subscriptions.*`, ou `*` para todas.",
            examples=[["sales.refund", "links.*"]],
        ),
    ] = field(default_factory=list[str])
    max_changes: Annotated[
        int,
        said(
            "How many records one plan may change; `--max-changes` allows more for once.",
            "Quantos registros um plano pode alterar; `--max-changes` permite mais, uma vez só.",
            examples=[25],
        ),
        Meta(ge=1),
    ] = MANY
    max_amount: Annotated[
        dict[str, Decimal],
        said(
            "The largest amount that one plan may move, by currency. Of a currency that is not named, any.",
            "O maior valor que um plano pode movimentar, por moeda. De uma moeda não citada, qualquer um.",
            examples=[{"BRL": 500}],
        ),
    ] = field(default_factory=dict[str, Decimal])

    def forbids(self, action: str) -> bool:
        """Whether an action is refused."""
        return any(fnmatchcase(action, pattern) for pattern in self.forbid)
