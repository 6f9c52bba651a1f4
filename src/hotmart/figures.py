"""Numbers in the reader's language, and moments and lengths of time, which read the same in every one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hotmart.language import speaks_portuguese

_SWAPPED = str.maketrans(",.", ".,")


def number(value: int | Decimal, places: int | None = None) -> str:
    """1,234.50 in English and 1.234,50 in Portuguese."""
    text = f"{value:,}" if places is None else f"{value:,.{places}f}"
    return text.translate(_SWAPPED) if speaks_portuguese() else text


def counted(count: int, one: str, several: str) -> str:
    """A number and what it counts: 1 request, 1,234 requests."""
    return f"{number(count)} {one if count == 1 else several}"


def amount(value: Decimal) -> str:
    """An amount of money with two places; its currency stands beside it."""
    return number(value, 2)


def percent(part: int, whole: int) -> str:
    """A share with one place; a dash where there is nothing to share."""
    return number(Decimal(100 * part) / whole, 1) + "%" if whole else "–"


def stamp(moment: int | datetime) -> str:
    """A moment to the minute, in UTC and saying so. An integer is milliseconds."""
    if isinstance(moment, int):
        moment = datetime.fromtimestamp(moment / 1000, UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def iso(moment: int | datetime) -> str:
    """A moment as ISO 8601 in UTC, exact and no longer than it must be. An integer is milliseconds."""
    if isinstance(moment, int):
        moment = datetime.fromtimestamp(moment // 1000, UTC) + timedelta(milliseconds=moment % 1000)
    exact = (
        "microseconds" if moment.microsecond % 1000 else "milliseconds" if moment.microsecond else "seconds"
    )
    return moment.astimezone(UTC).isoformat(timespec=exact).replace("+00:00", "Z")


def duration(seconds: float) -> str:
    """42 s, 3 min 20 s, 2 h 05 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest:02} s"
    return f"{minutes // 60} h {minutes % 60:02} min"
