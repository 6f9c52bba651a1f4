"""Moments, as other endpoints write them: in their questions, and in their records."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from hotmart.sources import days
from hotmart.streams.windows import Every, Grain
from hotmart.warehouse.stage import SECONDS_BELOW, SECONDS_FROM
from hotmart.words import milliseconds
from hotmart.zone import zone as zone_of

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


class Moment(NamedTuple):
    """A moment that was written: its milliseconds, and whether it named no zone itself."""

    ms: int
    zoneless: bool = False


def is_stamp(text: str) -> bool:
    """Whether it is a number of milliseconds or seconds; one of eight digits is a day."""
    return text.isascii() and text.isdecimal() and len(text) != len("20240131")


def stamp(ms: int) -> int:
    """A moment as the warehouse takes it for that one: what it would take for seconds is told in seconds.

    Of the years around 1970 nothing finer than a second is kept.
    """
    return ms // 1000 if SECONDS_FROM <= ms < SECONDS_BELOW else ms


def read(text: str, zone: str | None = None) -> Moment | None:
    """The moment that is written there, or None; one without a zone is meant in this one, or in UTC.

    It is ISO 8601, a day, a day as Brazil writes it (31/01/2025 14:05:22), or a number of milliseconds (or
    seconds).
    """
    if is_stamp(text):
        return Moment(int(text))
    try:
        moment = datetime.fromisoformat(_as_iso(text))
        if moment.tzinfo:
            return Moment(milliseconds(moment))
        return Moment(milliseconds(moment.replace(tzinfo=zone_of(zone) if zone else UTC)), zoneless=True)
    except (ValueError, OverflowError):
        return None


_DAY_FIRST = re.compile(
    r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,?\s+(?:às\s+)?(\d{1,2})(:\d{2}.*))?", re.IGNORECASE
)


def _as_iso(text: str) -> str:
    """The same in the order of ISO 8601, where it is in the order of Brazil."""
    found = _DAY_FIRST.fullmatch(text)
    if found is None:
        return text
    day, _, month, year, hour, rest = found.groups()
    clock = f"T{int(hour):02}{rest.replace(' ', '')}" if hour else ""
    return f"{year}-{int(month):02}-{int(day):02}{clock}"
