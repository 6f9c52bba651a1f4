"""Text of somebody else's on a terminal: what would move the cursor, colour or hide something is spelled out.

A buyer may give any name. With an escape sequence in it, it would be a command to the terminal of whoever
looks at the sale.
"""

from __future__ import annotations

_HARMLESS = ("\u200c", "\u200d")  # they join letters and emoji


def visible(text: str, keep: str = "") -> str:
    """The text, with what cannot be seen as JSON spells it: `\\u001b` for the escape. Some may be kept."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one in keep else _spelled(one) for one in text)


def _spelled(one: str) -> str:
    from unicodedata import category  # noqa: PLC0415  # hardly any text has such a sign

    if one in _HARMLESS:
        return one
    if category(one) == "Zs":  # a blank of another width
        return " "
    units = one.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
