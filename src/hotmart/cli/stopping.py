"""Being told to end: SIGTERM, of a system that shuts down or a time limit, ends a command like Ctrl-C."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

SOON = 0.01
"""Seconds until what was told in the midst of an import is told again."""
MOST = 300
"""How often it is put off: somebody's program may be one import from its beginning to its end."""


@dataclass
class Ending:
    """Whether the command was told to end, by whoever is not at the keyboard."""

    told: bool = False
    _again: list[threading.Timer] = field(default_factory=list[threading.Timer])

    def heard(self, number: int, frame: FrameType | None) -> None:
        """Do what Ctrl-C would do here: asyncio, while it runs, has its own way of it.

        What is raised within an import comes out of it as another error, or is lost: it waits for its end.
        """
        self.told = True
        ctrl_c = signal.getsignal(signal.SIGINT)
        own = callable(ctrl_c) and ctrl_c is not signal.default_int_handler
        if not own and _importing(frame) and len(self._again) < MOST:
            self._hear_again(number)
        elif callable(ctrl_c):
            ctrl_c(signal.SIGINT, frame)
        else:
            raise KeyboardInterrupt

    def _hear_again(self, number: int) -> None:
        timer = threading.Timer(SOON, signal.raise_signal, [number])
        timer.daemon = True
        self._again.append(timer)
        timer.start()

    def over(self) -> None:
        """Nothing is told again."""
        for timer in self._again[-1:]:
            timer.cancel()
            timer.join()


def _importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


@contextmanager
def terminable() -> Generator[Ending]:
    """Listen to SIGTERM for as long as the block lasts, unless somebody else does already."""
    ending = Ending()
    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield ending
        return
    with _ctrl_c_as_asyncio_wants_it():
        signal.signal(signal.SIGTERM, ending.heard)
        try:
            yield ending
        finally:
            ending.over()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


@contextmanager
def _ctrl_c_as_asyncio_wants_it() -> Generator[None]:
    """Where Ctrl-C is ignored, have it blocked instead.

    A shell has those in the background ignore it, and a loop then has no way to be interrupted: asyncio
    sets up its own only where it finds that of Python.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # one that is pending is forgotten with it
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
