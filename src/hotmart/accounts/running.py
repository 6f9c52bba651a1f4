"""Running asynchronous work to its end, wherever one stands: in a script, a thread, or a notebook."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from contextvars import copy_context
from typing import Any, Generic, TypeVar

R = TypeVar("R")
LOOKS_UP = 0.2
"""Seconds after which whoever waits looks up: a Ctrl-C that comes just before one sleeps wakes nobody."""


def finished(work: Callable[[], Coroutine[Any, Any, R]]) -> R:
    """What the work comes to.

    A notebook has an event loop that is running already and cannot be entered twice: there the work gets a
    thread of its own. Whoever interrupts, with Ctrl-C or the stop of a notebook, ends the work with it.
    """
    try:
        return _Thread(work).finished() if _in_a_loop() else asyncio.run(work())
    except KeyboardInterrupt:
        raise KeyboardInterrupt from None  # where in the network it was is nobody's business


def _in_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


class _Thread(Generic[R]):
    """A thread with a loop, which does one piece of work."""

    def __init__(self, work: Callable[[], Coroutine[Any, Any, R]]) -> None:
        self._work = work
        self._done: Future[R] = Future()
        self._ended = threading.Event()
        self._task: asyncio.Task[Any] | None = None
        self._unwanted = False
        context = copy_context()  # the reader's language, and whatever else the caller has set
        self._thread = threading.Thread(target=context.run, args=(self._run,), name="hotmart", daemon=True)

    def finished(self) -> R:
        try:
            self._thread.start()
            while not self._ended.wait(LOOKS_UP):
                pass
            return self._done.result()
        except BaseException:
            self._cancel()
            self._ended.wait()  # what it holds, it lets go of before anybody goes on
            raise

    def _run(self) -> None:
        try:
            self._done.set_result(asyncio.run(self._wanted()))
        except BaseException as error:  # handed to the caller, whatever it is
            self._done.set_exception(error)
        finally:
            self._ended.set()

    async def _wanted(self) -> R:
        self._task = asyncio.current_task()
        if self._unwanted:
            raise asyncio.CancelledError
        return await self._work()

    def _cancel(self) -> None:
        self._unwanted = True
        if self._task is not None:
            with suppress(RuntimeError):  # its loop has closed: it has come to its end by itself
                self._task.get_loop().call_soon_threadsafe(self._task.cancel)
