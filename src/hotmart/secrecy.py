"""What must not be shown, and what stands in its place.

A tool that prints the local variables of a failing program prints their reprs, and the variables of a call
hold its token and whole pages of buyers: text and bytes of here do not show themselves.
"""

from __future__ import annotations

MASK = "…"
"""What stands where a value must not be shown."""


class HiddenText(str):
    """Text whose repr tells nothing."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<hidden>"


class HiddenBytes(bytes):
    """Bytes whose repr tells how many they are."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} hidden bytes>"
