"""What is found out about a write before it is agreed to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

from hotmart.actions.guard.errors import WouldBeRefusedError
from hotmart.figures import amount
from hotmart.language import Text, both, say
from hotmart.model import Money

Arguments: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Seen:
    """What a write is about. People are masked, and nothing of them is kept."""

    lines: tuple[Text, ...] = ()
    amounts: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    """What it would move, by currency."""
    records: int = 1
    facts: Sequence[Any] = ()
    """What must not have changed when the plan is carried out."""
    word: str = ""
    """What a person types to say yes: the code of the one thing, or how many."""
    words: Mapping[str, Text] = field(default_factory=dict[str, Text])
    """What stands behind a code that is sent, by the name of its parameter."""
    currency: str | None = None
    """That of an amount which is sent without one."""
    refusal: WouldBeRefusedError | None = None
    """Why Hotmart would certainly not do it."""
    warnings: tuple[Text, ...] = ()
    """Why Hotmart might not do it, or not all of it."""
    alike: int | None = None
    """Of what is to be made, how many there are already that look just like it."""
    before: Mapping[str, str | None] = field(default_factory=dict[str, "str | None"])
    """By its code, the state that tells later whether the write was done: kept, so that what held before it
    is not taken for its doing."""

    @property
    def state(self) -> str:
        """A digest of the facts."""
        return hashlib.sha256(json.dumps(self.facts, default=str).encode()).hexdigest()[:32]


def moved(price: Money | None) -> dict[str, Decimal]:
    """A price as what is moved, by its currency."""
    if price is None or price.value is None:
        return {}
    return {price.currency_code or "?": price.value}


def summed(prices: Iterable[Money | None]) -> dict[str, Decimal]:
    """Prices as what is moved by all of them, by currency; nothing where one of them cannot be seen."""
    total: dict[str, Decimal] = {}
    for price in prices:
        if not (one := moved(price)):
            return {}
        for currency, value in one.items():
            total[currency] = total.get(currency, Decimal()) + value
    return total


def written(price: Money | None) -> str:
    """A price with its currency, in the reader's language."""
    if price is None or price.value is None:
        return "?"
    return f"{price.currency_code or '?'} {amount(price.value)}"


def priced(price: Money | None) -> Text:
    """The same in both languages."""
    return both(lambda: written(price))


def money_line(what: Text, price: Money | None) -> Text:
    """A price, and of what."""
    return both(lambda: say(f"{what.en}: {written(price)}", f"{what.pt}: {written(price)}"))
