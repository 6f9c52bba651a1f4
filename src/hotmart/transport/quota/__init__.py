"""The calls a connection may still make this minute, shared by every process that uses it.

Two limits hold at once. Our own memory, `Seats`: never more than the limit in any sixty seconds, which also
keeps within any minute Hotmart may count by. And Hotmart's word: RateLimit-Remaining and RateLimit-Reset,
which know of the other programs that use the same account (dossier §3.5).
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from hotmart import waiting
from hotmart.transport import tokens
from hotmart.transport.quota.minute import MINUTE, Seats

LIMIT = 500
_SAME_WINDOW = 1.5  # Reset is in whole seconds, so two answers of one window may disagree by one
_SHORTEST_WAIT = 0.001
_LONGEST_WINDOW = 10 * MINUTE
_NUMBER = re.compile(r"\s*(\d{1,12})(?!\d)")


class Quota:
    """What may be sent now. It never waits itself: `reserve` says how long to."""

    def __init__(
        self, limit: int = LIMIT, clock: Callable[[], float] = waiting.now, path: Path | None = None
    ) -> None:
        self._clock = clock
        self._seats = Seats(limit, clock, path)
        self._told: int | None = None  # what Hotmart said remains, of its window that ends at _until
        self._until = 0.0
        self.start_anew()

    def start_anew(self) -> None:
        """After a fork: the calls under way are the other process's, and so may be the lock."""
        self._lock = threading.Lock()
        self._seats.abandon()

    @property
    def limit(self) -> int:
        """The calls a minute."""
        return self._seats.limit

    def reserve(self, *, background: bool = False) -> float:
        """Take one call and return 0, or take nothing and return the seconds to wait before asking again.

        Work in the background leaves a few calls of each minute to whoever waits at a keyboard.
        """
        with self._lock:
            left = self._left()
            if left is not None and left <= (self._seats.spared if background else 0):
                wait = self._until - self._clock()
            elif not (wait := self._seats.take(background)):
                return 0.0
            return max(wait, _SHORTEST_WAIT)

    def learn(self, headers: Mapping[str, str]) -> None:
        """Settle one reserved call with the headers of its answer, or with none when no answer came."""
        limit = _read(headers, "ratelimit-limit", "x-ratelimit-limit-minute")
        remaining = _read(headers, "ratelimit-remaining", "x-ratelimit-remaining-minute")
        reset = _read(headers, "ratelimit-reset")
        if reset is not None and reset > _LONGEST_WINDOW:  # some gateways tell the time of day instead
            reset = None
        with self._lock:
            self._seats.settle(limit)
            self._forget()
            until = self._clock() + (reset or 0)
            if remaining is None or reset is None:
                self._told = None if self._told is None else max(0, self._told - 1)  # it may have counted
            elif self._told is None or until > self._until + _SAME_WINDOW:
                self._told, self._until = remaining, until
            else:  # answers overtake each other, and within one window what remains only falls
                self._told = min(self._told, remaining)

    @property
    def remaining(self) -> int:
        """How many calls could be sent right now."""
        with self._lock:
            ours, left = self._seats.free(), self._left()
            return max(0, ours if left is None else min(ours, left))

    def _left(self) -> int | None:
        """What Hotmart's window has left besides the calls under way; None when nothing is known of it."""
        self._forget()
        return None if self._told is None else self._told - self._seats.under_way

    def _forget(self) -> None:
        if self._told is not None and self._clock() >= self._until:
            self._told = None


def _read(headers: Mapping[str, str], *names: str) -> int | None:
    for name in names:
        if found := _NUMBER.match(headers.get(name, "")):
            return int(found[1])
    return None


_shared: dict[Path, Quota] = {}
_sharing = threading.Lock()


def shared(client_id: str, api_url: str) -> Quota:
    """The one quota of this connection: in this process, and with the other processes of this user."""
    name = hashlib.sha256(f"{api_url}\n{client_id}".encode()).hexdigest()[:40]
    path = tokens.cache_directory().parent / "quota" / name
    with _sharing:
        return _shared.setdefault(path, Quota(path=path))


def _forked() -> None:
    global _sharing  # noqa: PLW0603  # another thread of the other process may have held it
    _sharing = threading.Lock()
    for quota in _shared.values():
        quota.start_anew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
