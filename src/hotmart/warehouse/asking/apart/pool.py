"""A few processes that answer, each for one question at a time; one that ended is replaced at once."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress

from hotmart.warehouse.asking.apart.process import Process


class ClosedError(Exception):
    """There are no processes any more, and there will be none."""


class Pool:
    """At most so many processes. The one that was used last is used first: the others may never be needed."""

    def __init__(self, most: int, memory: int) -> None:
        self._memory, self._closed = memory, False
        self._places: queue.LifoQueue[Process | None] = queue.LifoQueue()
        self._running: set[Process] = set()
        self._turn = threading.Lock()
        for _ in range(most):
            self._places.put(None)

    def warm(self) -> None:
        """Let one be started, if none is and none is in use."""
        try:
            process = self._places.get_nowait()
        except queue.Empty:
            return
        with suppress(ClosedError, OSError):
            process = self._started(process)
        self._places.put(process)

    @contextmanager
    def process(self, seconds: float) -> Generator[Process]:
        """One for as long as the block lasts. Raises queue.Empty where none becomes free in that time.

        Raises OSError where the system starts no more processes.
        """
        process: Process | None = self._places.get(timeout=seconds)
        try:
            process = self._started(process)
            yield process
        finally:
            with suppress(ClosedError, OSError):
                process = process and self._started(process)
            self._places.put(process)

    def close(self) -> None:
        """End all of them, those in use as well."""
        with self._turn:
            self._closed = True
            running, self._running = self._running, set()
        for process in running:
            process.end()

    def _started(self, process: Process | None) -> Process:
        """This one, or a new one in its place where it ended."""
        if process and process.is_alive():
            return process
        with self._turn:
            if self._closed:
                raise ClosedError
            if process:
                self._running.discard(process)
            new = Process(self._memory)
            self._running.add(new)
        if process:
            process.end()
        return new
