"""Coverage: when each piece of the past was last read whole, and which pieces are due again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from hotmart.streams.ladder import LADDER, Rung
from hotmart.streams.windows import Window, joined


class Coverage:
    """The time of the latest whole reading of every moment, as a list of segments."""

    def __init__(self, readings: Iterable[tuple[Window, int]] = ()) -> None:
        self._starts: list[int] = []
        self._read_at: list[int | None] = []
        for window, at in sorted(readings, key=lambda reading: reading[1]):
            self.paint(window, at)

    def paint(self, window: Window, at: int) -> None:
        """Note that the window was read whole at this time."""
        after = self._value_at(window.end)
        first = bisect_left(self._starts, window.start)
        last = bisect_right(self._starts, window.end)
        self._starts[first:last] = [window.start, window.end]
        self._read_at[first:last] = [at, after]

    def _value_at(self, moment: int) -> int | None:
        position = bisect_right(self._starts, moment) - 1
        return self._read_at[position] if position >= 0 else None

    def due(self, whole: Window, now: int, ladder: Iterable[Rung] = LADDER) -> list[Window]:
        """The parts of the whole that are unread, or stale for their age."""
        found: list[Window] = []
        younger = now + 1 if whole.end <= now else whole.end
        for rung in ladder:
            older = whole.start if rung.age is None else now - rung.age
            part = whole.overlap(Window(min(older, younger), younger))
            if part:
                found += self._stale(part, now - rung.staleness)
            younger = min(older, younger)
        return joined(found)

    def _stale(self, part: Window, before: int) -> list[Window]:
        """The segments of this part that were last read before (or at) this time."""
        cuts = [part.start, *(s for s in self._starts if part.start < s < part.end), part.end]
        segments = (Window(start, end) for start, end in pairwise(cuts))
        return [s for s in segments if (at := self._value_at(s.start)) is None or at <= before]
