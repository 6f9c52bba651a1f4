"""Seats for the calls of a minute, which every process of a connection shares.

There are as many as Hotmart allows calls a minute. A call takes one before it is sent, and the seat is free
again a minute after its answer came. So no two calls of one seat reach Hotmart within a minute, whenever
Hotmart's minutes begin and however long a call is on its way; and all seats together stay within the limit.

A slot holds when its seat is free again, in microseconds of the clock that runs since the machine started: it
never jumps, as the time of day does, and all processes read the same. The first slot holds the limit.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path

from hotmart.transport.quota.shared_file import Slots

MINUTE = 60.0
MOST = 4_096  # a limit above it is a simulator's, and what is told of its minutes is enough to keep it
_MICRO = 1_000_000
_A_MINUTE = int(MINUTE * _MICRO)
_LIMIT = 0
_NONE = 0  # the seat of a call that needs none
_SPARED = 50  # one seat in so many: with more, a sync could not use 95 % of the quota at 1.4 s a page


class Seats:
    """The seats of one connection. One thread at a time."""

    def __init__(self, limit: int, clock: Callable[[], float], path: Path | None = None) -> None:
        self.limit = limit
        self._clock = clock
        self._slots = Slots(MOST + 1, clock, path)
        self._taken: deque[int] = deque()  # by calls of this process that are under way

    @property
    def under_way(self) -> int:
        """How many calls of this process have no answer yet."""
        return len(self._taken)

    @property
    def spared(self) -> int:
        """How many are not for work in the background."""
        return self.limit // _SPARED

    def take(self, background: bool) -> float:
        """Take a seat, and return 0; or the seconds until there is one."""
        if self.limit > MOST:
            self._taken.append(_NONE)
            return 0.0
        with self._slots.held():
            now = self._update()
            seat = self._soonest(now, background)
            if self._slots.numbers[seat] > now and self._mend(now):
                seat = self._soonest(now, background)
            if (free_at := self._slots.numbers[seat]) > now:
                return (free_at - now) / _MICRO
            self._slots.put(seat, now + _A_MINUTE)
        self._taken.append(seat)
        return 0.0

    def settle(self, limit: int | None) -> None:
        """A call was answered, or never will be; and what its answer says the limit is."""
        seat = self._taken.popleft() if self._taken else _NONE  # whose it was does not matter
        new = limit if limit != self.limit else None
        if seat == _NONE and not new:
            return
        with self._slots.held():
            now = self._update()
            if new:
                self.limit = new
                self._slots.put(_LIMIT, new)
            if seat != _NONE:
                self._slots.put(seat, now + _A_MINUTE)

    def free(self) -> int:
        """How many are free now."""
        if self.limit > MOST:
            return self.limit
        with self._slots.held() as numbers:
            now = self._update()
            return sum(free_at <= now for free_at in numbers[1 : self.limit + 1])

    def abandon(self) -> None:
        """Forget the calls that are under way: they are another process's."""
        self._taken.clear()

    def _update(self) -> int:
        """What time it is, and what another process was told the limit is."""
        if 0 < (limit := self._slots.numbers[_LIMIT]) <= MOST:
            self.limit = limit
        return int(self._clock() * _MICRO)

    def _soonest(self, now: int, background: bool) -> int:
        """The seat that is free first, and one of the spared ones only when all others are taken."""
        most = self.limit - self.spared
        seat = self._first(1, most)
        if background or not self.spared or self._slots.numbers[seat] <= now:
            return seat
        return min(seat, self._first(most + 1, self.limit), key=self._slots.numbers.__getitem__)

    def _first(self, low: int, high: int) -> int:
        seats = self._slots.numbers[low : high + 1]
        return low + seats.index(min(seats))

    def _mend(self, now: int) -> bool:
        """Whether seats were freed that a call took before the machine started again, by a clock now gone."""
        late = [seat for seat in range(1, self.limit + 1) if self._slots.numbers[seat] > now + _A_MINUTE]
        for seat in late:
            self._slots.put(seat, _A_MINUTE)  # that call was made before this clock began, at 0
        return bool(late)
