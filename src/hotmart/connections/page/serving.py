"""Serving the page on the loopback until its visit has ended, or its time is up."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import Callable, Generator

import uvicorn

from hotmart.connections.opened import HOST
from hotmart.connections.page.app import app_of
from hotmart.connections.page.visit import LIFETIME, Visit


class _Server(uvicorn.Server):
    """A server that leaves signals to whoever runs it, says when it is ready, and ends at once.

    uvicorn looks ten times a second whether to end.
    """

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready
        self._told = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def main_loop(self) -> None:
        await self.on_tick(0)  # where uvicorn prepares the headers
        await self._told.wait()

    def finish(self) -> None:
        """Have it end."""
        self.should_exit = True
        self._told.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


def listener() -> socket.socket:
    """A free port of the loopback, which nobody else can listen on meanwhile."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.bind((HOST, 0))
    return found


async def serve(
    visit: Visit, on: socket.socket, ready: Callable[[], None], lifetime: float = LIFETIME
) -> None:
    """Serve one visit to its end."""
    until = time.monotonic() + lifetime
    config = uvicorn.Config(
        app_of(visit, on.getsockname()[1], lambda: max(0.0, until - time.monotonic())),
        http="h11",
        ws="none",
        lifespan="off",
        loop="asyncio",
        access_log=False,
        log_config=None,
        log_level="critical",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=32,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=16_384,
    )
    server = _Server(config, ready)
    serving = asyncio.create_task(server.serve(sockets=[on]))
    ended = asyncio.create_task(visit.ended.wait())
    try:
        done, _ = await asyncio.wait({serving, ended}, timeout=lifetime, return_when=asyncio.FIRST_COMPLETED)
        if not done:
            visit.expire()
    finally:
        ended.cancel()
        server.finish()
        await serving
