"""Moments, as other endpoints write them: in their questions, and in their records."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from hotmart.sources import days
from hotmart.streams.windows import Every, Grain
from hotmart.words import milliseconds

MomentFormat = Literal["ms", "s", "iso", "date"]
_LENGTHS: dict[MomentFormat, int] = {"ms": 1, "s": 1000, "iso": 1}


def grain_of(how: MomentFormat, zone: str | None = None) -> Grain:
    """Where each format can tell a moment from the next; its days are those of this zone, or of UTC."""
    return days.grain_of(zone) if how == "date" else Every(_LENGTHS[how])


def written(ms: int, how: MomentFormat, zone: str | None = None) -> str | int:
    """A moment as a question spells it; what is finer than its format is cut off."""
    if how in ("ms", "s"):
        return ms // _LENGTHS[how]
    if how == "date":
        return str(days.day_of(ms, zone))
    moment = datetime.fromtimestamp(ms // 1000, UTC).replace(microsecond=ms % 1000 * 1000)
    return moment.isoformat(timespec="milliseconds")[:-6] + "Z"


def written_end(end: int, how: MomentFormat, zone: str | None = None, *, exclusive: bool) -> str | int:
    """The end of a half-open period: never one that would leave a record of it out."""
    return written(grain_of(how, zone).after(end) if exclusive else end - 1, how, zone)


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
