"""Moments, as other endpoints write them: in their questions, and in their records."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from hotmart.words import milliseconds

MomentFormat = Literal["ms", "s", "iso", "date"]
DAY = 86_400_000
GRAINS: dict[MomentFormat, int] = {"ms": 1, "s": 1000, "iso": 1, "date": DAY}
"""The shortest time, in milliseconds, that each format can tell from the next."""


def written(ms: int, how: MomentFormat) -> str | int:
    """A moment as a question spells it; what is finer than its format is cut off."""
    if how in ("ms", "s"):
        return ms // GRAINS[how]
    moment = datetime.fromtimestamp(ms // 1000, UTC).replace(microsecond=ms % 1000 * 1000)
    return str(moment.date()) if how == "date" else moment.isoformat(timespec="milliseconds")[:-6] + "Z"


def written_end(end: int, how: MomentFormat, *, exclusive: bool) -> str | int:
    """The end of a half-open period: never one that would leave a record of it out."""
    grain = GRAINS[how]
    return written(-(-end // grain) * grain if exclusive else end - 1, how)


def read(text: str) -> int | None:
    """The milliseconds that a written moment means, or None.

    It is ISO 8601, in UTC where it names no zone, a day, or a number of milliseconds (or seconds).
    """
    if text.isdecimal() and len(text) != len("20240131"):
        return int(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return milliseconds(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
