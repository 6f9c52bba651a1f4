"""Text and bytes that do not show themselves.

A tool that prints the local variables of a failing program prints their reprs, and the variables of a call
hold its token and whole pages of buyers.
"""

from __future__ import annotations


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
