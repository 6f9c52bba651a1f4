"""Charts made of letters: a bar, and a line of blocks."""

from __future__ import annotations

from decimal import Decimal

BLOCKS = "▁▂▃▄▅▆▇█"
EIGHTHS = " ▏▎▍▌▋▊▉█"


def bar(value: Decimal, largest: Decimal, width: int) -> str:
    """A bar as long as the value's share of the largest, to an eighth of a cell."""
    eighths = int(value * width * 8 / largest) if largest > 0 and value > 0 else 0
    return EIGHTHS[8] * (eighths // 8) + (EIGHTHS[eighths % 8] if eighths % 8 else "")


def sparkline(values: list[Decimal]) -> str:
    """One block per value, as high as its share of the largest; a dot where there is nothing."""
    largest = max(values, default=Decimal())
    return "".join(BLOCKS[int(value * 7 / largest)] if value > 0 else "·" for value in values)
