"""What pages read: a copy of the warehouse as it stood between two commits, so that nobody waits for anybody.

A writer and the readers of another process lock each other out of a DuckDB file. To copy a file takes a
fraction of a second (230 MB, a million sales: 0.06 s), and for so long the file is held as a reader holds it.
Each copy has a name of its own, since one process gets the old file for as long as any part of it has that
name open. The folder is this user's alone, and goes with the console.

A new copy is shown once it is prepared: what pages ask for most is measured first, while everybody still
looks at the copy before.
"""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Generator
from contextvars import ContextVar
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

from hotmart.accounts.account import Account
from hotmart.copies.folder import OwnFolder
from hotmart.errors import HotmartError
from hotmart.language import Text
from hotmart.warehouse.errors import WarehouseBusyError
from hotmart.warehouse.store import Warehouse, settle

SOON = 5.0  # seconds a copy is good for at least, however often the file changes
FIRST = 3.0  # seconds that a page waits for a file that another program holds, before there is any copy
RENEWED = 10.0  # seconds that whoever has changed a file waits for its new copy
PAUSE = 1.0  # seconds between two looks at the file
KEPT = 2  # copies beside a new one: what is shown, and the one before, which somebody may still be reading
OLD = 60.0  # seconds after a new copy at which nobody reads one before it any more
LAST = 20.0  # seconds that a copy which is being prepared is waited for at the end
REST = 4.0  # times as long as it took to prepare a copy the next one waits: a sync needs the processor too
_AHEAD: ContextVar[Path | None] = ContextVar("hotmart_console_copy", default=None)
"""The copy that is being prepared, for who prepares it."""


class _State(NamedTuple):
    """What tells that a file has changed."""

    changed: int
    size: int
    number: int


class Snapshots:
    """The copies of all files of some accounts, made anew when a file has changed."""

    def __init__(self) -> None:
        self.prepares: Callable[[Path], None] = lambda path: None
        """Called in a thread of its own with the file of which there is a copy to be prepared."""
        self._folder = OwnFolder()
        self._copies: dict[Path, list[Path]] = {}
        self._shown: dict[Path, Path] = {}
        self._prepared: dict[Path, Path] = {}
        self._rests: dict[Path, float] = {}
        self._states: dict[Path, tuple[_State, float]] = {}
        self._held: dict[Path, tuple[WarehouseBusyError, float]] = {}
        self._turns: defaultdict[Path, threading.Lock] = defaultdict(threading.Lock)
        self._numbers = count(1)
        self._ended = threading.Event()
        self._watcher: threading.Thread | None = None

    def of(self, account: Account) -> Account:
        """The same account, reading the newest copy of its file; itself where there is no file yet.

        Raises WarehouseBusyError where another program holds a file of which there is no copy.
        """
        path = account.settings.warehouse.absolute()
        if path not in self._shown:
            self.look(path, patience=FIRST)
        ahead = _AHEAD.get()
        copy = ahead if ahead in self._copies.get(path, ()) else self._shown.get(path)
        if copy is None:
            if path in self._held:
                raise self._held[path][0]
            return account
        return replace(account, settings=replace(account.settings, warehouse=copy))

    def version(self, account: Account) -> str:
        """Which copy that is: the same as long as nothing has changed."""
        copy = self._shown.get(account.settings.warehouse.absolute())
        return copy.name if copy else ""

    def said(self, text: Text) -> Text:
        """A sentence that names the file wherever it named a copy of it."""
        told = [*text]
        for path, copies in [*self._copies.items()]:
            for copy in copies:
                told = [one.replace(str(copy), str(path)) for one in told]
        return Text(*told)

    def look(self, path: Path, patience: float = 1.0) -> bool:
        """Copy the file if it has changed since the last time; tells whether something else is shown now."""
        with self._turns[path]:
            if not path.exists():
                return self._forget(path)
            copy = self._newer(path, patience)
            if copy is not None:
                self._shown[path] = copy
            return copy is not None

    def renew(self, path: Path) -> None:
        """Take away every copy of the file and make a new one: what they told may not be told any longer."""
        with self._turns[path]:
            self._forget(path)
        self.look(path, patience=RENEWED)

    def watch(self, paths: Callable[[], Collection[Path]]) -> None:
        """Look at these files until the end, in a thread of its own; which they are is asked each time."""

        def looks() -> None:
            while not self._ended.is_set():
                for path in paths():
                    self.keep_up(path)
                self._ended.wait(PAUSE)

        self._watcher = threading.Thread(target=looks, name="snapshots", daemon=True)
        self._watcher.start()

    def keep_up(self, path: Path) -> None:
        """Copy the file if it has changed, and show the copy as soon as it is prepared; the first at once."""
        if time.monotonic() < self._rests.get(path, 0.0):
            return
        with self._turns[path]:
            if not path.exists():
                self._forget(path)
                return
            copy = self._newer(path, patience=1.0) or self._shown.get(path)
            if copy is None or self._prepared.get(path) == copy:
                self._drop_old(path)
                return
            self._shown.setdefault(path, copy)
        began = time.monotonic()
        with _ahead(copy):
            self.prepares(path)
        self._rests[path] = time.monotonic() + REST * (time.monotonic() - began)
        with self._turns[path]:
            if copy in self._copies.get(path, ()):  # not gone meanwhile
                self._shown[path] = self._prepared[path] = copy

    def close(self) -> None:
        """Take all copies away."""
        self._ended.set()
        if self._watcher is not None:
            self._watcher.join(LAST)
        self._folder.close()

    def _newer(self, path: Path, patience: float) -> Path | None:
        """A copy of the file as it is now; None where there is one already, or it is too soon."""
        state = _state_of(path)
        known, at = self._states.get(path, (None, 0.0))
        if state is None or state == known or (known and time.monotonic() - at < SOON):
            return None
        if path in self._held and time.monotonic() - self._held[path][1] < SOON:
            patience = 0.0  # somebody has just waited in vain
        try:
            copy = self._copy(path, patience)
        except WarehouseBusyError as error:  # the copy that is there is good
            if patience:
                self._held[path] = error, time.monotonic()
            return None
        except (HotmartError, OSError):
            return None
        self._states[path] = (state, time.monotonic())
        self._held.pop(path, None)
        return copy

    def _copy(self, path: Path, patience: float) -> Path:
        target = self._folder.path / f"{path.stem}-{next(self._numbers)}.duckdb"
        with Warehouse(path, patience=patience).opened(read_only=True):
            shutil.copyfile(path, target)
            log = path.with_name(f"{path.name}.wal")
            if log.exists():  # of a process that was killed: part of what the file says
                shutil.copyfile(log, target.with_name(f"{target.name}.wal"))
        settle(target)
        copies = self._copies.setdefault(path, [])
        while len(copies) > KEPT:
            _unlink(copies.pop(0))
        copies.append(target)
        return target

    def _drop_old(self, path: Path) -> None:
        """Take away the copies before the one that is shown, once nobody can be reading them any more.

        Somebody may have been forgotten since.
        """
        _, at = self._states.get(path, (None, time.monotonic()))
        copies = self._copies.get(path, [])
        while time.monotonic() - at >= OLD and len(copies) > 1 and copies[0] != self._shown.get(path):
            _unlink(copies.pop(0))

    def _forget(self, path: Path) -> bool:
        """A file that is gone is not shown any longer."""
        copies = self._copies.pop(path, [])
        for known in (self._states, self._shown, self._prepared, self._held):
            known.pop(path, None)
        for copy in copies:
            _unlink(copy)
        return bool(copies)


@contextlib.contextmanager
def _ahead(copy: Path) -> Generator[None]:
    before = _AHEAD.set(copy)
    try:
        yield
    finally:
        _AHEAD.reset(before)


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
