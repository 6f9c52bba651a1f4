"""What can be done with a personal text: keep it, hash it, mask it, or drop it.

Every policy is a function of the text alone and leaves its own work as it is, so that what went through
it once may go through it again.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Literal, TypeAlias

Policy: TypeAlias = Literal["keep", "hash", "mask", "drop"]
Change: TypeAlias = Callable[[str], str | None]
"""What becomes of a text; None when nothing is to be left of it."""

HASHED = re.compile(r"hmac:[0-9a-f]{32}")
MASK = "***"
_MASKED = re.compile(r".?\*{3}(@[^@\s]*)?|\*{3}\d\d", re.DOTALL)
_EMAIL = re.compile(r"([^@\s]+)@([^@\s]+)")
_NUMBER = re.compile(r"[\d\s().+/-]*\d[\d\s().+/-]*", re.ASCII)
_SHORT = 6  # digits: the last two of so few, such as a house number, would tell too much


def change(policy: Policy, key: bytes) -> Change | None:
    """What a policy does to a text; None for the one that does nothing."""
    changes: dict[Policy, Change] = {"hash": partial(hashed, key), "mask": masked, "drop": _dropped}
    return changes.get(policy)


def normalised(text: str) -> str:
    """The spelling under which two texts count as the same.

    E-mails, names and codes in small letters and trimmed; documents and phones as their digits.
    """
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).strip().casefold())
    return re.sub(r"\D", "", plain) if _NUMBER.fullmatch(plain) else plain


def hashed(key: bytes, text: str) -> str:
    """A text that tells nothing to those without the key, and is equal for equal texts, so that it joins."""
    if not text.strip() or HASHED.fullmatch(text):
        return text
    return "hmac:" + hmac.digest(key, normalised(text).encode(), hashlib.sha256).hex()[:32]


def masked(text: str) -> str:
    """`r***@example.org` of an e-mail, `R***` of a name, the last two digits of a document or phone."""
    plain = text.strip()
    if not plain or _MASKED.fullmatch(plain) or HASHED.fullmatch(plain):
        return text
    if email := _EMAIL.fullmatch(plain):
        return f"{email[1][0]}{MASK}@{email[2]}"
    if _NUMBER.fullmatch(plain):
        digits = re.sub(r"\D", "", plain)
        return MASK + digits[-2:] if len(digits) >= _SHORT else MASK
    return plain[0] + MASK


def _dropped(_: str) -> None:
    return None
