"""Where plans and the audit rest: one file of this user, which nobody else can read."""

from __future__ import annotations

import os
from pathlib import Path

FILE = "writes.sqlite"


def state_directory() -> Path:
    """HOTMART_STATE_DIR, else the user's own place for such."""
    if chosen := os.environ.get("HOTMART_STATE_DIR"):
        return Path(chosen)
    import platformdirs  # noqa: PLC0415  # only whoever writes needs it

    return platformdirs.user_state_path("hotmart")


def book_file() -> Path:
    """The file, in a folder that is there."""
    return state_file(FILE)


def state_file(name: str) -> Path:
    """A file of that name beside it, in a folder that is there."""
    folder = state_directory()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / name
