"""Which language a person reads: English, or Brazilian Portuguese when the environment says so."""

from __future__ import annotations

import os
from typing import NamedTuple


def speaks_portuguese() -> bool:
    """True when HOTMART_LANG, or else the locale of the environment, begins with `pt`."""
    for name in ("HOTMART_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("pt")
    return False


def say(en: str, pt: str) -> str:
    """The one of two sentences that the reader understands."""
    return pt if speaks_portuguese() else en


class Text(NamedTuple):
    """One sentence in both languages; as a string it is the reader's."""

    en: str
    pt: str

    def __str__(self) -> str:
        return say(self.en, self.pt)
