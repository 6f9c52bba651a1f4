"""Whether a schedule is due: what was missed since the last time counts once, and how much it was is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from hotmart.recurrence.moments import moments
from hotmart.schedule.schedule import Schedule

MOST = 1000
"""So many missed moments are counted, and no more: of a minutely schedule after a holiday."""
_SPANS = tuple(timedelta(hours=hours) for hours in (1, 24, 24 * 40, 24 * 400))


class Due(NamedTuple):
    """A schedule has to run."""

    at: datetime
    """The last moment at which it was due, in UTC."""
    missed: int
    """How many moments before that passed without a run; MOST means as many or more."""


def due(schedule: Schedule, last_run: datetime, now: datetime) -> Due | None:
    """What is due of it, if anything is, when everything up to `last_run` is done with."""
    found = list(islice(moments(schedule.cron, last_run, now, schedule.zone), MOST + 1))
    if not found:
        return None
    latest = found[-1] if len(found) <= MOST else _latest(schedule, found[-1], now)
    return Due(latest, len(found) - 1)


def _latest(schedule: Schedule, known: datetime, now: datetime) -> datetime:
    """The last moment up to now, looked for from now on backwards."""
    for span in _SPANS:
        *_, last = [None, *moments(schedule.cron, max(known, now - span), now, schedule.zone)]
        if last:
            return last
    return known
