"""The connections of a client: those of this process and, in asyncio, of the running loop.

After a fork, connections that two processes share would mix their answers up; and those of one event loop
cannot be used in another. So each opens its own, when it first wants one.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import httpx2

from hotmart.errors import ConfigurationError
from hotmart.language import Text
from hotmart.transport import wire

if TYPE_CHECKING:
    import asyncio


def _closed() -> ConfigurationError:
    return ConfigurationError(
        Text("This client is closed.", "Este cliente está fechado."),
        Text("Use it before it is closed, or make another.", "Use-o antes de fechar, ou crie outro."),
    )


class Pool:
    """The connections of a client that waits."""

    def __init__(self, transport: httpx2.BaseTransport | None, settings: wire.Settings) -> None:
        self._transport, self._settings = transport, settings
        self._closed = False
        self._open()

    def _open(self) -> None:
        self._http = httpx2.Client(transport=self._transport, **self._settings)
        self._process = os.getpid()  # last: another thread must not take the other process's before

    def check(self) -> None:
        """ConfigurationError once they are closed."""
        if self._closed:
            raise _closed()

    def connections(self) -> httpx2.Client:
        """Those of this process."""
        self.check()
        if self._process != os.getpid():
            self._open()
        return self._http

    def close(self) -> None:
        """Close them for good."""
        if not self._closed:
            http = self.connections()
            self._closed = True
            http.close()


@dataclass
class _Opened:
    """The connections of one loop, and how many calls they are lent to."""

    http: httpx2.AsyncClient
    calls: int = 0


class AsyncPool:
    """The connections of a client that is awaited."""

    def __init__(self, transport: httpx2.AsyncBaseTransport | None, settings: wire.Settings) -> None:
        self._transport, self._settings = transport, settings
        self._closed = False
        self._open()

    def _open(self) -> None:
        self._by_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, _Opened] = WeakKeyDictionary()
        self._lock = threading.Lock()  # a new one: the other process may have held it
        self._process = os.getpid()  # last: another thread must not take the other process's before

    def __len__(self) -> int:
        return len(self._by_loop)

    def check(self) -> None:
        """ConfigurationError once they are closed."""
        if self._closed:
            raise _closed()

    @contextlib.asynccontextmanager
    async def connections(self) -> AsyncGenerator[httpx2.AsyncClient, None]:
        """Those of the running loop, in this process, for one call."""
        opened = self._of(_running())
        opened.calls += 1
        try:
            yield opened.http
        finally:
            opened.calls -= 1
            if self._closed:
                await _close(opened)

    async def close(self) -> None:
        """Close those of the running loop once its calls are answered, and open no others."""
        with self._lock:
            self._closed = True
            opened = self._by_loop.pop(_running(), None)
        if opened is not None:
            await _close(opened)

    def _of(self, loop: asyncio.AbstractEventLoop) -> _Opened:
        if self._process != os.getpid():
            self._open()
        with self._lock:  # threads may have a loop each
            self.check()  # a task that was left behind would open some that nobody closes
            if loop not in self._by_loop:
                for ended in [one for one in self._by_loop if one.is_closed()]:
                    self._by_loop.pop(ended, None)
                http = httpx2.AsyncClient(transport=self._transport, **self._settings)
                self._by_loop[loop] = _Opened(http)
            return self._by_loop[loop]


def _running() -> asyncio.AbstractEventLoop:
    import asyncio  # noqa: PLC0415  # whoever awaits has it; nobody else should pay for it

    return asyncio.get_running_loop()


async def _close(opened: _Opened) -> None:
    if not opened.calls:  # one that is being opened just then would be left open: the last call closes them
        await opened.http.aclose()
