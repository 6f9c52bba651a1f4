"""Where a zone leaves hours out and has them twice, and how the clocks of two zones differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import NamedTuple, TypeAlias

from hotmart.zone import zone

Offset: TypeAlias = Callable[[datetime], timedelta]
"""How far the clock of a place is ahead of UTC at a moment, which is given in UTC."""
_HOUR = timedelta(hours=1)
_WEEK = timedelta(days=7)
_MINUTE = timedelta(minutes=1)
FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC)
_LONGEST = 3 * _HOUR  # beyond it a place has changed sides of the date line, which nobody schedules around
_USUAL_GAPS = range(4)  # no zone may know yet that it will leave one of these out


class Change(NamedTuple):
    """One change of a clock: when, in UTC, and how far it was and is ahead of UTC."""

    moment: datetime
    before: timedelta
    after: timedelta


def offset_of(name: str) -> Offset:
    """The clock of a zone. Raises ConfigurationError when there is no such zone."""
    known = zone(name)
    return lambda moment: moment.astimezone(known).utcoffset() or timedelta()


@cache
def changes(name: str) -> tuple[Change, ...]:
    """Every change that a zone's clock makes from 1990 to 2050, as far as anybody knows."""
    return tuple(_changes(offset_of(name)))


def _changes(offset: Offset) -> Iterator[Change]:
    at, before = FIRST, offset(FIRST)
    while at < LAST:
        until = at + _WEEK
        after = offset(until)
        if before != after:
            low, high = at, until
            while high - low > _MINUTE:
                middle = low + (high - low) // 2 // _MINUTE * _MINUTE
                low, high = (middle, high) if offset(middle) == before else (low, middle)
            yield Change(high, before, after)
        at, before = until, after


def later_hours(hours: frozenset[int], name: str) -> frozenset[int]:
    """The hours in which to look again, lest a day passes on which the clock left these out.

    24 is the first hour of the next day, and so on.
    """
    return frozenset(hour + more for hour in hours for more in range(1, _left_out(name).get(hour, 0) + 1))


@cache
def _left_out(name: str) -> dict[int, int]:
    """The hours of the day that may be left out, each with the number of hours until it is past."""
    found = dict.fromkeys(_USUAL_GAPS, 1)
    for change in changes(name):
        length = change.after - change.before
        if timedelta() < length <= _LONGEST:
            for hour in _hours(change.moment + change.before, length):
                found[hour] = max(found.get(hour, 1), -(-length // _HOUR))
    return found


def _hours(wall: datetime, length: timedelta) -> set[int]:
    """The hours of the clock that a stretch of time touches."""
    return {(wall + minute * _MINUTE).hour for minute in range(length // _MINUTE)}


class Pass(NamedTuple):
    """The second time that a stretch of a clock comes: all of it in minutes."""

    begin: int  # of the day in UTC
    length: int
    ahead: int  # the clock of UTC


@cache
def second_passes(name: str) -> tuple[Pass, ...]:
    """When the hours come the second time that a zone's clock has twice; each time of day but once."""
    return tuple(
        sorted(
            {
                Pass(
                    change.moment.hour * 60 + change.moment.minute,
                    (change.before - change.after) // _MINUTE,
                    change.after // _MINUTE,
                )
                for change in changes(name)
                if timedelta() < change.before - change.after <= _LONGEST
            }
        )
    )


def alike(one: Offset, other: Offset, today: date) -> bool:
    """Whether two clocks show the same, from a year ago to five years from now."""
    return all(one(moment) == other(moment) for moment in _samples(today))


def shifts(one: Offset, other: Offset, today: date) -> frozenset[int]:
    """By how many minutes, within the hour, the first clock is ahead of the second, now or ever soon."""
    return frozenset((one(moment) - other(moment)) // _MINUTE % 60 for moment in _samples(today))


def _samples(today: date) -> Iterator[datetime]:
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    return (noon + week * _WEEK for week in range(-52, 5 * 52))
