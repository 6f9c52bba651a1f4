"""Text in which names of columns stand between backticks, as HTML."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h

_MARK = "`"


def coded(text: str) -> Iterator[h.Node]:
    """The text, with what stands between backticks as code."""
    for number, part in enumerate(text.split(_MARK)):
        yield h.code[part] if number % 2 else part
