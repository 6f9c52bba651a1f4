"""People known by nothing but keyed hashes of their e-mails, codes and documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from typing import Literal, TypeAlias
from urllib.parse import unquote

from hotmart.cpf_cnpj import SPELLED
from hotmart.privacy.policies import HASHED, hashed, is_masked

Kind: TypeAlias = Literal["email", "code", "other"]
"""What somebody is known by: other than by an e-mail or a code, by a document, or by the hash of anything."""

_CODE = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
TOKEN = re.compile(rf"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*|{_CODE}")
_MAY_HOLD = rf"@|%40|{_CODE}|^hmac:"
_MAY_BE_OTHER = rf"^\s*\S*\d\S*\s*$|^[\d\s().+/-]+$|^{SPELLED}$"
_FEWEST = 6  # letters and digits: a shorter text, such as a house number, is that of many
_LONGEST = 320  # characters of an e-mail; nothing else that names a person is longer


def kind_of(text: str) -> Kind | None:
    """What kind of name of a person a text is; None when it cannot be one, or can be that of many."""
    if not 0 < len(text.strip()) <= _LONGEST or is_masked(text):
        return None
    if "@" in text:
        return "email"
    if re.fullmatch(_CODE, text.strip()):
        return "code"
    signs = len(re.findall("[0-9A-Za-z]", text))
    return "other" if signs >= _FEWEST and re.search(_MAY_BE_OTHER, text) else None


def can_mention(text: str) -> bool:
    """Whether a text can hold an e-mail or a code among other things, told at once."""
    return "@" in text or "-" in text or "%" in text or text.startswith("hmac:")


class People:
    """Tells whether a text is an e-mail, code or document of one of them."""

    def __init__(self, key: bytes, listed: Mapping[str, Kind] | None = None) -> None:
        self.key = key
        self.listed: dict[str, Kind] = dict(listed or {})
        """The hash of everything they are known by, and what kind of thing it is."""
        self.hashed = lru_cache(4096)(partial(hashed, key))  # the same producer is in every sale

    def add(self, names: Iterable[str]) -> None:
        """From now on, count these as names of theirs too."""
        self.listed |= {self.hashed(name): kind for name in names if (kind := kind_of(name))}

    @property
    def pattern(self) -> str:
        """The texts worth looking at, for SQL: those that can be, or hold, something they are known by."""
        return f"{_MAY_HOLD}|{_MAY_BE_OTHER}" if "other" in self.listed.values() else _MAY_HOLD

    def are(self, text: str) -> bool:
        """Whether the text names one of them, and nothing else."""
        if HASHED.fullmatch(text):  # by the policy of a column
            return text in self.listed
        kind, kinds = kind_of(text), self.listed.values()
        return kind is not None and (kind in kinds or "other" in kinds) and self.hashed(text) in self.listed

    def are_in(self, text: str) -> bool:
        """Whether the text names one of them among other things."""
        if not can_mention(text):
            return False
        tokens: list[str] = TOKEN.findall(unquote(text) if "%" in text else text)  # in a link
        return any(self.hashed(token.strip(".")) in self.listed for token in tokens)
