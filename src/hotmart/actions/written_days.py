"""A day, a month or a year as it is written: 2026-11-01, 31/05/2025, 05/2025, maio, abril de 2025, 2026.

Where a number could be the day or the month it is told so, and nobody guesses: a wrong month is wrong money.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from hotmart.language import Text


class Period(NamedTuple):
    """From a day to a day, both included."""

    start: date
    end: date


class TwoWaysError(ValueError):
    """What is written can be read in more than one way; `ways` are all of them."""

    def __init__(self, ways: Sequence[Period]) -> None:
        super().__init__()
        self.ways = ways

    @property
    def advice(self) -> Text:
        """What to write instead."""
        return Text(
            f"Write {' or '.join(_spelled(one, _EN, '') for one in self.ways)}.",
            f"Escreva {' ou '.join(_spelled(one, _PT, 'de ') for one in self.ways)}.",
        )


def _spelled(one: Period, names: Sequence[str], of: str) -> str:
    """What is typed for a period, and which it is: 2025-06-05 (5 June)."""
    name = names[one.start.month - 1]
    if one.start == one.end:
        return f"{one.start} ({one.start.day} {of}{name})"
    return f"{one.start:%Y-%m} ({name} {of}{one.start.year})"


_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PT = (
    *("janeiro", "fevereiro", "março", "abril", "maio", "junho"),
    *("julho", "agosto", "setembro", "outubro", "novembro", "dezembro"),
)
_NAMED = {
    name.lower().replace("ç", "c"): number for names in (_EN, _PT) for number, name in enumerate(names, 1)
}
_NAMES = _NAMED | {name[:3]: number for name, number in _NAMED.items()} | {"sept": 9}
_BETWEEN = ("de", "do", "of")


def month_of(year: int, month: int) -> Period:
    """A whole month. ValueError where there is none of that number."""
    first = date(year, month, 1)
    return Period(first, first.replace(day=monthrange(year, month)[1]))


def year_of(year: int) -> Period:
    """A whole year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def months_back(day: date, count: int) -> Period:
    """What has passed since the same day of so many months ago: of 30 November, three are from 31 August."""
    return Period(_moved(day, -count) + timedelta(days=1), day)


def months_ahead(day: date, count: int) -> Period:
    """What passes until the same day of so many months later."""
    return Period(day, _moved(day, count) - timedelta(days=1))


def _moved(day: date, months: int) -> date:
    """The same day of another month, or its last where it has none of that number."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def read(plain: str, today: date) -> Period:
    """The day, the month or the year of a text in small letters without accents, its spaces as hyphens.

    Where no year is told it is the latest that has begun. Raises ValueError for what is none of these, and
    TwoWaysError for what could be two of them.
    """
    if not re.fullmatch(r"[0-9a-z]+(?:[-/.,]+[0-9a-z]+)*", plain):
        raise ValueError
    parts = [part for part in re.split(r"[-/.,]+", plain) if part not in _BETWEEN]
    shape = "".join(map(_kind, parts))
    if shape not in _SHAPES:
        raise ValueError
    return _SHAPES[shape]([_NAMES[part] if part in _NAMES else int(part) for part in parts], today)


def _kind(part: str) -> str:
    """`y` for a year, `m` for a month by its name, `n` for a number of one or two digits."""
    if part in _NAMES:
        return "m"
    return "?" if not part.isdecimal() else "y" if len(part) == 4 else "n" if len(part) < 3 else "?"


def _day(year: int, month: int, day: int) -> Period:
    told = date(year, month, day)
    return Period(told, told)


def _latest_month(numbers: Sequence[int], today: date) -> Period:
    (month,) = numbers
    return month_of(today.year - (month > today.month), month)


def _latest_day(month: int, day: int, today: date) -> Period:
    return _day(today.year - ((month, day) > (today.month, today.day)), month, day)


def _numbers(numbers: Sequence[int], today: date) -> Period:
    """31/05: the latest day of that number and month. 05/06 could be two, and 05/25 a month of 2025."""
    first, second = numbers
    if first > 12 or first == second:
        return _latest_day(second, first, today)
    if second > 12:
        raise TwoWaysError([_latest_day(first, second, today), month_of(2000 + second, first)])
    raise TwoWaysError([_latest_day(second, first, today), _latest_day(first, second, today)])


def _dated(numbers: Sequence[int], today: date) -> Period:
    """31/05/2025: the day first, or the month where only that can be."""
    del today
    could = _either(*numbers)
    if len(could) > 1:
        raise TwoWaysError(could)
    return could[0]


def _short(numbers: Sequence[int], today: date) -> Period:
    """31/05/25, of which nobody knows which number is the year."""
    del today
    first, second, year = numbers
    raise TwoWaysError(_either(first, second, 2000 + year))


def _either(first: int, second: int, year: int) -> list[Period]:
    """The days that two numbers can be of a year. ValueError where there is none."""
    found = {
        (month, day): _day(year, month, day)
        for day, month in ((first, second), (second, first))
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    }
    if not found:
        raise ValueError
    return [*found.values()]


_Reading: TypeAlias = Callable[[Sequence[int], date], Period]
_SHAPES: dict[str, _Reading] = {
    "y": lambda numbers, today: year_of(numbers[0]),
    "m": _latest_month,
    "ym": lambda numbers, today: month_of(*numbers),
    "my": lambda numbers, today: month_of(numbers[1], numbers[0]),
    "yn": lambda numbers, today: month_of(*numbers),
    "ny": lambda numbers, today: month_of(numbers[1], numbers[0]),
    "ynn": lambda numbers, today: _day(*numbers),
    "nmy": lambda numbers, today: _day(numbers[2], numbers[1], numbers[0]),
    "mny": lambda numbers, today: _day(numbers[2], numbers[0], numbers[1]),
    "nm": lambda numbers, today: _latest_day(numbers[1], numbers[0], today),
    "mn": lambda numbers, today: _latest_day(numbers[0], numbers[1], today),
    "nn": _numbers,
    "nny": _dated,
    "nnn": _short,
}
"""What the numbers and names of a text mean, by what each of them can be."""
