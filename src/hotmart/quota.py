"""The calls a connection may still make this minute, shared by everything in the process that uses it.

Two limits hold at once. Our own memory: never more than the limit in any sixty seconds, which also keeps
within any minute Hotmart may count by. And Hotmart's word: RateLimit-Remaining and RateLimit-Reset, which
know of the other programs that use the same account (dossier §3.5).
"""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Callable, Mapping

from . import waiting

LIMIT = 500
MINUTE = 60.0
_SAME_WINDOW = 1.5  # Reset is in whole seconds, so two answers of one window may disagree by one
_SHORTEST_WAIT = 0.001
_LONGEST_WINDOW = 10 * MINUTE
_NUMBER = re.compile(r"\s*(\d{1,12})(?!\d)")


class Quota:
    """What may be sent now. It never waits itself: `reserve` says how long to."""

    def __init__(self, limit: int = LIMIT, clock: Callable[[], float] = waiting.now) -> None:
        self.limit = limit
        self._clock = clock
        self._lock = threading.Lock()
        self._sent: deque[float] = deque()
        self._in_flight = 0
        self._told: int | None = None  # what Hotmart said remains, of its window that ends at _until
        self._until = 0.0

    def reserve(self, now: float) -> float:
        """Take one call and return 0, or take nothing and return the seconds to wait before asking again."""
        with self._lock:
            self._forget(now)
            if len(self._sent) >= self.limit:
                return max(self._sent[-self.limit] + MINUTE - now, _SHORTEST_WAIT)
            if self._told is not None and self._told <= self._in_flight:
                return max(self._until - now, _SHORTEST_WAIT)
            self._sent.append(now)
            self._in_flight += 1
            return 0.0

    def learn(self, headers: Mapping[str, str], now: float) -> None:
        """Settle one reserved call with the headers of its answer, or with none when no answer came."""
        limit = _read(headers, "ratelimit-limit", "x-ratelimit-limit-minute")
        remaining = _read(headers, "ratelimit-remaining", "x-ratelimit-remaining-minute")
        reset = _read(headers, "ratelimit-reset")
        if reset is not None and reset > _LONGEST_WINDOW:  # some gateways tell the time of day instead
            reset = None
        with self._lock:
            self._in_flight = max(0, self._in_flight - 1)
            self._forget(now)
            if limit:
                self.limit = limit
            if remaining is None or reset is None:
                self._told = None if self._told is None else max(0, self._told - 1)  # it may have counted
            elif self._told is None or now + reset > self._until + _SAME_WINDOW:
                self._told, self._until = remaining, now + reset
            else:  # answers overtake each other, and within one window what remains only falls
                self._told = min(self._told, remaining)

    @property
    def remaining(self) -> int:
        """How many calls could be sent right now."""
        with self._lock:
            self._forget(self._clock())
            ours = self.limit - len(self._sent)
            return max(0, ours if self._told is None else min(ours, self._told - self._in_flight))

    def _forget(self, now: float) -> None:
        while self._sent and self._sent[0] <= now - MINUTE:
            self._sent.popleft()
        if self._told is not None and now >= self._until:
            self._told = None


def _read(headers: Mapping[str, str], *names: str) -> int | None:
    for name in names:
        if found := _NUMBER.match(headers.get(name, "")):
            return int(found[1])
    return None


_shared: dict[tuple[str, str], Quota] = {}
_sharing = threading.Lock()


def shared(client_id: str, api_url: str) -> Quota:
    """The one quota of this connection in this process."""
    with _sharing:
        return _shared.setdefault((client_id, api_url), Quota())
