"""Who looks: a browser that came by the link of this console, and what it has chosen."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from hotmart.secrecy import HiddenText

IDLE = 12 * 3_600.0  # seconds without a request after which a browser has to come by the link again
MOST = 64  # sessions; the one that was idle the longest goes first


@dataclass
class Session:
    """One browser."""

    seen: float
    reveals: bool = False
    """Whether personal data is shown as it is: off until somebody asks for it, here and only here."""
    kept: dict[str, object] = field(default_factory=dict[str, object])
    """What a page keeps from one request to the next, such as a difference that waits for a yes."""


class Sessions:
    """All browsers that came by the link. Its token opens as long as the console runs."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.token = HiddenText(secrets.token_urlsafe(32))
        self._clock = clock
        self._known: dict[str, Session] = {}

    def enter(self, token: str) -> str | None:
        """The cookie of a new session, which nobody chose beforehand; None for a wrong token."""
        if not hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode()):
            return None
        while len(self._known) >= MOST:
            del self._known[min(self._known, key=lambda one: self._known[one].seen)]
        cookie = HiddenText(secrets.token_urlsafe(32))
        self._known[cookie] = Session(self._clock())
        return cookie

    def of(self, cookie: str) -> Session | None:
        """The session of this cookie; None for one that is unknown, or was idle for too long."""
        session, now = self._known.get(cookie), self._clock()
        if session is None:
            return None
        if now - session.seen > IDLE:
            del self._known[cookie]
            return None
        session.seen = now
        return session
