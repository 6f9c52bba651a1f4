"""Naming a person: whether a text is what it is given as is told before anything is opened."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, TypeAlias

from hotmart.errors import InvalidArgumentError
from hotmart.forgetting.people import Kind, kind_of
from hotmart.language import Text
from hotmart.privacy.policies import HASHED

By: TypeAlias = Literal["email", "ucode", "document"]
"""What somebody is named by."""

_KINDS: Mapping[By, Kind] = {"email": "email", "ucode": "code", "document": "other"}
_REFUSED: Mapping[By, Text] = {
    "email": Text("That is no e-mail.", "Isso não é um e-mail."),
    "ucode": Text("That is no code of a person.", "Isso não é um código de pessoa."),
    "document": Text("That is no document.", "Isso não é um documento."),
}
_LOOKS: Mapping[By, Text] = {
    "email": Text("It looks like rita@example.org.", "É como rita@example.org."),
    "ucode": Text(
        "It looks like 00000000-0000-4000-8000-000000000000.", "É como 00000000-0000-4000-8000-000000000000."
    ),
    "document": Text(
        "A CPF has 11 digits, such as 000.000.000-00. A CNPJ has 14 digits or letters, and ends in two "
        "digits, such as 00.ABC.000/0001-00. A document of another country has at least 6.",
        "Um CPF tem 11 dígitos, como 000.000.000-00. Um CNPJ tem 14 dígitos ou letras, e termina em dois "
        "dígitos, como 00.ABC.000/0001-00. Um documento de outro país tem pelo menos 6.",
    ),
}


def check_names(named: Mapping[By, Collection[str]]) -> None:
    """Raise InvalidArgumentError, which does not tell the text, where one is not what it is given as.

    The hash of any of them is one as well: it is all that is known of people in a warehouse that hashes.
    """
    for by, texts in named.items():
        for text in texts:
            if kind_of(text) != _KINDS[by] and not HASHED.fullmatch(text):
                raise InvalidArgumentError(by, _REFUSED[by], _LOOKS[by])
