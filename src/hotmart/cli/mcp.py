"""`hotmart mcp`: a server for agents, by the Model Context Protocol."""

from __future__ import annotations

import gc
import sys

import click

from hotmart.cli.usage import Command, Group, Where, where_options
from hotmart.errors import InvalidArgumentError, did_you_mean
from hotmart.extras import extra
from hotmart.language import Text, say
from hotmart.mcp_server.writing import KINDS


@click.group(
    "mcp",
    cls=Group,
    help=say(
        "A server for agents, by the Model Context Protocol: figures to the cent, questions in SQL, records, "
        "and writes that a person confirms.",
        "Um servidor para agentes, pelo Model Context Protocol: números ao centavo, perguntas em SQL, "
        "registros, e alterações que uma pessoa confirma.",
    ),
)
def mcp() -> None:
    """Only the subcommands do something."""


@mcp.command(
    "serve",
    cls=Command,
    short_help=say("Answer an agent, until it ends.", "Atende um agente, até ele terminar."),
    help=say(
        "Answer the agent that started this, over its input and output. It reads the local copy and Hotmart, "
        "masks people, and changes nothing unless --allow names what. Each change waits for a person's yes.",
        "Atende o agente que iniciou isto, pela entrada e saída. Lê a cópia local e a Hotmart, mascara as "
        "pessoas, e não altera nada, a menos que --allow diga o quê. Cada alteração espera o sim de alguém.",
    ),
)
@click.option(
    "--allow",
    metavar=say("KINDS", "TIPOS"),
    help=say(
        f"The changes that may be asked for, by commas: {', '.join(KINDS)}.",
        f"As alterações que podem ser pedidas, por vírgula: {', '.join(KINDS)}.",
    ),
)
@click.option(
    "--reveal-personal",
    is_flag=True,
    help=say("Show people as they are, not masked.", "Mostra as pessoas como são, sem máscara."),
)
@where_options
def serve(allow: str | None, reveal_personal: bool, where: Where) -> int:
    allowed = _allowed(allow or "")
    gc.disable()  # nothing of what is imported now is ever collected
    extra("mcp", "mcp")
    from hotmart.mcp_server.desk import Desk  # noqa: PLC0415  # `--help` needs no server
    from hotmart.mcp_server.stdio import serve as answer  # noqa: PLC0415  # likewise

    gc.enable()
    gc.freeze()
    if sys.stdin.isatty():
        click.echo(
            say(
                "A client starts this by itself: hotmart agent setup. It ends with Ctrl-C.",
                "Um cliente inicia isto sozinho: hotmart agent setup. Termina com Ctrl-C.",
            ),
            err=True,
        )
    return answer(Desk(where.file, where.connections, where.warehouse, reveal_personal, allowed))


def _allowed(told: str) -> frozenset[str]:
    """The kinds that are named. Raises InvalidArgumentError for one that there is not."""
    named = frozenset(one.strip() for one in told.split(",") if one.strip())
    for one in sorted(named - {*KINDS}):
        listed = ", ".join(KINDS)
        raise InvalidArgumentError(
            "allow",
            Text(f"There is no kind of change {one!r}.", f"Não existe o tipo de alteração {one!r}."),
            did_you_mean(one, [*KINDS]) or Text(f"There are: {listed}.", f"Existem: {listed}."),
        )
    return named
