"""A simulated account in this process, and the clients that reach it, while waiting takes no time."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from collections.abc import Generator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Unpack

from hotmart import waiting
from hotmart.simulator import Served, Settings, Simulator
from hotmart.simulator.clock import months_after
from hotmart.testing.heard import Heard, Hearing
from hotmart.testing.settings import FEW_SALES, MONTHS, AccountSettings

if TYPE_CHECKING:
    from hotmart.client import AsyncHotmart, Hotmart


class SimulatedHotmart:
    """One account, to be looked at and moved by a test. `simulated` makes it."""

    def __init__(self, served: Served, hearing: Hearing, cache: str) -> None:
        self.simulator: Simulator = served.simulator
        self.environment: dict[str, str] = {
            "HOTMART_CLIENT_ID": served.client_id,
            "HOTMART_CLIENT_SECRET": served.client_secret,
            "HOTMART_BASIC": served.basic,
            "HOTMART_SANDBOX": "0",
            "HOTMART_API_URL": served.api_url,
            "HOTMART_AUTH_URL": served.auth_url,
            "HOTMART_CACHE_DIR": cache,
        }
        """What any program needs to reach this account and no other, for a subprocess or `monkeypatch`."""
        self._hearing = hearing
        self._opened = contextlib.ExitStack()

    def client(self, **options: Any) -> Hotmart:
        """A client of this account, closed when the account is. The options are those of `Hotmart`."""
        from hotmart.client import Hotmart  # noqa: PLC0415  # a test of a command line needs none

        with _environment(self.environment):
            return self._opened.enter_context(Hotmart(**options))

    def async_client(self, **options: Any) -> AsyncHotmart:
        """A client of this account for asyncio: use it in an `async with`."""
        from hotmart.client import AsyncHotmart  # noqa: PLC0415

        with _environment(self.environment):
            return AsyncHotmart(**options)

    @property
    def now(self) -> datetime:
        """The moment the account lives in. It moves only by `advance`."""
        return self.simulator.now

    @property
    def subdomain(self) -> str:
        """The account's members area."""
        return self.simulator.subdomain

    @property
    def requests(self) -> list[Heard]:
        """Every request that came so far, in order."""
        return [*self._hearing.requests]

    def advance(self, days: float = 1) -> dict[str, Any]:
        """Let the account live on: renewals, refunds, boletos that expire. Tells what happened."""
        return self.simulator.advance(days)

    def truth(self) -> dict[str, Any]:
        """What is true of the account now: counts and sums of every kind of thing."""
        return self.simulator.truth()

    def fail(self, *faults: str, calls: int | None = None) -> None:
        """Let calls go wrong: all of them, one in ten (`"500:0.1"`), or only the next (`calls=2`).

        The faults are those of `hotmart simulate --faults`, such as "429", "500", "502", "503", "cut",
        "truncated", "empty", "html" or "lost". They replace the faults before them.
        """
        rated = (fault if ":" in fault else f"{fault}:1" for fault in faults)
        self.simulator.fail(*rated, calls=calls)

    def calm(self) -> None:
        """Let nothing go wrong any more."""
        self.simulator.fail()

    def close(self) -> None:
        """Close the clients that `client` opened."""
        self._opened.close()

    def __repr__(self) -> str:
        return f"<SimulatedHotmart at {self.environment['HOTMART_API_URL']}>"


@contextlib.contextmanager
def simulated(
    *, today: date | None = None, **settings: Unpack[AccountSettings]
) -> Generator[SimulatedHotmart, None, None]:
    """A Hotmart on this machine, with one account, for as long as the block lasts.

    The account lives in its own time, `now`, so that every run is the same. A program that asks for the sales
    of its real last days finds them with `today=date.today()`.

    Inside, nothing of this library waits: a client that must pause for the rate limit goes on at once, and
    the clock by which the simulator counts its minutes has moved.
    """
    settings.setdefault("sales", FEW_SALES)
    if today is not None:
        settings["start"] = months_after(today.replace(day=1), -settings.setdefault("months", MONTHS))
    with contextlib.ExitStack() as stack:
        stack.enter_context(waiting.skipping())
        simulator = Simulator(Settings(**settings), clock=waiting.now, sleep=waiting.sleep_async)
        if today is not None:
            simulator.advance((today - simulator.now.date()).days)
        simulator.app = hearing = Hearing(simulator.app)
        cache = tempfile.TemporaryDirectory(prefix="hotmart-", ignore_cleanup_errors=True)
        served = stack.enter_context(simulator.serve())
        hotmart = SimulatedHotmart(served, hearing, stack.enter_context(cache))
        stack.callback(hotmart.close)
        yield hotmart


_changing = threading.Lock()


@contextlib.contextmanager
def _environment(values: Mapping[str, str]) -> Generator[None, None, None]:
    """The environment with these values, for a moment."""
    with _changing:
        before = {name: os.environ.get(name) for name in values}
        os.environ.update(values)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
