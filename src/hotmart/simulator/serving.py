"""Serving a simulator over HTTP on this machine, in the background or until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Generator
from types import FrameType
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from hotmart.simulator.replies import HANG_UP

LOOPBACK: Final = "127.0.0.1"
START_SECONDS: Final = 30.0
GRACE_SECONDS: Final = 1.0
STOP_SECONDS: Final = 10.0


class _LendingProtocol(H11Protocol):
    """Lends the connection to the application, which ASGI gives no way to drop."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lent: ASGIApp = self.app

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            scope.setdefault("extensions", {})[HANG_UP] = self.transport.close
            await lent(scope, receive, send)

        self.app = app


class _Server(uvicorn.Server):
    """A server that says when it is ready, and that ends at once, with a return instead of a signal.

    uvicorn looks ten times a second whether to end, and then waits a tenth of a second more: little for a
    service, much for a suite of tests where each test has a server.
    """

    def __init__(self, app: ASGIApp, ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=_LendingProtocol,
                ws="none",
                lifespan="off",
                loop="asyncio",
                access_log=False,
                log_config=None,
                log_level="critical",
                server_header=False,
                date_header=False,  # the application gives the Date of its own world
            )
        )
        self._ready = ready
        self._loop: asyncio.AbstractEventLoop | None = None
        self._told = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        self._ready()

    async def main_loop(self) -> None:
        await self.on_tick(0)  # where uvicorn prepares the headers
        await self._told.wait()

    def finish(self) -> None:
        """Ask it to end, from any thread."""
        self.should_exit = True
        with contextlib.suppress(RuntimeError):  # it has ended already
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._told.set)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Hang up where nothing is under way, and wait a moment for what is; the sockets are the caller's."""
        del sockets
        state = self.server_state
        for listener in self.servers:
            listener.close()
        for connection in [*state.connections]:
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GRACE_SECONDS):
                while (state.connections or state.tasks) and not self.force_exit:  # noqa: ASYNC110  # no event
                    await asyncio.sleep(0.001)
        for task in state.tasks:
            task.cancel()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """Ctrl-C and SIGTERM ask the server to finish. In a background thread there is nothing to catch."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        signals = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, self._finish) for number in signals}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _finish(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.force_exit = self.should_exit  # asked twice: do not wait for open connections
        self.finish()


class Background:
    """A server in a thread of its own."""

    def __init__(self, app: ASGIApp, port: int = 0) -> None:
        self._socket = listen(port)
        self.port: int = self._socket.getsockname()[1]
        started = threading.Event()
        self._server = _Server(app, started.set)
        self._thread = threading.Thread(
            target=self._server.run, args=([self._socket],), name="hotmart-simulator", daemon=True
        )
        self._thread.start()
        if not started.wait(START_SECONDS):
            raise RuntimeError("the simulator did not start / o simulador não iniciou")

    def close(self) -> None:
        """Stop serving and wait until the port is free."""
        self._server.finish()
        self._thread.join(STOP_SECONDS)
        self._socket.close()


def listen(port: int) -> socket.socket:
    """A listening socket on the loopback; port 0 takes any free one."""
    # asyncio turns Nagle's delay off only for sockets that say TCP: without it a small answer takes 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def run(app: ASGIApp, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve in this thread until Ctrl-C or SIGTERM."""
    with contextlib.closing(listener):
        _Server(app, ready).run([listener])
