"""How an answer is written: JSON text in an order of keys that changes from call to call.

Serialising dictionaries would cap the simulator at a fifth of its speed. Here a row is an f-string for
each key, and a hand (as in handwriting) joins them in its own order. What many rows share, such as a
product, is written once by each hand and remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from operator import itemgetter
from random import Random
from typing import Any, Final

HANDS: Final = 16
MOST_KEYS: Final = 24
REMEMBERED: Final = 10_000


class Hand:
    """One order of keys for every size of object."""

    def __init__(self, rng: Random) -> None:
        self._orders: list[Callable[[tuple[str, ...]], Any]] = [tuple]
        for size in range(1, MOST_KEYS + 1):
            self._orders.append(itemgetter(*rng.sample(range(size), size)))
        self._remembered: dict[Hashable, str] = {}
        self.left = rng.random() < 0.5
        """Whether a page begins with its items or with its page_info."""

    def object(self, *parts: str) -> str:
        """An object of these parts, each `"key":value,` or nothing at all where the key is absent."""
        return "{" + "".join(self._orders[len(parts)](parts))[:-1] + "}"

    def members(self, *parts: str) -> str:
        """The same without braces, to be one part of a larger object."""
        return "".join(self._orders[len(parts)](parts))

    def once(self, key: Hashable, write: Callable[[], str]) -> str:
        """Text that does not change while the world lives."""
        known = self._remembered.get(key)
        if known is None:
            if len(self._remembered) > REMEMBERED:
                self._remembered.clear()
            known = self._remembered[key] = write()
        return known


class Hands:
    """The hands of one simulator, each call served by another."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(seed)  # noqa: S311 - an order of keys is no secret
        self._hands = [Hand(self._rng) for _ in range(HANDS)]

    def pick(self) -> Hand:
        """The hand that writes the next answer."""
        return self._rng.choice(self._hands)
