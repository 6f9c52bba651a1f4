"""Half a surrogate pair: JSON can spell it, and it is no letter, so that nothing can read or store it."""

from __future__ import annotations

import re

_SPELLED = re.compile(
    rb"\\\\"  # a backslash, after which `u` begins nothing
    rb"|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
_UNKNOWN = rb"\ufffd"


def without_halves(body: bytes) -> bytes:
    """The same JSON, in which U+FFFD stands for each half of a pair."""
    return _SPELLED.sub(lambda found: _UNKNOWN if found["half"] else found[0], body)
