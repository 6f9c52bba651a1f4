"""A process that answers questions: started, asked one at a time, and ended when its time is up."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import BinaryIO, cast

from hotmart.warehouse.asking.apart import messages
from hotmart.warehouse.asking.apart.messages import End, OutOfMemory, Question, Ready, Rows

_MODULE = "hotmart.warehouse.asking.apart.child"
_PATIENCE = 60.0  # seconds that a process may take to start
_GRACE = 0.2  # seconds in which DuckDB may end a question by itself, so that the process stays
_BESIDE = 2**20  # bytes of a message that holds no rows
_KEPT = (
    "PATH", "SYSTEMROOT", "SYSTEMDRIVE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME",
    "PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE", "PYTHONTZPATH", "VIRTUAL_ENV",
)  # fmt: skip
"""What of the environment it is given: what Python may need to start, and nothing that is a secret."""


class EndedError(Exception):
    """The process ended instead of answering."""


class LateError(EndedError):
    """It was ended because its time was up."""


class BrokenError(EndedError):
    """It ended by itself, and not for want of memory, of which the system ends a process."""


class NotStartedError(EndedError):
    """It never came so far that it could be asked."""


class Process:
    """One process that answers. It is started at once, and asked by one thread at a time."""

    def __init__(self, memory: int) -> None:
        self._ready = False
        self._process = subprocess.Popen(  # noqa: S603  # Python itself
            [sys.executable, "-P", "-m", _MODULE, str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,  # what interrupts this program is no business of it
        )
        self._to, self._from = cast("BinaryIO", self._process.stdin), cast("BinaryIO", self._process.stdout)

    @property
    def pid(self) -> int:
        """Its number at the system."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def wait_until_ready(self) -> None:
        """Return once it can be asked. Raises NotStartedError where it cannot."""
        if self._ready:
            return
        try:
            with self._ended_after(_PATIENCE):
                self._ready = isinstance(messages.said(messages.read(self._from, _BESIDE)), Ready)
        except EndedError:
            raise NotStartedError from None

    def ask(self, question: Question) -> tuple[list[Rows], End]:
        """The rows, and the end of the answer. Raises EndedError when it ended instead."""
        found: list[Rows] = []
        room = question.size
        with self._ended_after(question.seconds + _GRACE):
            messages.write(self._to, messages.encoded(question))
            while True:
                message = messages.read(self._from, room + _BESIDE)
                said = messages.said(message)
                if isinstance(said, OutOfMemory):
                    self.end()  # what is left of it may be in pieces
                if not isinstance(said, Rows | Ready):
                    return found, said
                if isinstance(said, Ready):
                    raise EOFError  # noqa: TRY004  # it speaks out of turn: as good as gone
                found.append(said)
                room -= len(message)

    def end(self) -> None:
        """End it, whatever it does."""
        with suppress(OSError):
            self._process.kill()
        self._process.wait()
        for pipe in (self._to, self._from):
            with suppress(OSError):
                pipe.close()

    @contextmanager
    def _ended_after(self, seconds: float) -> Generator[None]:
        """End it when the time is up before the block ends, and after any trouble in the block as well.

        A signal that cannot be refused ends it: an interrupt waits until DuckDB looks for it, which takes
        seconds in the middle of a large value.
        """
        late = threading.Event()

        def end() -> None:
            late.set()
            with suppress(OSError):
                self._process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (EOFError, OSError):
            self.end()
            by_itself = (self._process.returncode or 0) > 0
            raise (LateError if late.is_set() else BrokenError if by_itself else EndedError) from None
        except BaseException:
            self.end()
            raise
        finally:
            timer.cancel()


def _environment() -> dict[str, str]:
    """The environment of the process: it finds what this one would import, and nothing else."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    found = [os.path.abspath(place) for place in sys.path if place]  # noqa: PTH100  # as Python has them
    return kept | {"PYTHONPATH": os.pathsep.join(found), "MALLOC_ARENA_MAX": "1"}
