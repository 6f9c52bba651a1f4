"""The codes and documents in a question: which parameter each is, and a word that stands in its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

Value: TypeAlias = "str | list[str]"


class Given(dict[str, Value]):
    """What a question gives by itself, by parameter. Its repr does not show who a person is: only names."""

    def __repr__(self) -> str:
        return f"Given({', '.join(self)})"


_DIGITS = tuple("0123456789")


def _after(names: str, code: str) -> str:
    """A code that is one only after its name: "coupon BLACK10"."""
    between = r"(?:\s+(?:id|code|c[oó]digo|n[uú]mero|number|de|do|da|of|the))*[\s:#]+"
    return rf"(?i:\b(?:{names}){between})({code})\b"


# The parameter; signs one of which is there whenever the code is, as to make ready what looks for them all
# would take longer than to find an action; and how it looks. What is found is out of the way of those below.
_CODES = (
    ("email", ("@",), r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    ("ucode", ("-",), r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b"),
    ("transaction", ("hp",), r"\b[Hh][Pp][0-9][0-9A-Za-z]{4,20}\b"),
    ("document", ("/",), r"\b[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}/[0-9A-Z]{4}-[0-9]{2}\b"),
    ("document", ("-",), r"\b[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}\b"),
    ("document", _DIGITS, r"(?<![\w.])(?:[0-9]{11}|[0-9]{14})(?![\w.])"),
    (
        "coupon_code",
        ("cup", "voucher", "promo", "coup"),
        _after("cup[oO]m|coupon|voucher|promo", "[A-Z][A-Z0-9]{2,24}"),
    ),
    ("offer_code", ("ofert", "offer"), _after("oferta|offer", "(?=[a-z]*[0-9])[a-z0-9]{8}")),
    ("product_id", _DIGITS, _after("produto|product|curso|course|evento|event", "[0-9]{5,9}")),
    ("subscriber_code", _DIGITS, r"\b(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])[A-Z0-9]{8}\b"),
    (
        "subscriber_code",
        ("assina", "subscri"),
        _after("assinante|assinatura|subscriber|subscription", "(?=[a-z]*[0-9])[a-z0-9]{8}"),
    ),
)
_UPPER = frozenset({"transaction", "subscriber_code"})
_CURRENCIES = {
    "r$": "BRL",
    "reais": "BRL",
    "us$": "USD",
    "dolar": "USD",
    "dolares": "USD",
    "dólar": "USD",
    "dólares": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "euro": "EUR",
    "euros": "EUR",
} | {code: code.upper() for code in ("brl", "usd", "eur", "mxn", "cop", "gbp", "ars", "clp", "pen")}


def recognised(question: str) -> tuple[str, Given]:
    """The question with a word in the place of each code, such as `~transaction`, and what was found."""
    given = Given()
    small = question.lower()
    for parameter, signs, pattern in _CODES:
        if any(sign in small for sign in signs):
            question = re.sub(pattern, _noting(parameter, given), question)
    if currency := next(filter(None, map(_currency, small.split())), None):
        given["currency"] = currency
    several = any(isinstance(value, list) for value in given.values())
    return f"{question} ~several" if several else question, given


def _currency(word: str) -> str | None:
    """The currency that a word names, or begins with: "reais", "R$50"."""
    return _CURRENCIES.get(word.strip(".,;:!?()")) or _CURRENCIES.get(word.partition("$")[0] + "$")


def _noting(parameter: str, given: Given) -> Callable[[re.Match[str]], str]:
    """What keeps what was found, and puts the word in its place."""
    return lambda found: _noted(found, parameter, given)


def _noted(found: re.Match[str], parameter: str, given: Given) -> str:
    """The word in the place of a code; what stood before it stays."""
    code = found[found.lastindex or 0]
    value = code.upper() if parameter in _UPPER else code
    before = given.get(parameter, [])
    known = [before] if isinstance(before, str) else before
    if value not in known:
        given[parameter] = [*known, value] if known else value
    return f"{found[0][: len(found[0]) - len(code)]} ~{parameter.replace('_', '')} "
