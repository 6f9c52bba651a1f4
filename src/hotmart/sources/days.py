"""Days, as an endpoint tells one from the next: those of its zone, or of one that nobody told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hotmart.streams.windows import DAY, HOUR, Every, Grain, Window
from hotmart.words import milliseconds
from hotmart.zone import first_moment, zone

EARLIEST, LATEST = 14 * HOUR, 12 * HOUR
"""How much before midnight in UTC a day begins in the first zone, and how much after it in the last."""


@dataclass(frozen=True)
class LocalDays(Grain):
    """The midnights of a zone, which its summers move."""

    zone: str

    def before(self, ms: int) -> int:
        return _midnight(day_of(ms, self.zone), self.zone)

    def after(self, ms: int) -> int:
        day = day_of(ms, self.zone)
        midnight = _midnight(day, self.zone)
        return midnight if midnight == ms else _midnight(day + timedelta(days=1), self.zone)


def grain_of(name: str | None) -> Grain:
    """Where windows of whole days are cut."""
    return LocalDays(name) if name else Every(DAY)


def certain(window: Window, name: str | None) -> Window:
    """What of a window is sure to be answered where whole days of it are asked for.

    Days of another zone begin up to so much later, and end up to so much earlier, than those of UTC do.
    """
    if name and window.widened(LocalDays(name)) == window:
        return window
    return Window(window.start + LATEST, window.end - EARLIEST)


def day_of(ms: int, name: str | None) -> date:
    """The day it is at a moment, in that zone or in UTC."""
    moment = datetime.fromtimestamp(ms // 1000, UTC)
    return (moment.astimezone(zone(name)) if name else moment).date()


def _midnight(day: date, name: str) -> int:
    return milliseconds(first_moment(day, name))
