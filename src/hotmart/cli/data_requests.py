"""`hotmart privacy requests`: the log of what people asked about their data, and by when it is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import click
from rich.text import Text as Styled

from hotmart.actions.guard.place import state_file
from hotmart.cli.answer import DONE, complain, exit_code, tell
from hotmart.cli.naming import naming_options
from hotmart.cli.screen import grid, screen
from hotmart.cli.usage import Command, Day, Decorator, Group, json_option
from hotmart.document import Problem
from hotmart.figures import counted
from hotmart.language import Text, both, say
from hotmart.statement.asked import Asked
from hotmart.statement.requests import DAYS, KINDS, OUTCOMES, Kind, Log, Outcome, Request
from hotmart.zone import USUAL, zone

FILE = "privacy-requests.sqlite"
_KINDS = {
    "access": Text("all that is held", "tudo o que se guarda"),
    "confirmation": Text("whether anything is held", "se algo é guardado"),
    "correction": Text("correction", "correção"),
    "erasure": Text("erasure", "eliminação"),
    "portability": Text("portability", "portabilidade"),
    "other": Text("something else", "outra coisa"),
}
_OUTCOMES = {
    "fulfilled": Text("fulfilled", "atendido"),
    "nothing_held": Text("nothing is held", "nada é guardado"),
    "refused": Text("refused", "recusado"),
}


@click.group(
    "requests",
    cls=Group,
    short_help=say("What people asked about their data.", "O que se pediu sobre dados pessoais."),
    help=say(
        "The log of what people asked about their data: asked, due, confirmed, answered. It is kept on this "
        "machine, beside the audit, and names nobody: a person is known again by a hash. Confirm at once, "
        f"and answer in full within {DAYS} days (LGPD art. 19).",
        "O registro do que se pediu sobre dados pessoais: pedido, prazo, confirmado, respondido. Fica nesta "
        "máquina, ao lado da auditoria, e não traz nomes: a pessoa é reconhecida por um hash. Confirme na "
        f"hora, e responda por completo em até {DAYS} dias (LGPD, art. 19).",
    ),
)
def requests() -> None:
    """Only the subcommands do something."""


@requests.command(
    "add",
    cls=Command,
    help=say("Note that a person has asked.", "Anota que uma pessoa pediu."),
)
@naming_options
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="access",
    show_default=True,
    help=say("What is asked for.", "O que se pede."),
)
@click.option(
    "--asked",
    "day",
    type=Day(),
    metavar=say("DAY", "DIA"),
    help=say("When it was asked; unless told, today.", "Quando foi pedido; sem isto, hoje."),
)
@json_option
def add(asked: Asked, kind: Kind, day: date | None, as_json: bool) -> int:
    asked.check()
    names = [*asked.plain, *asked.phone, *asked.transaction]
    return _tell_one(_log().add(kind, names, day or _today(), _today()), as_json=as_json)


_on_option: Decorator = click.option(
    "--on",
    "day",
    type=Day(),
    metavar=say("DAY", "DIA"),
    help=say("When; unless told, today.", "Quando; sem isto, hoje."),
)


@requests.command(
    "confirm",
    cls=Command,
    help=say(
        "Note that the person was told whether anything is held, which has to be done at once.",
        "Anota que se disse à pessoa se algo é guardado, o que deve ser feito na hora.",
    ),
)
@click.argument("number", type=click.IntRange(min=1), metavar="NUMBER")
@_on_option
@json_option
def confirm(number: int, day: date | None, as_json: bool) -> int:
    return _tell_one(_log().confirm(number, day or _today(), _today()), as_json=as_json)


@requests.command(
    "answer",
    cls=Command,
    help=say(
        "Note that the person was answered in full, such as with the folder of `hotmart privacy export`.",
        "Anota que a pessoa foi respondida por completo, como com a pasta do `hotmart privacy export`.",
    ),
)
@click.argument("number", type=click.IntRange(min=1), metavar="NUMBER")
@click.option(
    "--outcome",
    type=click.Choice(OUTCOMES),
    default="fulfilled",
    show_default=True,
    help=say("How it was answered.", "Como foi respondido."),
)
@_on_option
@json_option
def answer(number: int, outcome: Outcome, day: date | None, as_json: bool) -> int:
    return _tell_one(_log().answer(number, day or _today(), _today(), outcome), as_json=as_json)


@requests.command(
    "list",
    cls=Command,
    help=say(
        "List the requests that wait for an answer; of one person where they are named. Where one is "
        "overdue, it says so and ends with exit code 1.",
        "Lista os pedidos que esperam resposta; de uma pessoa, se ela for indicada. Se um passou do prazo, "
        "avisa e termina com o código de saída 1.",
    ),
)
@naming_options
@click.option(
    "--all",
    "every",
    is_flag=True,
    help=say("Those that were answered too.", "Também os que foram respondidos."),
)
@json_option
def list_(asked: Asked, every: bool, as_json: bool) -> int:
    names = [*asked.plain, *asked.phone, *asked.transaction]
    if names:
        asked.check()
    found = [one for one in _log().all(names) if every or one.answered is None]
    late = [one.number for one in found if one.is_overdue(_today())]
    problem = _overdue(late) if late else None
    if as_json:
        tell([_as_data(one) for one in found], {"count": len(found), "overdue": len(late)}, (), problem)
        return exit_code(problem)
    if found:
        _draw(found)
    else:
        click.echo(say("No request waits for an answer.", "Nenhum pedido espera resposta."))
    if problem:
        complain(problem)
    return exit_code(problem) if problem else DONE


def _log() -> Log:
    return Log(state_file(FILE))


def _today() -> date:
    """The day it is where the law is: days are counted there."""
    return datetime.now(zone(USUAL)).date()


def _overdue(late: Sequence[int]) -> Problem:
    return Problem(
        "requests_overdue",
        both(
            lambda: say(
                f"{counted(len(late), 'request is', 'requests are')} overdue: the law gives {DAYS} days.",
                f"{counted(len(late), 'pedido passou', 'pedidos passaram')} do prazo: a lei dá {DAYS} dias.",
            )
        ),
        Text(
            f"Answer the person, then note it: hotmart privacy requests answer {late[0]}",
            f"Responda à pessoa e anote: hotmart privacy requests answer {late[0]}",
        ),
    )


def _tell_one(request: Request, *, as_json: bool) -> int:
    if as_json:
        tell(_as_data(request))
    else:
        _draw([request])
    return DONE


def _as_data(one: Request) -> dict[str, Any]:
    return one._asdict() | {"overdue": one.is_overdue(_today())}


def _draw(found: list[Request]) -> None:
    table = grid(
        say("number", "número"),
        say("what", "o quê"),
        say("asked", "pedido"),
        say("due", "prazo"),
        say("confirmed", "confirmado"),
        say("answered", "respondido"),
        numbers=(0,),
    )
    for one in found:
        answered = f"{one.answered} ({_OUTCOMES[one.outcome]})" if one.answered and one.outcome else "–"
        due = Styled(str(one.due), style="bold red" if one.is_overdue(_today()) else "")
        table.add_row(
            str(one.number), str(_KINDS[one.kind]), str(one.asked), due, str(one.confirmed or "–"), answered
        )
    screen().print(table)
