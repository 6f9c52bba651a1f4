"""Being told to end: SIGTERM, of a system that shuts down or a time limit, ends a command like Ctrl-C."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass
class Ending:
    """Whether the command was told to end, by whoever is not at the keyboard."""

    told: bool = False

    def heard(self, number: int, frame: FrameType | None) -> None:
        """Do what Ctrl-C would do here: asyncio, while it runs, has its own way of it."""
        self.told = True
        ctrl_c = signal.getsignal(signal.SIGINT)
        if callable(ctrl_c):
            ctrl_c(signal.SIGINT, frame)
        else:  # a shell has those in the background ignore Ctrl-C, and no more than that
            raise KeyboardInterrupt


@contextmanager
def terminable() -> Generator[Ending]:
    """Listen to SIGTERM for as long as the block lasts, unless somebody else does already."""
    ending = Ending()
    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield ending
        return
    signal.signal(signal.SIGTERM, ending.heard)
    try:
        yield ending
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
