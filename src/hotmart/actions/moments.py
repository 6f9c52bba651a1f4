"""Days and moments as people write them: 2026-11-01, 7d, yesterday, mes-passado. Days are the account's."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.zone import zone


class Period(NamedTuple):
    """From a day to a day, both included."""

    start: date
    end: date


def _days(day: date, count: int) -> Period:
    return Period(day - timedelta(days=count - 1), day)


def _month(day: date) -> Period:
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def _last_month(today: date) -> Period:
    return _month(today.replace(day=1) - timedelta(days=1))


def _week(today: date) -> Period:
    monday = today - timedelta(days=today.weekday())
    return Period(monday, monday + timedelta(days=6))


def _last_week(today: date) -> Period:
    return _week(today - timedelta(days=7))


def _year(today: date) -> Period:
    return Period(date(today.year, 1, 1), date(today.year, 12, 31))


def _last_year(today: date) -> Period:
    return _year(date(today.year - 1, 1, 1))


def _yesterday(today: date) -> Period:
    return _days(today - timedelta(days=1), 1)


WORDS: dict[str, Callable[[date], Period]] = {
    "today": lambda today: _days(today, 1),
    "yesterday": _yesterday,
    "this-week": _week,
    "last-week": _last_week,
    "this-month": _month,
    "last-month": _last_month,
    "this-year": _year,
    "last-year": _last_year,
    "hoje": lambda today: _days(today, 1),
    "ontem": _yesterday,
    "esta-semana": _week,
    "semana-passada": _last_week,
    "este-mes": _month,
    "mes-passado": _last_month,
    "este-ano": _year,
    "ano-passado": _last_year,
}
"""What stands for a period, in both languages; accents and spaces do as well."""
_AGO = re.compile(r"(\d{1,4})\s*(d|w|m|s|sem|dias?|days?|weeks?|semanas?|months?|mes(?:es)?)")
_PLAIN = str.maketrans("áâãéêíóôõúç _", "aaaeeiooouc--")


def today_in(time_zone: str, now: datetime | None = None) -> date:
    """Which day it is there."""
    return (now or datetime.now(UTC)).astimezone(zone(time_zone)).date()


def period(written: str, today: date) -> Period:
    """The period that a word or a length of time means: `7d` is today and the six days before it.

    A range goes from the first day of what stands before its dots to the last of what stands behind them, so
    `2026-01..2026-03` is a quarter. Raises InvalidArgumentError for what is none, or ends too early.
    """
    plain = written.strip().lower().translate(_PLAIN)
    if plain in WORDS:
        return WORDS[plain](today)
    if ago := _AGO.fullmatch(plain.replace("-", " ").strip()):
        return _days(today, int(ago[1]) * _length(ago[2]))
    start, between, end = plain.partition("..")
    if between and ".." not in end:
        return _between(period(start, today), period(end, today), written)
    if re.fullmatch(r"\d{4}", plain):
        return _year(_day(plain + "-01-01", written))
    if re.fullmatch(r"\d{4}-\d{2}", plain):
        return _month(_day(plain + "-01", written))
    day = _day(plain, written)
    return Period(day, day)


def _between(first: Period, last: Period, written: str) -> Period:
    if last.end < first.start:
        raise InvalidArgumentError(
            "period",
            Text(
                f"{_shown(written)!r} ends before it begins.",
                f"{_shown(written)!r} termina antes de começar.",
            ),
            Text("Write the earlier day first.", "Escreva primeiro o dia mais antigo."),
        )
    return Period(first.start, last.end)


def moment(written: str, today: date, *, ends: bool) -> date | datetime:
    """The day or the moment that is written, or that of a period: its last day where something ends."""
    text = written.strip()
    if "t" in text.lower() and re.match(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}", text):
        try:
            return datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            raise _unreadable(written) from None
    found = period(text, today)
    return found.end if ends else found.start


def _length(unit: str) -> int:
    return 7 if unit[0] in "ws" else 30 if unit[0] == "m" else 1


def _day(text: str, written: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _unreadable(written) from None


def _shown(written: str) -> str:
    """What was written, unless it looks like something else that came there by mistake."""
    return written if re.fullmatch(r"[\w .:+-]{1,30}", written) else "…"


def _unreadable(written: str) -> InvalidArgumentError:
    shown = _shown(written)
    return InvalidArgumentError(
        "period",
        Text(f"{shown!r} is no day and no period.", f"{shown!r} não é um dia nem um período."),
        Text(
            "Write 2026-11-01, 2026-11, 2026, 2026-11-01..2026-11-15, 7d, yesterday or last-month.",
            "Escreva 2026-11-01, 2026-11, 2026, 2026-11-01..2026-11-15, 7d, ontem ou mes-passado.",
        ),
    )
