"""How long an answer asks to wait: in seconds, or until a moment, as HTTP allows both (RFC 9110, 10.2.3)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def seconds_asked(headers: Mapping[str, str], *names: str) -> float | None:
    """The seconds that an answer asks to wait, by the first of these headers that says it.

    A moment is held against the clock of whoever named it, by the answer's `Date`, and against ours where
    that is missing. One that is past means now.
    """
    told = (headers.get(name, "").strip() for name in names)
    return next((found for value in told if (found := _seconds(value, headers)) is not None), None)


def _seconds(value: str, headers: Mapping[str, str]) -> float | None:
    if value.isascii() and value.isdecimal():
        return float(value)
    until = _moment(value)
    if until is None:
        return None
    now = _moment(headers.get("date", "")) or datetime.fromtimestamp(time.time(), UTC)
    return max(0.0, (until - now).total_seconds())


def _moment(value: str) -> datetime | None:
    """A date of HTTP, in any of its three spellings."""
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
