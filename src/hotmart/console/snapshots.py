"""What pages read: a copy of the warehouse as it stood between two commits, so that nobody waits for anybody.

A writer and the readers of another process lock each other out of a DuckDB file. To copy a file takes a
fraction of a second (230 MB, a million sales: 0.06 s), and for so long the file is held as a reader holds it.
Each copy has a name of its own, since one process gets the old file for as long as any part of it has that
name open. The folder is this user's alone, and goes with the console.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from hotmart.accounts.account import Account
from hotmart.errors import HotmartError
from hotmart.warehouse.store import Warehouse

SOON = 5.0  # seconds a copy is good for at least, however often the file changes
PAUSE = 1.0  # seconds between two looks at the file
KEPT = 2  # copies: the newest, and the one before, which somebody may still be reading


class _State(NamedTuple):
    """What tells that a file has changed."""

    changed: int
    size: int
    number: int


class Snapshots:
    """The copies of all files of some accounts, made anew when a file has changed."""

    def __init__(self, renewed: Callable[[], None] = lambda: None) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="hotmart-console-"))
        self._renewed = renewed
        self._copies: dict[Path, list[Path]] = {}
        self._states: dict[Path, tuple[_State, float]] = {}
        self._turn = threading.Lock()
        self._number = 0
        self._ended = threading.Event()

    def of(self, account: Account) -> Account:
        """The same account, reading the newest copy of its file; itself where there is no file yet."""
        path = account.settings.warehouse.absolute()
        if path not in self._copies:
            self.look(path, patience=10.0)
        copies = self._copies.get(path)
        if not copies:
            return account
        return replace(account, settings=replace(account.settings, warehouse=copies[-1]))

    def version(self, account: Account) -> str:
        """Which copy that is: the same as long as nothing has changed."""
        copies = self._copies.get(account.settings.warehouse.absolute())
        return copies[-1].name if copies else ""

    def look(self, path: Path, patience: float = 1.0) -> bool:
        """Copy the file if it has changed since the last time; tells whether there is a new copy."""
        with self._turn:
            state = _state_of(path)
            if state is None:
                return self._forget(path)
            known, at = self._states.get(path, (None, 0.0))
            if state == known or (known and time.monotonic() - at < SOON):
                return False
            with contextlib.suppress(HotmartError, OSError):  # held by a sync: the copy that is there is good
                self._copy(path, patience)
                self._states[path] = (state, time.monotonic())
                return True
            return False

    def watch(self, paths: set[Path]) -> None:
        """Look at these files until the end, in a thread of its own."""

        def looks() -> None:
            while not self._ended.wait(PAUSE):
                new = [self.look(path) for path in paths]
                if any(new):
                    self._renewed()

        threading.Thread(target=looks, name="snapshots", daemon=True).start()

    def close(self) -> None:
        """Take all copies away."""
        self._ended.set()
        with self._turn:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _copy(self, path: Path, patience: float) -> None:
        self._number += 1
        target = self._folder / f"{path.stem}-{self._number}.duckdb"
        with Warehouse(path, patience=patience).opened(read_only=True):
            shutil.copyfile(path, target)
            log = path.with_name(f"{path.name}.wal")
            if log.exists():  # of a process that was killed: part of what the file says
                shutil.copyfile(log, target.with_name(f"{target.name}.wal"))
        copies = self._copies.setdefault(path, [])
        copies.append(target)
        while len(copies) > KEPT:
            _unlink(copies.pop(0))

    def _forget(self, path: Path) -> bool:
        """A file that is gone is not shown any longer."""
        copies = self._copies.pop(path, [])
        self._states.pop(path, None)
        for copy in copies:
            _unlink(copy)
        return bool(copies)


def _state_of(path: Path) -> _State | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return _State(found.st_mtime_ns, found.st_size, found.st_ino)


def _unlink(copy: Path) -> None:
    for path in (copy, copy.with_name(f"{copy.name}.wal")):
        with contextlib.suppress(OSError):  # Windows keeps what somebody reads: the folder goes at the end
            path.unlink()
