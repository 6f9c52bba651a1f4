"""What the audit keeps of a text that somebody typed: not the e-mails and documents of people in it.

A link may be named for its buyer, and a path may end in an e-mail: neither is known to be private, and the
audit stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import unquote

from hotmart.cpf_cnpj import hidden
from hotmart.secrecy import MASK
from hotmart.words import is_list, is_object

_EMAIL = re.compile(r"[^\s@\"'<>(),;:/?&=]+@[^\s@\"'<>(),;:/?&=]+")


def veiled(said: str) -> str:
    """A text without the e-mails, CPFs and CNPJs in it. What is veiled stays as it is."""
    return hidden(_EMAIL.sub(MASK, said))


def veiled_within(value: Any) -> Any:
    """The same data, every text in it veiled."""
    if isinstance(value, str):
        return veiled(value)
    if is_list(value):
        return [veiled_within(one) for one in value]
    if is_object(value):
        return {name: veiled_within(one) for name, one in value.items()}
    return value


def veiled_beside(said: str, codes: Collection[str]) -> str:
    """A text that is veiled but for these codes, which may look like a document and are none."""
    kept = "|".join(re.escape(one) for one in codes if one)
    parts = re.split(f"({kept})", said) if kept else [said]
    return "".join(part if part in codes else veiled(part) for part in parts)


def veiled_path(path: str) -> str:
    """A path whose segments are veiled, also where they are spelled as a URL spells them."""
    return "/".join(_segment(one) for one in path.split("/"))


def _segment(spelled: str) -> str:
    said = spelled
    while (plainer := unquote(said)) != said:  # also where what was typed was spelled so already
        said = plainer
    shown = veiled(said)
    return spelled if shown == said else shown
