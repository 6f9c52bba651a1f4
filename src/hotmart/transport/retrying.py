"""How often to try again and how long to wait before: one policy for all that is asked over a network.

Nothing here waits, sends, or reads a clock. Whoever sends tells what went wrong, and is told how many
seconds to pause before the next try, or has the trouble raised when there should be none.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from hotmart import waiting
from hotmart.errors import HotmartError

OFTEN = float("inf")  # as often as the terms allow
_LIMITS_PER_RETRY = 4  # waiting for a quota is not failing, so it may happen more often


@dataclass(frozen=True, slots=True)
class Terms:
    """How patient to be, by whose clock and by what chance.

    A client whose clock is its own counts its own calls: it cannot share a minute with the others.
    """

    max_retries: int = 5
    backoff: float = 0.5  # seconds; doubles with each retry, and is then drawn from zero to that
    longest_pause: float = 20.0
    patience: float = 300.0  # seconds of waiting for one call, in all, before giving up
    background: bool = False  # whether to leave the last calls of a minute to others
    clock: Callable[[], float] = waiting.now
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong, how often it is worth another try, and how long the other side asks to wait."""

    error: HotmartError
    tries: float = 0
    wait: float = 0.0  # seconds
    limit: bool = False  # too much was asked for now, and nothing else is wrong
    arrived: bool = True  # whether the call may have reached the other side

    @property
    def undone(self) -> bool:
        """Whether nothing of what was asked can have been done."""
        return self.limit or not self.arrived


class Retries:
    """How many tries and how much waiting one call has had.

    `repeatable`: whether it may be done twice. A write may not, so that it is tried again only where nothing
    of it can have been done.
    """

    def __init__(self, terms: Terms, *, repeatable: bool) -> None:
        self._terms, self._repeatable = terms, repeatable
        self._failures = self._limits = 0
        self._waited = 0.0

    def pause(self, trouble: Trouble) -> float:
        """The seconds to wait before the next try; raises the trouble when there should be none."""
        had = self._limits if trouble.limit else self._failures
        pause = trouble.wait + self._drawn(had)
        if had >= self._allowed(trouble) or self._waited + pause > self._terms.patience:
            raise trouble.error
        if trouble.limit:
            self._limits += 1
        else:
            self._failures += 1
        self._waited += pause
        return pause

    def _allowed(self, trouble: Trouble) -> float:
        """How many tries after the first this kind of trouble is worth."""
        if not (self._repeatable or trouble.undone):
            return 0
        return min(self._terms.max_retries * (_LIMITS_PER_RETRY if trouble.limit else 1), trouble.tries)

    def _drawn(self, had: int) -> float:
        """Some seconds by chance, so that programs which failed together do not come back together."""
        return self._terms.chance() * min(
            self._terms.longest_pause, self._terms.backoff * 2.0 ** min(had, 64)
        )
