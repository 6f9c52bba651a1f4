"""Seeded chance: the same seed and the same name always draw the same numbers."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Sequence
from hashlib import blake2b
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def stream(seed: int, *path: str | int) -> Random:
    """The random numbers of one thing, independent of every other thing's."""
    return Random(number(seed, *path))  # noqa: S311 - a world is drawn here, not a key


def number(seed: int, *path: str | int) -> int:
    """A 64-bit number that belongs to this name."""
    name = "/".join(map(str, (seed, *path))).encode()
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "big")


class Weighted(Generic[T]):
    """Outcomes with weights: `pick(random())` gives one of them."""

    __slots__ = ("_limits", "_outcomes")

    def __init__(self, *chances: tuple[float, T]) -> None:
        self._outcomes = tuple(outcome for _, outcome in chances)
        total = sum(weight for weight, _ in chances)
        self._limits = [limit / total for limit in accumulate(weight for weight, _ in chances)][:-1]

    def pick(self, chance: float) -> T:
        """The outcome that a number of [0, 1) falls on."""
        return self._outcomes[bisect(self._limits, chance)]


def uuid(draw: Callable[[int], int]) -> str:
    """A UUID made of 128 drawn bits, as Hotmart prints a ucode."""
    digits = f"{draw(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def token(draw: Callable[[int], int], length: int, alphabet: str) -> str:
    """A code of drawn letters, such as an offer's."""
    return "".join(alphabet[draw(30) % len(alphabet)] for _ in range(length))


def spelled(ordinal: int, length: int, alphabet: str) -> str:
    """A number in the letters of an alphabet, the last digit first."""
    base = len(alphabet)
    return "".join(alphabet[ordinal // base**place % base] for place in range(length))


def spread(ordinal: int, multiplier: int, modulus: int) -> int:
    """A number that looks random and is still never given twice (the two must be coprime)."""
    return ordinal * multiplier % modulus


def choose(options: Sequence[T], chance: float) -> T:
    """One of equally likely options."""
    return options[int(chance * len(options))]
