"""Whether the process of a job lives: it holds a lock as long as it does, however it ends."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import filelock

from hotmart.schedule.place import lock_of

PATIENCE = 10.0  # seconds in which whoever looks at a lock has let go of it


@contextmanager
def held(job_id: str) -> Generator[None]:
    """Be the process of a job for as long as the block lasts. Raises filelock.Timeout where another is."""
    path = lock_of(job_id)
    with filelock.FileLock(path, timeout=PATIENCE, mode=0o600, thread_local=False):
        yield
    path.unlink(missing_ok=True)


def lives(job_id: str) -> bool:
    """Whether the process of a job that has begun, and has not noted its end, is there."""
    path = lock_of(job_id)
    if not path.exists():
        return False
    try:
        with filelock.FileLock(path, timeout=0, mode=0o600, thread_local=False):
            return False
    except filelock.Timeout:
        return True
