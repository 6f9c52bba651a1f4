"""Whole numbers that the processes of a machine share in a file, each in a slot of its own.

A slot is written at once or not at all, so a process may be killed at any point. Where the file cannot be had
(no permission, a full disk, a lock that somebody keeps), a process goes on alone, with the numbers it last
saw, and tries again after a minute. Nothing here fails, and nothing waits longer than a moment.
"""

from __future__ import annotations

import contextlib
import os
import time
from array import array
from collections.abc import Callable, Generator
from pathlib import Path

_SIZE = 8  # bytes of a slot
_ALONE = 60.0  # seconds until the file is tried again
_TRIES, _PAUSE = 50, 0.001  # the lock is held for microseconds, unless a process was stopped that has it
_WRITABLE = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)


class Slots:
    """So many numbers, 0 until they are written. They should only grow; one thread at a time."""

    def __init__(self, many: int, clock: Callable[[], float], path: Path | None = None) -> None:
        self._bytes = many * _SIZE
        self.numbers = array("q", bytes(self._bytes))
        self._clock, self._path = clock, path
        self._file: int | None = None  # while it is held
        self._alone_until = 0.0
        self._estranged = False  # whether what was written alone has not been shared yet

    @contextlib.contextmanager
    def held(self) -> Generator[array[int], None, None]:
        """The numbers as all processes know them, until this is left for no other process to change."""
        self._file = self._locked()
        try:
            self._read()
            yield self.numbers
        finally:
            if self._file is not None:
                _let_go(self._file)
                self._file = None

    def put(self, slot: int, number: int) -> None:
        """Write one, while they are held."""
        self.numbers[slot] = number
        self._write(slot, slot + 1)

    def _read(self) -> None:
        if self._file is None:
            return
        try:
            found = array("q", os.read(self._file, self._bytes).ljust(self._bytes, b"\0"))
        except OSError:
            self._go_alone()
            return
        if self._estranged:
            self._estranged = False
            self.numbers = array("q", map(max, self.numbers, found))
            self._write(0, len(found))
        else:
            self.numbers = found

    def _write(self, first: int, end: int) -> None:
        if self._file is None:
            return
        try:
            os.lseek(self._file, first * _SIZE, os.SEEK_SET)
            os.write(self._file, self.numbers[first:end])
        except OSError:
            self._go_alone()

    def _locked(self) -> int | None:
        if self._path is None or self._clock() < self._alone_until:
            return None
        try:
            return _locked(self._path)
        except OSError:
            self._go_alone()
            return None

    def _go_alone(self) -> None:
        self._alone_until, self._estranged = self._clock() + _ALONE, True


def _locked(path: Path) -> int:
    """The file, open and locked."""
    import filelock  # noqa: PLC0415  # nobody needs it before the first call, and it is not small

    with contextlib.ExitStack() as undo:
        file = _opened(path)
        undo.callback(os.close, file)
        for _ in range(_TRIES):
            if filelock.lock_descriptor(file, blocking=False):
                undo.pop_all()
                return file
            time.sleep(_PAUSE)
        raise TimeoutError


def _opened(path: Path) -> int:
    try:
        return os.open(path, _WRITABLE, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, _WRITABLE, 0o600)


def _let_go(file: int) -> None:
    import filelock  # noqa: PLC0415  # loaded by whoever locked it

    with contextlib.suppress(OSError):
        filelock.unlock_descriptor(file)  # closing is not enough where a fork has the file open too
    os.close(file)
