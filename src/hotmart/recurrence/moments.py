"""The moments at which five fields are due in a zone, also on the days on which its clock is changed.

What is meant for certain times of a day happens once a day: at a time that the clock leaps over, at the first
moment after the leap; in the hour that comes twice, the first time. What goes on as the clock goes (see
`runs_by_the_clock`) goes by what the clock shows: not in an hour that is leapt over, twice in one that comes
twice. So does Debian's cron, and so means cronsim to: but for zones it counts in hours, and loses moments
where a clock changes by half an hour, and for the next moment it names one that has passed in an hour that
comes twice. So cronsim is asked about a calendar without zones, and zones are the affair of this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from cronsim import CronSim

from hotmart.recurrence.fields import runs_by_the_clock
from hotmart.zone import zone

_SECOND, _DAY = timedelta(seconds=1), timedelta(days=1)


def following(fields: str, moment: datetime, place: str) -> datetime | None:
    """The first moment after this one, in UTC; None where there is none in 50 years.

    `fields` are as `read_fields` gives them, `place` is the name of a zone.
    """
    start = moment.astimezone(UTC).replace(microsecond=0)
    return (_by_the_clock if runs_by_the_clock(fields) else _by_the_day)(fields, start, place)


def moments(fields: str, since: datetime, until: datetime, place: str) -> Iterator[datetime]:
    """Those after `since` and up to `until`, which is one of them if it is."""
    found = following(fields, since, place)
    while found is not None and found <= until:
        yield found
        found = following(fields, found, place)


def _by_the_day(fields: str, start: datetime, place: str) -> datetime | None:
    """Each time of a day is one moment, and later times are no earlier moments."""
    found = (_moment_of(wall, place) for wall in _calendar(fields, _wall(start, place)))
    return next((one for one in found if one > start), None)


def _calendar(fields: str, wall: datetime) -> CronSim:
    """All that clocks show after this, in order."""
    whole = copy(_read(fields))
    whole.dt = wall
    return whole


@lru_cache
def _read(fields: str) -> CronSim:
    """Read once: that takes longer than to find what follows."""
    return CronSim(fields, datetime.min)  # noqa: DTZ901  # no zone is meant


def _moment_of(wall: datetime, place: str) -> datetime:
    """When a clock of that zone shows this the first time, or would have."""
    early = wall.replace(tzinfo=zone(place), fold=1).astimezone(UTC)
    first = wall.replace(tzinfo=zone(place), fold=0).astimezone(UTC)
    if _wall(first, place) == wall:
        return first
    return _change(early, first, place) or first


def _by_the_clock(fields: str, start: datetime, place: str) -> datetime | None:
    """Each moment at which the clock shows it, from one change of the clock to the next."""
    wall = _wall(start, place)
    while (shown := next(_calendar(fields, wall), None)) is not None:
        found = shown.replace(tzinfo=UTC) - _offset(start, place)
        changed = _change(start, found, place)
        if changed is None:
            return found
        start, wall = changed, _wall(changed, place) - _SECOND
    return None


def _change(start: datetime, end: datetime, place: str) -> datetime | None:
    """The first moment after `start` and up to `end` at which the clock of the zone was changed."""
    before, known = _offset(start, place), start
    while known < end:
        seen = min(known + _DAY, end)  # no clock was ever changed forth and back within a day
        if _offset(seen, place) != before:
            break
        known = seen
    else:
        return None
    while seen - known > _SECOND:
        middle = known + (seen - known) // 2
        middle = middle.replace(microsecond=0)
        known, seen = (known, middle) if _offset(middle, place) != before else (middle, seen)
    return seen


def _offset(moment: datetime, place: str) -> timedelta:
    return moment.astimezone(zone(place)).utcoffset() or timedelta()


def _wall(moment: datetime, place: str) -> datetime:
    """What a clock of that zone shows."""
    return moment.astimezone(zone(place)).replace(tzinfo=None, fold=0)
