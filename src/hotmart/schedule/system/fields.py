"""What the five fields of a cron line allow, as sets of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from cronsim import CronSim

from hotmart.recurrence.fields import read_fields, runs_by_the_clock

Numbers: TypeAlias = frozenset[int]


@dataclass(frozen=True)
class Days:
    """Some days: those of the month, or those of the week (0 is Sunday), or all of them; never both."""

    dates: Numbers | None = None
    weekdays: Numbers | None = None


@dataclass(frozen=True)
class Fields:
    """A cron line, read. None stands for a field that allows everything."""

    minutes: Numbers | None
    hours: Numbers | None
    months: Numbers | None
    days: tuple[Days, ...]
    """Any of them: two where days of the month and of the week are both restricted, and either will do."""
    once_a_day: bool
    """Whether each time of a day is one moment, also where the clock leaps over it or shows it twice.

    Otherwise it goes on as the clock goes: see `hotmart.recurrence.moments`.
    """


def read(cron: str) -> Fields:
    """What a line allows. Raises WhenError for one that is none."""
    known = read_fields(cron)
    found = CronSim(known, datetime(2000, 1, 1, tzinfo=UTC))
    weekdays = frozenset(day % 7 for day in found.weekdays if isinstance(day, int))
    return Fields(
        minutes=_unless_all(found.minutes, 60),
        hours=_unless_all(found.hours, 24),
        months=_unless_all(found.months, 12),
        days=_days(_unless_all(found.days, 31), _unless_all(weekdays, 7), both=found.day_and),
        once_a_day=not runs_by_the_clock(known),
    )


def _unless_all(told: set[int] | Numbers, size: int) -> Numbers | None:
    return None if len(told) >= size else frozenset(told)


def _days(dates: Numbers | None, weekdays: Numbers | None, *, both: bool) -> tuple[Days, ...]:
    if dates is None or weekdays is None:
        # one of them allows every day: together that is the other, and either of them is all days
        return (Days(dates, weekdays),) if both else (Days(),)
    if not both:
        return Days(dates=dates), Days(weekdays=weekdays)
    rarer = len(dates) / 31 < len(weekdays) / 7  # no system has both at once: the rarer of them is enough
    return (Days(dates=dates) if rarer else Days(weekdays=weekdays),)
