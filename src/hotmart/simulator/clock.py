"""Time as the wire counts it: epoch milliseconds in UTC, in days that never change length."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
FOREVER: Final = 1 << 62  # later than anything that happens


def millis(day: date) -> int:
    """The first millisecond of a day."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * SECOND


def midnight(at: int) -> int:
    """When the day of this moment began."""
    return at - at % DAY


def noon(at: int) -> int:
    """12:00 of the day of this moment: a `date_next_charge` always falls on it (dossier §3.1)."""
    return midnight(at) + 12 * HOUR


def instant(at: int) -> datetime:
    """The moment, for people."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's first days when it is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) + timedelta(days=day.day - 1)
