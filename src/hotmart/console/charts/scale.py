"""From a value to a place: round steps along an axis."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from hotmart.figures import number
from hotmart.language import say


class Scale(NamedTuple):
    """An axis from `low` to `high`, drawn over so many units of the picture, with round steps."""

    low: float
    high: float
    length: float
    steps: tuple[float, ...]

    def at(self, value: float) -> float:
        """The place of a value, counted from the low end."""
        return (value - self.low) / (self.high - self.low) * self.length


def scale(values: list[float], length: float, wanted: int = 4) -> Scale:
    """An axis over these values and nought."""
    low, high = min([0.0, *values]), max([0.0, *values])
    if low == high:
        high = 1.0
    step = _round_step((high - low) / wanted)
    first, last = int(low // step), -int(-high // step)
    return Scale(first * step, last * step, length, tuple(n * step for n in range(first, last + 1)))


def _round_step(rough: float) -> float:
    """1, 2 or 5 times a power of ten, and no smaller than the rough one."""
    power = 1.0
    while power > rough:
        power /= 10
    while power * 10 <= rough:
        power *= 10
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)


def short(value: float) -> str:
    """A number for an axis: 1.2k, 3M."""
    for size, word in ((1e9, say("B", "bi")), (1e6, say("M", "mi")), (1e3, say("k", "mil"))):
        if abs(value) >= size:
            return (
                f"{_plain(value / size)} {word}"
                if word in ("mi", "bi", "mil")
                else f"{_plain(value / size)}{word}"
            )
    return _plain(value)


def _plain(value: float) -> str:
    places = 0 if value == int(value) else 1 if abs(value) >= 1 else 2
    return number(Decimal(str(round(value, places))), places)
