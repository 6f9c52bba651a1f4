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
from typing import Literal, TypeAlias

from hotmart import cpf_cnpj

Policy: TypeAlias = Literal["keep", "hash", "mask", "drop"]
Change: TypeAlias = Callable[[str], str | None]
"""What becomes of a text; None when nothing is to be left of it."""
Key: TypeAlias = Callable[[], bytes]
"""What gives the key of the hashes, asked for only when something is hashed."""

HASHED = re.compile(r"hmac:[0-9a-f]{32}")
MASK = "***"
_SPACE = " \t\n\v\f\r"
_NO_SPACE = rf"[^@{_SPACE}]"
_MASKED = rf"(?s:.?)\*\*\*(?:@{_NO_SPACE}*)?|\*\*\*[0-9][0-9]"
_EMAIL = f"{_NO_SPACE}+@{_NO_SPACE}+"
_NUMBER = rf"[0-9{_SPACE}().+/-]*[0-9][0-9{_SPACE}().+/-]*"
"""Patterns that mean the same to Python and to SQL."""
_SHORT = 6  # digits: the last two of so few, such as a house number, would tell too much


def change(policy: Policy, key: Key) -> Change | None:
    """What a policy does to a text; None for the one that does nothing."""
    changes: dict[Policy, Change] = {
        "hash": lambda text: hashed(key(), text),
        "mask": masked,
        "drop": _dropped,
    }
    return changes.get(policy)


def normalised(text: str) -> str:
    """The spelling under which two texts count as the same.

    E-mails, names and codes in small letters and trimmed; documents in their normal form, phones as digits.
    """
    plain = text.strip().casefold() if text.isascii() else _composed(_composed(text).strip().casefold())
    return cpf_cnpj.normal(plain) or (_digits(plain) if re.fullmatch(_NUMBER, plain) else plain)


def hashed(key: bytes, text: str) -> str:
    """A text that tells nothing to those without the key, and is equal for equal texts, so that it joins."""
    if not text.strip() or HASHED.fullmatch(text):
        return text
    return "hmac:" + hmac.digest(key, normalised(text).encode(), hashlib.sha256).hex()[:32]


def is_masked(text: str) -> bool:
    """Whether a text is what a mask leaves, which many people may share."""
    return re.fullmatch(_MASKED, text.strip(_SPACE)) is not None


def masked(text: str) -> str:
    """`r***@example.org` of an e-mail, `R***` of a name, the last two digits of a document or phone."""
    plain = text.strip(_SPACE)
    if not plain or is_masked(plain) or HASHED.fullmatch(plain):
        return text
    if re.fullmatch(_EMAIL, plain):
        return plain[0] + MASK + plain[plain.index("@") :]
    if document := cpf_cnpj.normal(plain):
        return MASK + document[-2:]
    if re.fullmatch(_NUMBER, plain):
        digits = _digits(plain)
        return MASK + digits[-2:] if len(digits) >= _SHORT else MASK
    return plain[0] + MASK


def masked_sql(value: str) -> str:
    """The SQL that masks a text as `masked` does."""
    plain = f"trim({value}, {_quoted(_SPACE)})"
    digits = f"regexp_replace({plain}, '[^0-9]', '', 'g')"

    def matches(pattern: str) -> str:
        return f"regexp_full_match({plain}, {_quoted(pattern)})"

    return (
        f"CASE WHEN {plain} = '' OR {matches(_MASKED)} OR {matches(HASHED.pattern)} THEN {value}"
        f" WHEN {matches(_EMAIL)} THEN left({plain}, 1) || '{MASK}' || substr({plain}, strpos({plain}, '@'))"
        f" WHEN {matches(cpf_cnpj.SPELLED)} THEN '{MASK}' || right({digits}, 2)"
        f" WHEN {matches(_NUMBER)} THEN '{MASK}' ||"
        f" CASE WHEN length({digits}) >= {_SHORT} THEN right({digits}, 2) ELSE '' END"
        f" ELSE left({plain}, 1) || '{MASK}' END"
    )


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _dropped(_: str) -> None:
    return None
