"""Placing: a file is made beside another, and takes its place in one step.

Killed at any moment, this leaves the old file or the new one, never a half. Whoever does it to a file that
others use keeps them out meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from hotmart.warehouse.errors import explained
from hotmart.warehouse.store import TROUBLE

BESIDE = ".new"


@contextmanager
def placed(target: Path) -> Generator[Path]:
    """Where to make the new file, which takes the place of the target when the block ends well.

    Raises WarehouseError when the disk is full or the target cannot be written; it is then as it was.
    """
    draft = target.with_name(target.name + BESIDE)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove(draft)  # of a kill
        yield draft
        _flush(draft)
        draft.replace(target)
        _flush(target.parent)
    except TROUBLE as error:
        raise explained(error, target.name) from error
    finally:
        with suppress(OSError):
            _remove(draft)


def _flush(path: Path) -> None:
    """Have the disk hold what was written: of a folder, which names its files have."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders, and writes their names by itself
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    for one in (path, path.with_name(path.name + ".wal")):
        one.unlink(missing_ok=True)
