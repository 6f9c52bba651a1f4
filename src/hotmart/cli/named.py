"""The argument that names a connection, and the refusal of secrets in its place or beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from hotmart.credentials.naming import looks_secret, secret_in_an_argument
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text, say

_TEMPTING = (
    *("--client-id", "--client-secret", "--basic", "--secret", "--password"),
    *("--token", "--access-token", "--api-key", "--key"),
)
_NAME = Text("[NAME]", "[NOME]")


def naming(command: Callable[..., Any], what: Text = _NAME) -> Callable[..., Any]:
    """Give a command an optional NAME, and have it refuse a credential on its command line, unseen.

    What Click says of an argument or an option that it does not know repeats it: so all are taken, and told
    apart here.
    """

    @wraps(command)
    def told(names: tuple[str, ...], exposed: tuple[str, ...], **others: Any) -> Any:
        if exposed or any(map(looks_secret, names)):
            raise secret_in_an_argument()
        if len(names) > 1:
            raise InvalidArgumentError("name", Text("One connection at a time.", "Uma conexão por vez."))
        return command(name=names[0] if names else None, **others)

    return click.argument("names", nargs=-1, metavar=str(what))(_exposing(told))


_exposing = click.option(
    *_TEMPTING,
    "exposed",
    multiple=True,
    hidden=True,
    help=say("Refused: a secret does not belong here.", "Recusado: um segredo não pertence aqui."),
)
