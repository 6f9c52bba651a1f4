"""Windows: half-open pieces of time, in epoch milliseconds UTC, and the laws they keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import NamedTuple, Protocol

SECOND = 1_000
HOUR = 3_600 * SECOND
DAY = 24 * HOUR
LONGEST = 365 * DAY
"""Hotmart answers 12 months and refuses more; whether 366 days pass is unknown (dossier §4.0)."""


class Grain(Protocol):
    """Where windows may be cut, for none to be answered rows of its neighbours."""

    def before(self, ms: int) -> int:
        """The latest such moment that is not after this one."""
        ...

    def after(self, ms: int) -> int:
        """The earliest such moment that is not before this one."""
        ...


@dataclass(frozen=True)
class Every(Grain):
    """The multiples of a length in milliseconds."""

    length: int = 1

    def before(self, ms: int) -> int:
        return ms // self.length * self.length

    def after(self, ms: int) -> int:
        return -(-ms // self.length) * self.length


ANYWHERE = Every()


class Window(NamedTuple):
    """From `start`, inclusive, to `end`, exclusive."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    @property
    def inclusive(self) -> tuple[int, int]:
        """The bounds as Hotmart takes them: both inclusive, to the millisecond (dossier §15.3)."""
        return self.start, self.end - 1

    def pieces(self, count: int, grain: Grain = ANYWHERE) -> list[Window]:
        """This window in at most `count` parts of about one length, cut at midnights where they allow it.

        It is cut where `grain` allows it, so there may be fewer parts.
        """
        count = max(1, min(count, self.length))
        cuts = [self.start + self.length * n // count for n in range(1, count)]
        midnights = DAY if self.length // count >= 2 * DAY else 1
        cuts = [max(self.start, grain.before(cut // midnights * midnights)) for cut in cuts]
        return [window for window in _between([self.start, *cuts, self.end]) if window.length]

    def widened(self, grain: Grain) -> Window:
        """The smallest window around this one that begins and ends where `grain` allows it."""
        return Window(grain.before(self.start), grain.after(self.end))

    def overlap(self, other: Window) -> Window | None:
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Window(start, end) if start < end else None

    def __str__(self) -> str:
        return f"{iso(self.start)} – {iso(self.end)}"


def cover(whole: Window, longest: int = LONGEST, grain: Grain = ANYWHERE) -> list[Window]:
    """The windows, none longer than `longest` or one step of `grain`, that cover the whole exactly once."""
    windows: list[Window] = []
    start = whole.start
    while start < whole.end:
        end = grain.before(start + longest)
        end = end if end > start else grain.after(start + 1)
        windows.append(Window(start, min(end, whole.end)))
        start = end
    return windows


def joined(windows: Iterable[Window]) -> list[Window]:
    """The same time in as few windows as possible."""
    result: list[Window] = []
    for window in sorted(windows):
        if result and window.start <= result[-1].end:
            result[-1] = Window(result[-1].start, max(result[-1].end, window.end))
        elif window.length > 0:
            result.append(window)
    return result


def _between(cuts: list[int]) -> Iterator[Window]:
    return (Window(start, end) for start, end in pairwise(cuts))


def iso(ms: int) -> str:
    """A moment as people read it: the date alone when it is a midnight."""
    moment = datetime.fromtimestamp(ms / 1000, UTC)
    return moment.strftime("%Y-%m-%d" if ms % DAY == 0 else "%Y-%m-%dT%H:%M:%SZ")


def to_ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def without(whole: Window, parts: Iterable[Window]) -> list[Window]:
    """What is left of the whole when these parts are taken out."""
    left: list[Window] = []
    start = whole.start
    for part in joined(parts):
        if start < part.start:
            left.append(Window(start, min(part.start, whole.end)))
        start = max(start, part.end)
    if start < whole.end:
        left.append(Window(start, whole.end))
    return [window for window in left if window.length > 0]
