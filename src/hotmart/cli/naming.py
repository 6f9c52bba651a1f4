"""The options by which a person is named, which several commands take."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from hotmart.cli.usage import Decorator
from hotmart.language import say
from hotmart.statement.asked import Asked

email_option: Decorator = click.option(
    "--email", multiple=True, metavar="E-MAIL", help=say("Their e-mail.", "O e-mail da pessoa.")
)
ucode_option: Decorator = click.option(
    "--ucode",
    multiple=True,
    metavar="UCODE",
    help=say("Their code at Hotmart.", "O código dela na Hotmart."),
)
document_option: Decorator = click.option(
    "--document", multiple=True, metavar="CPF/CNPJ", help=say("Their document.", "O documento dela.")
)
_phone_option: Decorator = click.option(
    "--phone",
    multiple=True,
    metavar=say("PHONE", "TELEFONE"),
    help=say("Their phone, with its area.", "O telefone dela, com DDD."),
)
_transaction_option: Decorator = click.option(
    "--transaction",
    multiple=True,
    metavar=say("CODE", "CÓDIGO"),
    help=say("The code of something they bought.", "O código de algo que ela comprou."),
)


def naming_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command all of them, and what they say as its `asked`."""

    @wraps(command)
    def told(
        email: tuple[str, ...],
        ucode: tuple[str, ...],
        document: tuple[str, ...],
        phone: tuple[str, ...],
        transaction: tuple[str, ...],
        **others: Any,
    ) -> Any:
        return command(asked=Asked(email, ucode, document, phone, transaction), **others)

    return email_option(document_option(_phone_option(_transaction_option(ucode_option(told)))))
