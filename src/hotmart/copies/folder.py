"""A folder of this user for as long as a process lives, however the process ends.

What a process that was killed has left behind is a whole warehouse, personal data included, which no
`hotmart forget` reaches. So whoever owns such a folder holds a lock in it, and the next one takes away every
folder of which nobody holds the lock.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import filelock

PREFIX = "hotmart-console-"
_LOCK = "alive.lock"


class OwnFolder:
    """A new folder that only this user can look into. It goes with `close`."""

    def __init__(self) -> None:
        self._root, self._lock = _held()
        self.path = self._root / "copies"
        self.path.mkdir(mode=0o700)

    def close(self) -> None:
        """Take it away, with all that is in it."""
        shutil.rmtree(self._root, ignore_errors=True)
        self._lock.release()
        shutil.rmtree(self._root, ignore_errors=True)  # Windows keeps a file as long as it is open


def sweep() -> None:
    """Take away the folders of processes that were killed. What cannot be taken away stays."""
    for found in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError, filelock.Timeout):
            if _is_of_this_user(found) and (found / _LOCK).exists():
                with _lock_in(found):
                    shutil.rmtree(found, ignore_errors=True)
                shutil.rmtree(found, ignore_errors=True)


def _held() -> tuple[Path, filelock.BaseFileLock]:
    """A new folder and its lock: another one where somebody swept it before it was held."""
    while True:
        root = Path(tempfile.mkdtemp(prefix=PREFIX))
        lock = _lock_in(root)
        with contextlib.suppress(filelock.Timeout, FileNotFoundError):
            lock.acquire()
            if (root / _LOCK).exists():
                return root, lock
            lock.release()


def _lock_in(folder: Path) -> filelock.BaseFileLock:
    return filelock.FileLock(folder / _LOCK, timeout=0, mode=0o600, thread_local=False)


def _is_of_this_user(folder: Path) -> bool:
    told = folder.lstat()
    return not folder.is_symlink() and (os.name != "posix" or told.st_uid == os.getuid())
