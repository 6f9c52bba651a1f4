"""The questions of `hotmart init`, and how their answers are read, whether typed or given as options."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from hotmart.accounts.selection import matching
from hotmart.config.defaults import WAREHOUSE
from hotmart.config.templates import GROUPS, USUAL
from hotmart.config.values import Reference, UnreadableValueError
from hotmart.errors import HotmartError, InvalidArgumentError, did_you_mean
from hotmart.language import Text
from hotmart.streams.known import STREAMS

T = TypeVar("T")

TREATMENTS: dict[str, Text] = {
    "keep": Text("as Hotmart tells it", "como a Hotmart informa"),
    "hash": Text(
        "a code in its place, equal for equal texts", "um código no lugar, igual para textos iguais"
    ),
    "mask": Text("r***@example.org", "r***@example.org"),
    "drop": Text("not stored at all", "nem é gravado"),
}


def asked(given: dict[str, Any]) -> dict[str, Any]:
    """What was given, and the answers to what was not."""
    found = dict(given)

    def want(name: str, question: Text, default: str) -> None:
        if name not in found:
            found[name] = _answer(question, default, READ[name])

    want("client_id", _WHERE_ID, "HOTMART_CLIENT_ID")
    want("client_secret", _WHERE_SECRET, "HOTMART_CLIENT_SECRET")
    _show({name: group.text for name, group in GROUPS.items()})
    want("streams", _WHICH, ", ".join(USUAL))
    if "club" in found["streams"]:
        want("club", _WHICH_CLUB, "")
    _show(TREATMENTS)
    want("personal", _WHAT_OF_PEOPLE, "keep")
    want("warehouse", _WHERE_TO, WAREHOUSE)
    return found


_WHERE_ID = Text(
    "The variable of the environment that holds the client id",
    "A variável de ambiente com o client id",
)
_WHERE_SECRET = Text("The one that holds the client secret", "A variável com o client secret")
_WHICH = Text("What to copy, by commas", "O que copiar, separado por vírgula")
_WHICH_CLUB = Text(
    "The subdomains of your members areas, by commas",
    "Os subdomínios das suas áreas de membros, separados por vírgula",
)
_WHAT_OF_PEOPLE = Text("What to do with personal data", "O que fazer com dados pessoais")
_WHERE_TO = Text("The file of the copy", "O arquivo da cópia")


def _answer(question: Text, default: str, read: Callable[[str], T]) -> T:
    """Ask until the answer can be read."""
    while True:
        try:
            return read(click.prompt(str(question), default=default, err=True))
        except HotmartError as error:
            click.secho(str(error), err=True, fg="yellow")


def _show(choices: dict[str, Text]) -> None:
    click.echo(err=True)
    click.echo("\n".join(f"  {name:<14} {text}" for name, text in choices.items()), err=True)


def _reference(text: str) -> str:
    """`env:NAME` and `file:PATH` as they are; a name alone is a variable. A secret itself is refused."""
    try:
        return str(Reference.parse(text if ":" in text else f"env:{text}"))
    except UnreadableValueError as error:
        raise InvalidArgumentError(
            "client_id",
            Text("That is no name of a variable.", "Isso não é nome de variável."),
            Text(f"Write {error.text.en}.", f"Escreva {error.text.pt}."),
        ) from None


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,]+", text) if word]


def _streams(text: str) -> list[str]:
    words = _words(text)
    for word in words:
        if word not in GROUPS and not matching(word, STREAMS):
            raise InvalidArgumentError(
                "streams",
                Text(f"There is no {word} to copy.", f"Não existe {word} para copiar."),
                did_you_mean(word, (*GROUPS, *STREAMS))
                or Text("See: hotmart streams", "Veja: hotmart streams"),
            )
    return words


def _treatment(text: str) -> str:
    if text not in TREATMENTS:
        listed = ", ".join(TREATMENTS)
        raise InvalidArgumentError("personal", Text(f"Write one of {listed}.", f"Escreva um de {listed}."))
    return text


def _as_it_is(value: T) -> T:
    return value


READ: dict[str, Callable[[Any], Any]] = {
    "client_id": _reference,
    "client_secret": _reference,
    "sandbox": _as_it_is,
    "streams": _streams,
    "club": _words,
    "since": _as_it_is,
    "personal": _treatment,
    "warehouse": _as_it_is,
    "schema": _as_it_is,
}
"""How each answer becomes what it means."""
