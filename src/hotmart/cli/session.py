"""A session: the connection of the environment, opened for one piece of asynchronous work."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from hotmart.client import AsyncHotmart

T = TypeVar("T")


def connected(work: Callable[[AsyncHotmart], Awaitable[T]], **connection: Any) -> T:
    """Do this work with a client; what the connection does not name comes from HOTMART_…"""

    async def session() -> T:
        async with AsyncHotmart(**connection) as client:
            return await work(client)

    return asyncio.run(session())
