"""A session: the client of one connection, opened for one piece of asynchronous work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from hotmart.client import AsyncHotmart
from hotmart.sync.watch import Watch
from hotmart.transport.quota import Quota
from hotmart.waiting import sleep_async

T = TypeVar("T")
W = TypeVar("W", bound=Watch)
NEARLY_SPENT = 25  # one call in so many left: work in the background waits for more (see quota/minute.py)


def connected(work: Callable[[AsyncHotmart], Awaitable[T]], **connection: Any) -> T:
    """Do this work with a client; what the connection does not name comes from HOTMART_…"""

    async def session() -> T:
        async with AsyncHotmart(**connection) as client:
            return await work(client)

    return asyncio.run(session())


@asynccontextmanager
async def in_background(
    watched: Callable[[AsyncHotmart], W], credential: Callable[[], dict[str, Any]]
) -> AsyncGenerator[tuple[AsyncHotmart, W]]:
    """A client for long work, which leaves the last calls of each minute to others, and its watch."""
    pauses = Pauses()
    async with AsyncHotmart(**credential(), sleep=pauses) as client:
        watch = watched(client)
        pauses.tell(watch, client.quota)
        yield client.with_options(background=True), watch


class Pauses:
    """Sleeps for a client, and tells a watch when it is for the quota."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = sleep_async) -> None:
        self._sleep = sleep
        self._told: tuple[Watch, Quota] | None = None

    def tell(self, watch: Watch, quota: Quota) -> None:
        """From now on, tell this watch."""
        self._told = watch, quota

    async def __call__(self, seconds: float) -> None:
        if self._told:
            watch, quota = self._told
            if quota.remaining * NEARLY_SPENT <= quota.limit:
                watch.waiting(seconds)
        await self._sleep(seconds)
