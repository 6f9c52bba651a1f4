"""An answer of another host: its body, and what only its headers and its status tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Self

from hotmart.secrecy import HiddenBytes
from hotmart.sources.places import at

HEADER = "header:"
"""Before the name of a header that tells what others tell in the answer itself: `header:X-Total`."""
_LINK = re.compile(r'<([^>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s",;]*))*)')
_NEXT = re.compile(r';\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?=\s*(?:;|$)))', re.IGNORECASE)


class Answer(HiddenBytes):
    """The body, which knows the headers it came with."""

    headers: Mapping[str, str]
    """By their names in small letters."""
    past: bool
    """Whether it only says that there is no such page: the one before was the last."""
    refused: bool
    """Whether it says so by an error, which may as well be about something else."""

    def __new__(
        cls, body: bytes, headers: Mapping[str, str], *, past: bool = False, refused: bool = False
    ) -> Self:
        made = super().__new__(cls, body)
        made.headers, made.past, made.refused = headers, past, refused
        return made


def told(body: bytes, parsed: Any, place: str, default: Any = None) -> Any:
    """What an answer says at a place of what it holds, or in a header; of `Link`, where the next page is."""
    if not place.startswith(HEADER):
        return at(parsed, place, default)
    name = place.removeprefix(HEADER).lower()
    value = body.headers.get(name) if isinstance(body, Answer) else None
    if value is not None and name == "link":
        value = next_link(value)
    return default if value is None else value.strip()


def next_link(value: str) -> str | None:
    """The address that a `Link` header gives the next page (RFC 8288); None on the last."""
    return next((link for link, about in _LINK.findall(value) if _NEXT.search(about)), None)
