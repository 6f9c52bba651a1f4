"""What a person types to find a record: which of the things that it may be it is."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

from hotmart.cpf_cnpj import normal
from hotmart.forgetting.people import kind_of
from hotmart.statement.asked import is_phone

Kind: TypeAlias = Literal["transaction", "subscription", "email", "ucode", "document", "phone"]
OPEN: tuple[Kind, ...] = ("transaction", "subscription")
"""What may stand in an address: it tells who nobody is, to whoever has not the warehouse."""
_TRANSACTION = re.compile(r"H[A-Z]\d{4,30}(C\d+)?")
_SUBSCRIPTION = re.compile(r"[A-Z0-9]{6,12}")


class Sought(NamedTuple):
    """One reading of what was typed."""

    kind: Kind
    text: str


def readings(typed: str) -> list[Sought]:
    """All that it may be, the likeliest first; none for what cannot be any of it."""
    text = typed.strip()
    code = text.upper()
    kinds: list[Kind] = []
    if _TRANSACTION.fullmatch(code):
        return [Sought("transaction", code)]
    match kind_of(text):
        case "email":
            return [Sought("email", text)]
        case "code":
            return [Sought("ucode", text.lower())]
        case _:
            if normal(text) or kind_of(text) == "other":
                kinds.append("document")
    if is_phone(text):
        kinds.append("phone")
    found = [Sought(kind, text) for kind in kinds]
    if _SUBSCRIPTION.fullmatch(code) and not code.isdigit():
        found.insert(0, Sought("subscription", code))
    return found
