"""What may be changed at Hotmart from here: the rules of `[writes]`, which all but the SDK obey."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Annotated

from msgspec import Meta, field

from hotmart.config.findings import Finding
from hotmart.config.section import Section
from hotmart.config.source import said
from hotmart.errors import did_you_mean
from hotmart.language import Text

MANY = 10
"""Records that one plan may change unless told otherwise."""


class WritesConfig(Section, frozen=True):
    """What may be changed at Hotmart from here."""

    forbid: Annotated[
        list[str],
        said(
            "Actions that are refused, whoever asks: `sales.refund`, `subscriptions.*`, or `*` for all; "
            "`request` is what goes to a path that none of them has.",
            "Ações recusadas, seja quem for que peça: `sales.refund`, `subscriptions.*`, ou `*` para todas; "
            "`request` é o que vai a um caminho que nenhuma delas tem.",
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
            "The largest amount that one plan may move, by the code of its currency. Of a currency that is "
            "not named, any; an amount whose currency cannot be seen is refused.",
            "O maior valor que um plano pode movimentar, pelo código da moeda. De uma moeda não citada, "
            "qualquer um; um valor cuja moeda não se vê é recusado.",
            examples=[{"BRL": 500}],
        ),
    ] = field(default_factory=dict[str, Decimal])

    def forbids(self, action: str) -> bool:
        """Whether an action is refused. Large or small letters are the same."""
        return any(_fits(action, pattern) for pattern in self.forbid)


def findings_in_writes(config: WritesConfig, changing: Callable[[], Iterable[str]]) -> Iterator[Finding]:
    """Rules that would let through what they are meant to stop: a name that nothing has, an endless amount.

    `changing` gives the ids of all that changes something; it is asked only where something is forbidden.
    """
    known = [*changing(), UNKNOWN_PATH] if config.forbid else []
    for position, pattern in enumerate(config.forbid):
        if not any(_fits(action, pattern) for action in known):
            yield _no_action(("writes", "forbid", position), pattern, known)
    for currency, most in config.max_amount.items():
        place = ("writes", "max_amount", currency)
        if not re.fullmatch(_CURRENCY, currency):
            yield Finding(place, *_no_currency(currency))
        if not most.is_finite() or most < 0:
            yield Finding(place, Text("must be an amount from 0 on", "deve ser um valor a partir de 0"))


UNKNOWN_PATH = "request"
"""The action of a path that the catalogue does not have."""
_CURRENCY = r"[A-Z]{3}"


def _fits(action: str, pattern: str) -> bool:
    return fnmatchcase(action.casefold(), pattern.strip().casefold())


def _no_action(place: tuple[str | int, ...], pattern: str, known: list[str]) -> Finding:
    return Finding(
        place,
        Text(f"there is nothing to forbid by {pattern!r}", f"não há o que proibir com {pattern!r}"),
        did_you_mean(pattern, known)
        or Text(
            "What changes anything is listed by: hotmart action list --writes",
            "O que altera algo aparece com: hotmart action list --writes",
        ),
    )


def _no_currency(told: str) -> tuple[Text, Text]:
    meant = told.strip().upper()
    return (
        Text("is no code of a currency", "não é o código de uma moeda"),
        Text(f"Did you mean {meant}?", f"Você quis dizer {meant}?")
        if re.fullmatch(_CURRENCY, meant)
        else Text("It has three letters: BRL.", "São três letras: BRL."),
    )
