"""`hotmart login complete`: the code that the page showed, from a browser on another machine."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

import click

from hotmart.cli.answer import DONE, tell
from hotmart.cli.named import naming
from hotmart.cli.usage import Command, Group, json_option
from hotmart.connections.ensuring import completed, pages_with_a_code
from hotmart.connections.opened import Opened, problem_of
from hotmart.errors import HotmartError, InvalidArgumentError
from hotmart.language import Text, say


class NoCodeError(HotmartError):
    """The code is not the one that was shown, or no page waits for one."""

    code: ClassVar[str] = "credentials"


@click.group(
    "login",
    cls=Group,
    help=say(
        "End a connection that was begun in the browser of another machine. To begin one: hotmart connect",
        "Conclui uma conexão iniciada no navegador de outra máquina. Para iniciar uma: hotmart connect",
    ),
)
def login() -> None:
    """Only the subcommands do something."""


@login.command(
    "complete",
    cls=Command,
    short_help=say("Give the code that the page shows.", "Informa o código que a página mostra."),
    help=say(
        "Give the code that the page showed after it had tried the credential: only then is it kept. A code "
        "is good once, for the ten minutes of its page.",
        "Informa o código que a página mostrou depois de testar a credencial: só então ela é guardada. Um "
        "código vale uma vez, pelos dez minutos da página dele.",
    ),
)
@partial(naming, what=Text("CODE", "CÓDIGO"))
@click.option(
    "--connection",
    metavar=say("NAME", "NOME"),
    help=say("Of which connection, where several wait.", "De qual conexão, onde há várias esperando."),
)
@json_option
def complete(name: str | None, connection: str | None, as_json: bool) -> int:
    if not name:
        raise InvalidArgumentError(
            "code",
            Text("The code is missing.", "Falta o código."),
            Text("The page shows it.", "A página o mostra."),
        )
    page = _page(connection)
    said = completed(page, name)
    if said["outcome"] != "done":
        raise _refusal(said)
    if as_json:
        tell({"connection": page.name, **(said.get("trial") or {})})
    else:
        click.secho(say(f"{page.name} is connected.", f"{page.name} está conectada."), fg="green")
        click.echo(say("Next: hotmart whoami", "A seguir: hotmart whoami"))
    return DONE


def _page(connection: str | None) -> Opened:
    """The page that waits for a code."""
    waiting = [one for one in pages_with_a_code() if connection in (None, one.name)]
    if not waiting:
        raise NoCodeError(
            Text("No page waits for a code.", "Nenhuma página espera um código."),
            Text(
                "To see where it stands: hotmart connection list",
                "Para ver como está: hotmart connection list",
            ),
        )
    if len(waiting) > 1:
        names = ", ".join(one.name for one in waiting)
        raise InvalidArgumentError(
            "connection",
            Text(f"Several wait for a code: {names}.", f"Várias esperam um código: {names}."),
            Text("Name one with --connection.", "Indique uma com --connection."),
        )
    return waiting[0]


def _refusal(said: dict[str, Any]) -> HotmartError:
    if (problem := problem_of(said.get("problem"))) and said["outcome"] == "spent":
        return NoCodeError(problem.text, problem.advice)
    return NoCodeError(
        Text("That is not the code.", "Esse não é o código."),
        Text(
            "Type it as the page shows it; after a few wrong ones nothing is kept.",
            "Digite como a página mostra; depois de alguns errados nada é guardado.",
        ),
    )
