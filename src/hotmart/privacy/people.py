"""People known by nothing but keyed hashes of their e-mails, codes and documents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from urllib.parse import unquote

from hotmart.privacy.policies import HASHED, hashed

_CODE = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_TOKEN = re.compile(rf"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*|{_CODE}")
MAY_NAME = rf"@|%40|{_CODE}|^\s*\S*\d\S*\s*$|^[\d\s().+/-]+$|^hmac:"
"""Texts that can be an e-mail, a code or a document, or hold one; for Python and for SQL alike."""
_MAY_BE = re.compile(MAY_NAME)
_LONGEST = 320  # characters of an e-mail; nothing else that names a person is longer


def can_name(text: str) -> bool:
    """Whether a text can be an e-mail, a code or a document."""
    return 0 < len(text.strip()) <= _LONGEST and bool(_MAY_BE.search(text))


def can_mention(text: str) -> bool:
    """Whether a text can hold an e-mail or a code among other things, told at once."""
    return "@" in text or "-" in text or "%" in text or text.startswith("hmac:")


class People:
    """Tells whether a text is an e-mail, code or document of one of them."""

    def __init__(self, key: bytes, hashes: Iterable[str] = ()) -> None:
        self.hashes = set(hashes)
        self.hashed = lru_cache(4096)(partial(hashed, key))  # the same producer is in every sale

    def __bool__(self) -> bool:
        return bool(self.hashes)

    def are(self, text: str) -> bool:
        """Whether the text names one of them, and nothing else."""
        if HASHED.fullmatch(text):  # by the policy of a column
            return text in self.hashes
        return can_name(text) and self.hashed(text) in self.hashes

    def are_in(self, text: str) -> bool:
        """Whether the text names one of them among other things."""
        if not can_mention(text):
            return False
        tokens: list[str] = _TOKEN.findall(unquote(text) if "%" in text else text)  # in a link
        return any(self.hashed(token.strip(".")) in self.hashes for token in tokens)
