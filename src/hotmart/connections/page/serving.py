"""Serving the page on the loopback until its visit has ended, or its time is up."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable

from hotmart.connections.page.app import app_of
from hotmart.connections.page.visit import LIFETIME, Visit
from hotmart.loopback.serving import served


async def serve(
    visit: Visit, on: socket.socket, ready: Callable[[], None], lifetime: float = LIFETIME
) -> None:
    """Serve one visit to its end."""
    until = time.monotonic() + lifetime
    app = app_of(visit, on.getsockname()[1], lambda: max(0.0, until - time.monotonic()))
    async with served(app, on, ready) as serving:
        ended = asyncio.create_task(visit.ended.wait())
        try:
            done, _ = await asyncio.wait(
                {serving, ended}, timeout=lifetime, return_when=asyncio.FIRST_COMPLETED
            )
            if not done:
                visit.expire()
        finally:
            ended.cancel()
