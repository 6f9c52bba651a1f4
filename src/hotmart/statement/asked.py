"""Who is asked about: by an e-mail, document, phone, sale or code, and whether that can name anybody."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from hotmart.errors import HotmartError, InvalidArgumentError
from hotmart.forgetting.naming import check_names
from hotmart.language import Text

_PHONE = re.compile(r"[\d\s().+/-]+")
_FEWEST, _MOST = 8, 15
"""Digits of a phone: with the area, and at most what ITU E.164 has."""
_TRANSACTION = re.compile(r"[A-Za-z0-9._-]{4,64}")


class NobodyError(HotmartError):
    """Nobody of that name is held, as far as was looked."""

    code = "not_found"


class Asked(NamedTuple):
    """What somebody is named by; several of one person's may be told."""

    email: tuple[str, ...] = ()
    ucode: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    transaction: tuple[str, ...] = ()

    def check(self) -> None:
        """Raise InvalidArgumentError, which does not tell the text, where one cannot name anybody."""
        if not any(self):
            raise InvalidArgumentError(
                "email",
                Text("Say whom it is about.", "Diga de quem se trata."),
                Text(
                    "Name them by e-mail, document, phone, transaction or code.",
                    "Indique a pessoa por e-mail, documento, telefone, transação ou código.",
                ),
            )
        check_names({"email": self.email, "ucode": self.ucode, "document": self.document})
        _check("phone", self.phone, is_phone, _NO_PHONE)
        _check("transaction", self.transaction, _is_transaction, _NO_TRANSACTION)

    @property
    def plain(self) -> list[str]:
        """What people are known by as it is; phones and sales have to be looked up."""
        return [*self.email, *self.ucode, *self.document]


def is_phone(text: str) -> bool:
    """Whether a text is a phone number, with its area."""
    return _PHONE.fullmatch(text) is not None and _FEWEST <= len(digits(text)) <= _MOST


def digits(text: str) -> str:
    """The digits of a text."""
    return re.sub(r"\D", "", text)


def _is_transaction(text: str) -> bool:
    return _TRANSACTION.fullmatch(text) is not None and any(map(str.isdigit, text))


_NO_PHONE = (
    Text("That is no phone number.", "Isso não é um telefone."),
    Text("With its area, it looks like (31) 90000-0001.", "Com o DDD, é como (31) 90000-0001."),
)
_NO_TRANSACTION = (
    Text("That is no code of a sale.", "Isso não é um código de venda."),
    Text("It looks like HP0000000001.", "É como HP0000000001."),
)


def _check(by: str, texts: Collection[str], fits: Callable[[str], bool], said: tuple[Text, Text]) -> None:
    if not all(map(fits, texts)):
        raise InvalidArgumentError(by, *said)
