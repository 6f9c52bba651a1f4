"""The rate limit: so many calls in each minute of real time (dossier §3.5)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left of the current minute after one call."""

    allowed: bool
    limit: int
    remaining: int
    reset: int

    @property
    def headers(self) -> dict[str, str]:
        """The headers of every authenticated answer."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
            "X-RateLimit-Limit-Minute": str(self.limit),
            "X-RateLimit-Remaining-Minute": str(self.remaining),
        }


class Limiter:
    """Counts calls in fixed windows of a minute. The clock is handed in, in seconds."""

    def __init__(self, quota: int, clock: Callable[[], float]) -> None:
        self._quota = quota
        self._clock = clock
        self._began = clock()
        self._used = 0

    def take(self) -> Standing:
        """Count one call, unless the minute is used up."""
        now = self._clock()
        if now - self._began >= MINUTE:
            self._began += math.floor((now - self._began) / MINUTE) * MINUTE
            self._used = 0
        reset = math.ceil(self._began + MINUTE - now)
        if self._used >= self._quota:
            return Standing(False, self._quota, 0, reset)
        self._used += 1
        return Standing(True, self._quota, self._quota - self._used, reset)
