"""What must not be shown, and what stands in its place.

A tool that prints the local variables of a failing program prints their reprs, and the variables of a call
hold its token and whole pages of buyers: text and bytes of here do not show themselves. What others wrote
may hold orders to a terminal, which are not shown as they are either.
"""

from __future__ import annotations

import re

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


def visible(said: str) -> str:
    """One line of text, in which whatever would give a terminal orders is spelled out: `\\x1b` for an escape.

    Whoever sells or buys may write anything into a name: an escape that clears the screen, a line of its own,
    marks that turn the order of the letters round.
    """
    return said if said.isascii() and said.isprintable() else _ORDERS.sub(_spelled, said)


def visible_lines(said: str) -> str:
    """The same of several lines, whose ends are ours."""
    return "\n".join(map(visible, said.split("\n")))


def visible_json(text: str) -> str:
    """The same JSON, in which such signs are spelled as JSON spells them, so that nothing of it is lost."""
    return text if text.isascii() and text.isprintable() else _ORDERS.sub(_spelled_in_json, text)


_ORDERS = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # what terminals obey, in one byte or in two
    "\u2028\u2029"  # ends of a line
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # the direction in which it is read
    "\ud800-\udfff]"  # half a letter, which no terminal can be sent
)


def _spelled(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")


def _spelled_in_json(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}" if found[0] != "\n" else "\n"  # between values, as JSON may have it
