"""Half a surrogate pair: JSON can spell it, and it is no letter, so that nothing can read or store it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from hotmart.words import NOT_JSON

R = TypeVar("R")
_SPELLED = re.compile(
    rb"\\\\"  # a backslash, after which `u` begins nothing
    rb"|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
_UNKNOWN = rb"\ufffd"


def without_halves(body: bytes) -> bytes:
    """The same JSON, in which U+FFFD stands for each half of a pair."""
    return _SPELLED.sub(lambda found: _UNKNOWN if found["half"] else found[0], body)


def legible(body: bytes, read: Callable[[bytes], R]) -> R:
    """What is read of a body. One name that holds half a character would make a whole page unreadable.

    Raises what `read` raises (NOT_JSON) when that is not the reason.
    """
    try:
        return read(body)
    except NOT_JSON:
        mended = without_halves(body)
        if mended == body:
            raise
    return read(mended)
