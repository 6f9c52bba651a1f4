"""What somebody typed into a link or a name, without the e-mails and documents of people in it."""

from __future__ import annotations

import re

from hotmart.cpf_cnpj import hidden
from hotmart.privacy.policies import MASK, masked

_EMAIL = re.compile(r"[^\s@\"'<>(),;:/?&=|]+@[^\s@\"'<>(),;:/?&=|]+")
_LONG = re.compile(r"\+?\d[\d ().-]{9,}\d")
"""As long as a phone number; the ids of ads have more digits in one go."""
_DIGITS = range(10, 15)


def discreet(text: str) -> str:
    """The text with masks where it names a person; itself where it names none."""
    without = hidden(_EMAIL.sub(lambda found: masked(found[0]), text))
    return _LONG.sub(lambda found: MASK if len(re.sub(r"\D", "", found[0])) in _DIGITS else found[0], without)
