"""Another reading of the dialect: every minute of UTC is looked at through zoneinfo, in plain Python."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
NAMES = {
    name: str(number + least)
    for least, names in (
        (1, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
        (0, "SUN MON TUE WED THU FRI SAT"),
    )
    for number, name in enumerate(names.split())
}
ENDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))


@cache
def values(field: str, least: int, most: int) -> frozenset[int]:
    """The numbers that a field means."""
    found: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, _, last = (str(least), "", str(most)) if span == "*" else span.partition("-")
        low = int(NAMES.get(first, first))
        high = int(NAMES.get(last, last)) if last else low
        found |= set(range(low, high + 1, int(step or 1)))
    return frozenset(found)


def shows(fields: str, wall: datetime) -> bool:
    """Whether a clock that shows this is meant."""
    minute, hour, day, month, weekday = fields.split()
    of_month = wall.day in values(day, *ENDS[2])
    weekdays = {number % 7 for number in values(weekday, *ENDS[4])}
    of_week = (wall.weekday() + 1) % 7 in weekdays
    both = day.startswith("*") or weekday.startswith("*")
    return (
        wall.minute in values(minute, *ENDS[0])
        and wall.hour in values(hour, *ENDS[1])
        and wall.month in values(month, *ENDS[3])
        and ((of_month and of_week) if both else (of_month or of_week))
    )


def fires(fields: str, since: datetime, until: datetime, zone: str) -> Iterator[datetime]:
    """Every minute after `since` and up to `until` at which it is due."""
    place = ZoneInfo(zone)
    minute, hour, *_ = fields.split()
    running = minute.startswith("*") or hour.startswith("*")
    # looked at from a day before, to know what the clock has shown already
    now = since.astimezone(UTC).replace(second=0, microsecond=0) - timedelta(days=1)
    shown: set[datetime] = set()
    last = _wall(now - MINUTE, place)
    while now <= until:
        wall = _wall(now, place)
        if running:
            due = shows(fields, wall)
        else:
            new = [] if wall in shown else [wall]
            leapt = last + MINUTE
            while leapt < wall:  # what the clock left out
                new.append(leapt)
                leapt += MINUTE
            due = any(shows(fields, one) for one in new)
        if due and now > since:
            yield now
        shown.add(wall)
        last, now = wall, now + MINUTE


def _wall(moment: datetime, place: ZoneInfo) -> datetime:
    return moment.astimezone(place).replace(tzinfo=None, fold=0)
