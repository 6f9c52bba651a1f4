"""CPF and CNPJ, the documents of people and companies in Brazil, however they are written.

A CPF has 11 digits; a CNPJ has 14 signs, which may be letters since July 2026, but for the last two (dossier
§24). Check digits are not looked at: what was mistyped is still somebody's.
"""

from __future__ import annotations

import re

from hotmart.secrecy import MASK

_SIGN = r"[\t-\r \xa0./-]"
_CPF = rf"(?:[0-9]{_SIGN}*){{10}}[0-9]"
_CNPJ = rf"(?:[0-9A-Za-z]{_SIGN}*){{12}}[0-9]{_SIGN}*[0-9]"
SPELLED = rf"{_SIGN}*(?:{_CPF}|{_CNPJ}){_SIGN}*"
"""A text that is one of them, in any spelling. It means the same to Python, to SQL and to a JSON Schema."""

_TIGHT = r"(?:[0-9A-Za-z][./-]*){12}[0-9][./-]*[0-9]"
_GROUPED = r"[0-9A-Z]{2}[ ./-]+[0-9A-Z]{3}[ ./-]+[0-9A-Z]{3}[ ./-]+[0-9A-Z]{4}[ ./-]+[0-9]{2}"
_DIGITS = r"(?:[0-9][ ./-]*){10}(?:(?:[0-9][ ./-]*){3})?[0-9]"
MENTIONED = rf"(?<![0-9A-Za-z])(?:{_TIGHT}|{_GROUPED}|{_DIGITS})(?![0-9A-Za-z])"
"""One of them among other words: there, what is set apart by spaces alone may just as well be words."""


def normal(text: str) -> str | None:
    """The one spelling that counts, upper case and without signs; None where it is neither of them."""
    return re.sub(_SIGN, "", text).upper() if re.fullmatch(SPELLED, text) else None


def hidden(said: str) -> str:
    """A sentence without the documents that it mentions."""
    return re.sub(MENTIONED, MASK, said)
