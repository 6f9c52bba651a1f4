"""The one clock of this library and its two sleeps; inside `skipping()` waiting takes no time.

Quotas, retries and backoff are waited out by these, so a test that meets a rate limit can go on at once:
the sleep moves the clock instead. The clock never goes back, and what was skipped stays skipped.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Generator


class _Clock:
    """Monotonic seconds, and those that were skipped."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._skipped = 0.0
        self._skippers = 0

    @property
    def skips(self) -> bool:
        return self._skippers > 0

    def now(self) -> float:
        return time.monotonic() + self._skipped

    def reach(self, moment: float) -> None:
        """Move the clock to a moment, unless it is already there."""
        with self._lock:
            self._skipped += max(0.0, moment - self.now())

    @contextlib.contextmanager
    def skipping(self) -> Generator[None, None, None]:
        with self._lock:
            self._skippers += 1
        try:
            yield
        finally:
            with self._lock:
                self._skippers -= 1


_clock = _Clock()


def now() -> float:
    """Seconds that only grow, by a clock of no meaning but its differences."""
    return _clock.now()


def sleep(seconds: float) -> None:
    """Wait, or inside `skipping()` let the clock move by as much."""
    if _clock.skips:
        _clock.reach(now() + seconds)
        seconds = 0.0
    time.sleep(max(0.0, seconds))  # a sleep of nothing still lets other threads run


async def sleep_async(seconds: float) -> None:
    """Wait without blocking, or inside `skipping()` let the clock move by as much."""
    import asyncio  # noqa: PLC0415  # whoever awaits has it; nobody else should pay for it

    if not _clock.skips:
        await asyncio.sleep(max(0.0, seconds))
        return
    wanted = now() + seconds
    await asyncio.sleep(0)  # tasks that wait side by side wait together, not one after the other
    _clock.reach(wanted)


def skipping() -> contextlib.AbstractContextManager[None]:
    """A context in which nothing of this library waits, in any thread of this process. It may be nested."""
    return _clock.skipping()
