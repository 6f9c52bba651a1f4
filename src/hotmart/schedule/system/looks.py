"""When a system is to look whether a schedule is due: at least at every moment that the schedule means."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hotmart.schedule.system.fields import Days, Fields, Numbers
from hotmart.schedule.system.zones import later_hours, second_passes

ALL_DAYS = Days()
ALL_HOURS = frozenset(range(24))
ALL_MINUTES = frozenset(range(60))
_DAY = 24 * 60  # minutes


@dataclass(frozen=True)
class Look:
    """Moments of a clock: every combination of what is allowed. None allows everything."""

    minutes: Numbers | None
    hours: Numbers | None = None
    months: Numbers | None = None
    days: Days = ALL_DAYS


def in_its_zone(fields: Fields, zone: str) -> tuple[Look, ...]:
    """Where the clock is that of the schedule's zone: what is meant, and once more after hours left out.

    Where the clock leaps over what is meant, the schedule means the first moment after, and most systems
    none that day. So they look again at the same minute of the next hour.
    """
    meant = tuple(Look(fields.minutes, fields.hours, fields.months, days) for days in fields.days)
    if fields.hours is None or not fields.once_a_day:
        return meant
    later = later_hours(fields.hours, zone)
    today = frozenset(hour for hour in later if hour < 24) - fields.hours
    tomorrow = frozenset(hour - 24 for hour in later if hour >= 24)
    again = tuple(replace(look, hours=today) for look in meant if today)
    return (*meant, *again, *((Look(fields.minutes, tomorrow),) if tomorrow else ()))


def twice_in_utc(fields: Fields, zone: str) -> tuple[Look, ...]:
    """The second time of what comes twice, in UTC, for schedules that mean both times; on any day."""
    found: dict[int, set[int]] = {}
    for begin, length, ahead in () if fields.once_a_day else second_passes(zone):
        for moment in range(begin, begin + length):
            hour, minute = divmod((moment + ahead) % _DAY, 60)
            if hour in (fields.hours or ALL_HOURS) and minute in (fields.minutes or ALL_MINUTES):
                found.setdefault(moment % _DAY // 60, set()).add(moment % 60)
    return tuple(Look(frozenset(found[hour]), frozenset({hour})) for hour in sorted(found))


def every_hour(fields: Fields, shifts: Numbers) -> tuple[Look, ...]:
    """Where the clock is another's: the minutes that are meant of every hour, by any of these shifts."""
    if fields.minutes is None:
        return (Look(None),)
    return (Look(frozenset((minute - shift) % 60 for minute in fields.minutes for shift in shifts)),)
