"""What must not be shown, and what stands in its place.

A tool that prints the local variables of a failing program prints their reprs, and the variables of a call
hold its token and whole pages of buyers: text and bytes of here do not show themselves. What others wrote
may hold orders to a terminal, which are not shown as they are either.
"""

from __future__ import annotations

import re
from unicodedata import category

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


def visible(said: str, keep: str = "") -> str:
    """A line of text, with what cannot be seen as JSON spells it: `\\u001b` for an escape. Some may be kept.

    Whoever sells or buys may write anything into a name: an escape that clears the screen, a line of its own,
    marks that turn the order of the letters round.
    """
    if said.isprintable():
        return said
    return "".join(one if one.isprintable() or one in keep else _spelled(one) for one in said)


def visible_lines(said: str) -> str:
    """The same of several lines, whose ends are ours."""
    return "\n".join(map(visible, said.split("\n")))


def visible_json(text: str) -> str:
    """The same JSON, in which such signs are spelled as JSON spells them, so that nothing of it is lost."""
    return text if text.isprintable() else _ORDERS.sub(lambda found: _spelled(found[0]), text)


_HARMLESS = "\u200c\u200d"  # they join letters, and emoji
_ORDERS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # what terminals obey, in one byte or in two; a new line is JSON's own
    "\u2028\u2029"  # ends of a line
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # the direction in which it is read
)


def _spelled(one: str) -> str:
    if one in _HARMLESS:
        return one
    if one.isspace() and category(one) == "Zs":  # a blank of another width
        return " "
    units = one.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
