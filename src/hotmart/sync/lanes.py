"""Lanes: how many questions are read at the same time, enough to use the quota up and no more.

A connection that is asked one thing at a time gets a page per latency; the quota allows so many a minute.
By Little's law, that many times the latency have to be under way for it to be used. More than that only
wait for one another, and take memory: so too where a quota allows more than this process can read.
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Callable
from types import TracebackType

FEWEST, MOST = 4, 40
SPARE = 1.25  # a lane is not always busy: a page has to be decoded before the next is asked for
MINUTE = 60.0
BUSIEST = 3_600  # pages a minute, more than which one process does not read and land
TYPICAL = 0.8  # seconds a page takes, as long as nothing is known (dossier §4.0)


def lanes_for(calls_a_minute: int, latency: float | None) -> int:
    """How many lanes use up so many calls a minute, at so many seconds each."""
    latency = TYPICAL if latency is None else latency
    calls = min(calls_a_minute, BUSIEST)
    return max(FEWEST, min(MOST, 1 + math.ceil(calls / MINUTE * latency * SPARE)))


class Lanes:
    """Lets in as many at a time as there are lanes just then: `async with lanes: …`."""

    def __init__(self, width: Callable[[], int]) -> None:
        self._width, self._taken = width, 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def __aenter__(self) -> None:
        if self._taken < self._width() and not self._waiting:
            self._taken += 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # the lane was already given
                self._leave()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        self._taken -= 1
        while self._waiting and self._taken < self._width():
            turn = self._waiting.popleft()
            if not turn.done():
                self._taken += 1
                turn.set_result(None)
