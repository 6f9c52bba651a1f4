"""A lone surrogate: JSON can spell it, and it is half a letter, so that nothing can read or store it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from hotmart.words import NOT_JSON

R = TypeVar("R")
_SPELLED = re.compile(
    rb"\\\\"  # a backslash, after which `u` begins nothing
    rb"|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
_REPLACEMENT = rb"\ufffd"


def without_lone_surrogates(body: bytes, instead: bytes = _REPLACEMENT) -> bytes:
    """The same JSON, in which U+FFFD stands for each lone surrogate, or another letter as JSON spells it."""
    return _SPELLED.sub(lambda found: instead if found["lone"] else found[0], body)


def legible(body: bytes, read: Callable[[bytes], R]) -> R:
    """What is read of a body. One name that holds a lone surrogate would make a whole page unreadable.

    Raises what `read` raises (NOT_JSON) when that is not the reason.
    """
    try:
        return read(body)
    except NOT_JSON:
        mended = without_lone_surrogates(body)
        if mended == body:
            raise
    return read(mended)
