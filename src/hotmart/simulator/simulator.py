"""A Hotmart on this machine: one account with a clock you can move."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import datetime
from threading import RLock
from types import TracebackType
from typing import Any

from starlette.types import ASGIApp

from hotmart.simulator.clock import instant
from hotmart.simulator.control import advanced
from hotmart.simulator.faults import Faults
from hotmart.simulator.oauth import credentials
from hotmart.simulator.seller import launch, withdraw
from hotmart.simulator.server import LOGIN_PATH, Server
from hotmart.simulator.serving import LOOPBACK, Background, listen, run
from hotmart.simulator.settings import Settings
from hotmart.simulator.truth import truth
from hotmart.simulator.world import World


class Simulator:
    """One simulated account. Building it lives through all of its past.

    The quota and the lifetime of tokens go by `clock`, and latency waits by `sleep`.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.settings = settings or Settings()
        # A fault that does not exist is said now, before the long part.
        Faults(self.settings.seed, self.settings.faults)
        self.credentials = credentials(self.settings.seed)
        self._lock = RLock()
        self._world = World(self.settings)
        self._server = Server(self._world, self.credentials, self._lock, clock, sleep)
        self.app: ASGIApp = self._server.app

    @property
    def now(self) -> datetime:
        """The moment the account lives in. It moves only by `advance`."""
        return instant(self._world.now)

    @property
    def subdomain(self) -> str:
        """The account's members area."""
        return self._world.catalogue.subdomain

    def advance(self, days: float = 1) -> dict[str, Any]:
        """Let the account live on for some days, and tell what happened."""
        with self._lock:
            return advanced(self._world, days)

    def launch(self) -> int:
        """Let the seller put one more product on the list; its number."""
        with self._lock:
            return launch(self._world).id

    def withdraw(self, what: str, identity: str | None = None) -> str:
        """Let the seller take something away, and tell which it was: without its identity, the last one.

        It is a product, offer, plan, coupon, module, page or student.
        """
        with self._lock:
            return withdraw(self._world, what, identity)

    def truth(self) -> dict[str, Any]:
        """What is true of the account now: counts and sums of every stream."""
        with self._lock:
            return truth(self._world)

    def fail(self, *faults: str, calls: int | None = None) -> None:
        """From now on, or for the next `calls` requests, only these go wrong: KIND:RATE (see `faults.py`)."""
        self._server.faults = Faults(self.settings.seed, faults, calls)

    def serve(self, port: int = 0) -> Served:
        """Serve on the loopback in a thread of its own; port 0 takes any free one."""
        background = Background(self.app, port)
        return Served(self, background.port, background.close)


class Served(AbstractContextManager["Served"]):
    """A simulator that answers on a port, with everything a client needs to connect."""

    def __init__(self, simulator: Simulator, port: int, close: Callable[[], None]) -> None:
        self.simulator = simulator
        self.api_url = f"http://{LOOPBACK}:{port}"
        self.auth_url = f"{self.api_url}{LOGIN_PATH}"
        self.client_id = simulator.credentials.client_id
        self.client_secret = simulator.credentials.client_secret
        self.basic = simulator.credentials.basic
        self.hottok = simulator.credentials.hottok
        self.subdomain = simulator.subdomain
        self._close = close

    def close(self) -> None:
        """Stop answering."""
        self._close()

    def connection(self) -> dict[str, str]:
        """What a client needs, by the names that `hotmart simulate --json` prints."""
        names = ("api_url", "auth_url", "client_id", "client_secret", "basic", "subdomain", "hottok")
        return {name: getattr(self, name) for name in names}

    def __repr__(self) -> str:
        return f"Served(api_url={self.api_url!r})"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def serve_forever(settings: Settings, port: int, ready: Callable[[Served], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; `ready` is called once requests are answered.

    The port is taken before the world is built, so that a busy one fails at once, with OSError.
    """
    listener = listen(port)
    try:
        simulator = Simulator(settings)
    except BaseException:
        listener.close()
        raise
    served = Served(simulator, listener.getsockname()[1], lambda: None)
    run(simulator.app, listener, lambda: ready(served))
