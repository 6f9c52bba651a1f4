"""The connections of a client: those of this process and, in asyncio, of the running loop.

After a fork, connections that two processes share would mix their answers up; and those of one event loop
cannot be used in another. So each opens its own, when it first wants one.
"""

from __future__ import annotations

import asyncio
import os
import threading
from weakref import WeakKeyDictionary

import httpx2

from . import wire


class Pool:
    """The connections of a client that waits."""

    def __init__(self, transport: httpx2.BaseTransport | None, settings: wire.Settings) -> None:
        self._transport, self._settings = transport, settings
        self._open()
        self.closed = False

    def _open(self) -> None:
        self._http = httpx2.Client(transport=self._transport, **self._settings)
        self._process = os.getpid()  # last: another thread must not take the other process's before

    def connections(self) -> httpx2.Client:
        """Those of this process."""
        if self._process != os.getpid():
            self._open()
        return self._http

    def close(self) -> None:
        """Close them for good."""
        self.closed = True
        self.connections().close()


class AsyncPool:
    """The connections of a client that is awaited."""

    def __init__(self, transport: httpx2.AsyncBaseTransport | None, settings: wire.Settings) -> None:
        self._transport, self._settings = transport, settings
        self._open()

    def _open(self) -> None:
        self._by_loop = WeakKeyDictionary[asyncio.AbstractEventLoop, httpx2.AsyncClient]()
        self._lock = threading.Lock()  # a new one: the other process may have held it
        self._process = os.getpid()  # last: another thread must not take the other process's before

    def __len__(self) -> int:
        return len(self._by_loop)

    def connections(self) -> httpx2.AsyncClient:
        """Those of the running loop, in this process."""
        loop = asyncio.get_running_loop()
        if self._process != os.getpid():
            self._open()
        with self._lock:  # threads may have a loop each
            if loop not in self._by_loop:
                for ended in [one for one in self._by_loop if one.is_closed()]:
                    self._by_loop.pop(ended, None)
                self._by_loop[loop] = httpx2.AsyncClient(transport=self._transport, **self._settings)
            return self._by_loop[loop]

    async def close(self) -> None:
        """Close those of the running loop; another call would open new ones."""
        with self._lock:
            http = self._by_loop.pop(asyncio.get_running_loop(), None)
        if http is not None:
            await http.aclose()
