"""What was written into the folder of a skill, and for whom: a note beside it, by which it is known again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, NamedTuple

NOTE = ".hotmart.json"


class Kept(NamedTuple):
    """What the note says."""

    clients: tuple[str, ...]
    """Who reads it there: it goes when the last of them is done with it."""
    files: Mapping[str, tuple[str, ...]]
    """The digests of what hotmart may have written into each file, the newest first."""
    folders: tuple[str, ...]
    """The folders that were made for it, as seen from its own, from the inmost."""

    def wrote(self, name: str, content: bytes) -> bool:
        """Whether a file is as hotmart wrote it."""
        return digest(content) in self.files.get(name, ())

    def written(self) -> bytes:
        """The note as a file."""
        told = {"clients": self.clients, "files": self.files, "folders": self.folders}
        return (json.dumps(told, indent=2) + "\n").encode()


def digest(content: bytes) -> str:
    """By which a text is known again."""
    return sha256(content).hexdigest()


def read_note(content: bytes) -> Kept | None:
    """What a note says; None where it is no note of ours, or names what lies elsewhere."""
    try:
        told: dict[str, Any] = json.loads(content)
        kept = Kept(
            tuple(map(str, told["clients"])),
            {str(name): tuple(map(str, digests)) for name, digests in told["files"].items()},
            tuple(map(str, told["folders"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return kept if all(map(_inside, kept.files)) and all(map(_around, kept.folders)) else None


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


def _around(name: str) -> bool:
    """Its own folder, one in it, or one around it."""
    return _inside(name) or set(PurePosixPath(name).parts) == {".."}
