"""Running asynchronous work to its end, wherever one stands: in a script, a thread, or a notebook."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextvars import copy_context
from typing import Any, Generic, TypeVar

R = TypeVar("R")


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
        self._task: asyncio.Task[Any] | None = None
        self._came: list[R] = []
        self._error: BaseException | None = None
        context = copy_context()  # the reader's language, and whatever else the caller has set
        self._thread = threading.Thread(target=context.run, args=(self._run,), name="hotmart", daemon=True)

    def finished(self) -> R:
        self._thread.start()
        try:
            self._thread.join()
        except BaseException:
            self._cancel()
            self._thread.join()
            raise
        if self._error is not None:
            raise self._error
        return self._came[0]

    def _run(self) -> None:
        try:
            self._came.append(asyncio.run(self._noted()))
        except BaseException as error:  # handed to the caller, whatever it is
            self._error = error

    async def _noted(self) -> R:
        self._task = asyncio.current_task()
        return await self._work()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.get_loop().call_soon_threadsafe(self._task.cancel)
