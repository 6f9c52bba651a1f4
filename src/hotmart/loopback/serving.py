"""Serving pages on the loopback, for as long as whoever serves them wants."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncGenerator, Callable, Generator

import uvicorn
from starlette.types import ASGIApp

from hotmart.loopback.address import HOST


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


def listener(port: int = 0) -> socket.socket:
    """This port of the loopback, or any free one, which nobody else can listen on meanwhile.

    Raises OSError where the port is in use.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        found.bind((HOST, port))
        found.listen()
    except OSError:
        found.close()
        raise
    return found


@contextlib.asynccontextmanager
async def served(
    app: ASGIApp, on: socket.socket, ready: Callable[[], None]
) -> AsyncGenerator[asyncio.Task[None]]:
    """Serve an application until the block ends. `ready` is called once it answers; the task ends early only
    where serving itself fails."""
    config = uvicorn.Config(
        app,
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
    try:
        yield serving
    finally:
        server.finish()
        await serving
