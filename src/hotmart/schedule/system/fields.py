"""What the five fields of a cron line allow, as sets of numbers; never less than they mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from cronsim import CronSim, CronSimError

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text

Numbers: TypeAlias = frozenset[int]
_LAST_DAYS = {CronSim.LAST: range(28, 32), CronSim.LAST_WEEKDAY: range(26, 32)}


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
    by_clock: bool
    """Whether it names hours and minutes: then the hour that comes twice counts once (as Debian's cron)."""


def read(cron: str) -> Fields:
    """What a line allows. The last day of a month, the last working day and the like are taken for all days
    that they may fall on. Raises InvalidArgumentError for a line that `cronsim` does not read."""
    try:
        found = CronSim(cron, datetime(2000, 1, 1, tzinfo=UTC))
    except CronSimError as error:
        raise _unreadable(cron) from error
    if len(cron.split()) != 5:
        raise _unreadable(cron)
    minutes, hours = found.parts[1:3]
    dates = frozenset(day for told in found.days for day in _LAST_DAYS.get(told, (told,)))
    weekdays = frozenset((told if isinstance(told, int) else told[0]) % 7 for told in found.weekdays)
    return Fields(
        minutes=_unless_all(found.minutes, 60),
        hours=_unless_all(found.hours, 24),
        months=_unless_all(found.months, 12),
        days=_days(_unless_all(dates, 31), _unless_all(weekdays, 7), both=found.day_and),
        by_clock=not minutes.startswith("*") and not hours.startswith("*"),
    )


def _unreadable(cron: str) -> InvalidArgumentError:
    return InvalidArgumentError(
        "cron",
        Text(f"{cron!r} is no cron line.", f"{cron!r} não é uma linha de cron."),
        Text(
            "It has five fields: minute, hour, day of the month, month, weekday.",
            "São cinco campos: minuto, hora, dia do mês, mês, dia da semana.",
        ),
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
