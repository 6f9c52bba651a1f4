"""Files that pages load, all of them from here: ours, and those of others as `vendored.toml` lists them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


class Asset(NamedTuple):
    """A file, and what a browser takes it for."""

    body: bytes
    kind: str


@cache
def asset(name: str) -> Asset | None:
    """The file of this name; None where there is none that pages load."""
    kind = KINDS.get(Path(name).suffix)
    if kind is None or name not in {one.name for one in FOLDER.iterdir()}:
        return None
    return Asset((FOLDER / name).read_bytes(), kind)


@cache
def address(name: str) -> str:
    """Where a page finds it: another address for another content, so that a browser may keep it."""
    return f"/assets/{name}?{hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]}"
