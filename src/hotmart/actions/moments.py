"""Days and moments as people write them: 2026-11-01, 31/05/2025, maio, 7d, yesterday. Days are the account's.

A day, a month or a year by itself is read in `written_days`; here are the words, lengths and ranges.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from hotmart.actions.written_days import (
    Period,
    TwoWaysError,
    month_of,
    months_ahead,
    months_back,
    read,
    year_of,
)
from hotmart.cpf_cnpj import hidden
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.secrecy import MASK
from hotmart.zone import zone

__all__ = ["HOW", "WORDS", "Period", "moment", "period", "today_in"]


def _days(day: date, count: int) -> Period:
    return Period(day - timedelta(days=count - 1), day)


def _month(day: date) -> Period:
    return month_of(day.year, day.month)


def _last_month(today: date) -> Period:
    return _month(today.replace(day=1) - timedelta(days=1))


def _week(today: date) -> Period:
    monday = today - timedelta(days=today.weekday())
    return Period(monday, monday + timedelta(days=6))


def _last_week(today: date) -> Period:
    return _week(today - timedelta(days=7))


def _year(today: date) -> Period:
    return year_of(today.year)


def _last_year(today: date) -> Period:
    return year_of(today.year - 1)


def _next_week(today: date) -> Period:
    return _week(today + timedelta(days=7))


def _next_month(today: date) -> Period:
    return _month(_month(today).end + timedelta(days=1))


def _tomorrow(today: date) -> Period:
    return _days(today + timedelta(days=1), 1)


def _today(today: date) -> Period:
    return _days(today, 1)


def _yesterday(today: date) -> Period:
    return _days(today - timedelta(days=1), 1)


_EN: dict[str, Callable[[date], Period]] = {
    "today": _today,
    "yesterday": _yesterday,
    "tomorrow": _tomorrow,
    "this-week": _week,
    "last-week": _last_week,
    "next-week": _next_week,
    "this-month": _month,
    "last-month": _last_month,
    "next-month": _next_month,
    "this-year": _year,
    "last-year": _last_year,
}
_PT: dict[str, Callable[[date], Period]] = {
    "hoje": _today,
    "ontem": _yesterday,
    "amanha": _tomorrow,
    "esta-semana": _week,
    "semana-passada": _last_week,
    "proxima-semana": _next_week,
    "este-mes": _month,
    "mes-passado": _last_month,
    "proximo-mes": _next_month,
    "este-ano": _year,
    "ano-passado": _last_year,
}
WORDS: dict[str, Callable[[date], Period]] = _EN | _PT
"""What stands for a period, in both languages; accents and spaces do as well."""
_ALSO = {"esse": "este", "neste": "este", "nesse": "este", "essa": "esta", "nesta": "esta", "nessa": "esta"}
_LAST = r"(?:last|past|previous|(?:os|as|nos|nas)-ultim[oa]s|ultim[oa]s)"
_UNITS = r"d|w|m|y|s|a|sem|dias?|days?|weeks?|semanas?|months?|mes(?:es)?|years?|anos?"
_NEXT = r"(?:next|(?:os|as|nos|nas)-proxim[oa]s|proxim[oa]s)"
_BACK = re.compile(rf"(?:{_LAST}-)?(\d{{1,4}})-?({_UNITS})")
_AHEAD = re.compile(rf"{_NEXT}-(\d{{1,4}})-?({_UNITS})")
_PLAIN = str.maketrans("áâãéêíóôõúç _", "aaaeeiooouc--")
_BETWEEN = re.compile(r"\.\.|\s+(?:a|até|ate|to|until)\s+", re.IGNORECASE)
HOW = Text(
    "Write 2026-11-01, 31/05/2025, 2026-11, 05/2025, may, april 2025, 2026, 2026-11-01..2026-11-15, 7d, 2w, "
    f"3m, 1y, last 3 months, next 7 days, {', '.join(_EN)}.",
    "Escreva 2026-11-01, 31/05/2025, 2026-11, 05/2025, maio, abril de 2025, 2026, 2026-11-01..2026-11-15, "
    f"7d, 2s, 3m, 1a, últimos 3 meses, próximos 7 dias, {', '.join(_PT)}.",
)
"""All that is read, said to whoever wrote something else."""


def today_in(time_zone: str, now: datetime | None = None) -> date:
    """Which day it is there."""
    return (now or datetime.now(UTC)).astimezone(zone(time_zone)).date()


def period(written: str, today: date) -> Period:
    """The period that a day, a month, a word or a length of time means.

    `7d` is today and the six days before it, `3m` is what has passed since this day three months ago. A
    month without a year is the latest that has begun. A range goes from the first day of what stands before
    its dots to the last of what stands behind them, so `2026-01..2026-03` is a quarter.

    Raises InvalidArgumentError for what is none, could be two, or ends too early.
    """
    ends = _BETWEEN.split(written.strip())
    if len(ends) == 2:
        order = next((found for end in ends if (found := _order(end)) is not None), None)
        first, last = (_one(end, today, written, order) for end in ends)
        return _between(first, last, written)
    return _one(written, today, written)


def _order(end: str) -> int | None:
    """Whether a day of numbers begins with the day, which is 0, or with the month, where it can be seen."""
    found = re.fullmatch(r"\s*(\d\d?)[/.-](\d\d?)[/.-]\d{4}\s*", end)
    return None if not found else 0 if int(found[1]) > 12 else 1 if int(found[2]) > 12 else None


def _one(text: str, today: date, written: str, order: int | None = None) -> Period:
    plain = text.strip().lower().translate(_PLAIN)
    first, hyphen, rest = plain.partition("-")
    word = _ALSO.get(first, first) + hyphen + rest
    if word in WORDS:
        return WORDS[word](today)
    try:
        if back := _BACK.fullmatch(plain):
            return _back(int(back[1]), back[2][0], today)
        if ahead := _AHEAD.fullmatch(plain):
            return _ahead(int(ahead[1]), ahead[2][0], today)
        return read(plain, today)
    except TwoWaysError as error:
        if order is not None and len(error.ways) == 2:  # as the other end of the range is written
            return error.ways[order]
        raise InvalidArgumentError(
            "period",
            Text(
                f"{_shown(written)!r} can be read in more than one way.",
                f"{_shown(written)!r} pode ser lido de mais de um jeito.",
            ),
            error.advice,
        ) from None
    except (ValueError, OverflowError):
        raise _unreadable(written) from None


def _back(count: int, unit: str, today: date) -> Period:
    if count < 1:
        raise ValueError
    if unit in "mya":
        return months_back(today, count * (1 if unit == "m" else 12))
    return _days(today, count * (7 if unit in "ws" else 1))


def _ahead(count: int, unit: str, today: date) -> Period:
    """Today and the days after it: `next 7 days` are seven, as `7d` are."""
    if count < 1:
        raise ValueError
    if unit in "mya":
        return months_ahead(today, count * (1 if unit == "m" else 12))
    return Period(today, today + timedelta(days=count * (7 if unit in "ws" else 1) - 1))


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
    """The day or the moment that is written, or that of a period: its last day where something ends.

    Raises InvalidArgumentError for an hour without a time zone, which could be several moments.
    """
    text = written.strip()
    if "t" in text.lower() and re.match(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}", text):
        try:
            found = datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            raise _unreadable(written) from None
        if found.utcoffset() is None:
            raise _nowhere(written, found)
        return found
    told = period(text, today)
    return told.end if ends else told.start


def _nowhere(written: str, found: datetime) -> InvalidArgumentError:
    return InvalidArgumentError(
        "period",
        Text(f"{_shown(written)!r} has no time zone.", f"{_shown(written)!r} não tem fuso horário."),
        Text(
            f"Write {found.isoformat()}-03:00, or the day alone: {found.date()}.",
            f"Escreva {found.isoformat()}-03:00, ou só o dia: {found.date()}.",
        ),
    )


_WORD = r"[^\W\d_]{1,15}[,.?!]?|[\w./:,+?-]{1,10}|[\dT/:.+-]{1,25}"


def _shown(written: str) -> str:
    """What was written, unless it looks like a secret or a document that came there by mistake."""
    words = re.split(r"\.\.|\s+", written.strip())
    plain = all(re.fullmatch(_WORD, word) and not re.search(r"\d{9}", word) for word in words if word)
    dates = all(re.fullmatch(r"[\d/.:-]{0,10}|a", word) for word in words)  # two days look like a CNPJ
    if (
        len(written) > 50
        or not written.isprintable()
        or not plain
        or not (dates or hidden(written) == written)
    ):
        return MASK
    return written.strip()


def _unreadable(written: str) -> InvalidArgumentError:
    shown = _shown(written)
    return InvalidArgumentError(
        "period", Text(f"{shown!r} is no day and no period.", f"{shown!r} não é um dia nem um período."), HOW
    )
