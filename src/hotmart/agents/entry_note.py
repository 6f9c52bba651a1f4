"""What was put into the settings of a client: a note beside the skill, by which it is known and taken out."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from hotmart.agents.kept import digest


class Record(NamedTuple):
    """An entry that was put in."""

    entry: str
    """The digest of what it says."""
    text: str
    """The stretch of text by which it was put in."""
    made: int
    """How many objects around it were made for it."""


class EntryNote(NamedTuple):
    """What the note says."""

    puts: tuple[Record, ...]
    """What hotmart may have put in, the newest first."""
    made: int
    """How many things were made for the settings: the file, then the folders around it."""
    around: int
    """How many folders were made for this note."""

    def wrote(self, entry: object) -> Record | None:
        """By which an entry was put in; None where it is not as hotmart wrote it."""
        seen = entry_digest(entry)
        return next((one for one in self.puts if one.entry == seen), None)

    def written(self) -> bytes:
        """The note as a file."""
        told = self._asdict() | {"puts": [one._asdict() for one in self.puts]}
        return (json.dumps(told, indent=2) + "\n").encode()


def entry_digest(entry: object) -> str:
    """By which an entry is known again, in whichever order a program has written it."""
    return digest(json.dumps(entry, sort_keys=True, default=str).encode())


def read_entry_note(content: bytes) -> EntryNote | None:
    """What a note says; None where it is no note of ours."""
    try:
        told: dict[str, Any] = json.loads(content)
        puts = (Record(str(one["entry"]), str(one["text"]), int(one["made"])) for one in told["puts"])
        return EntryNote(tuple(puts), int(told["made"]), int(told["around"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
