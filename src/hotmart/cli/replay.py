"""`hotmart replay`: make the tables again from the raw pages that were kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
from rich.text import Text as Styled

from hotmart.accounts.account import Account
from hotmart.cli.answer import DONE, tell
from hotmart.cli.screen import grid, screen
from hotmart.cli.usage import Where, command, json_option, where_options
from hotmart.figures import number
from hotmart.language import say
from hotmart.sync.replay import Replayed


@command(
    "replay",
    help=say(
        "Make the tables of all streams, or of those named and what they stand on, again from the raw pages "
        "that were kept, without a call to Hotmart: after an upgrade, or another choice of columns or of "
        "what is kept of people. Rows and histories come out as they were read; what no kept page holds "
        "is carried over as it is. Interrupted, it leaves the warehouse as it was.",
        "Refaz as tabelas de todos os streams, ou dos indicados e daqueles de que dependem, com as páginas "
        "guardadas, sem chamar a Hotmart: depois de uma atualização, ou de outra escolha de colunas ou do "
        "que se guarda das pessoas. Linhas e históricos saem como foram lidos; o que nenhuma página "
        "guardada traz fica como está. Interrompido, deixa o armazém como estava.",
    ),
)
@click.argument("streams", nargs=-1, metavar="[STREAM]...")
@where_options
@json_option
def replay(streams: tuple[str, ...], where: Where, as_json: bool) -> int:
    done = [(account, account.replay(*streams)) for account in where.opened()]
    if as_json:
        rows = [row for account, found in done for row in _rows(account, found)]
        tell(rows, {"warehouses": sorted({str(account.settings.warehouse) for account, _ in done})})
        return DONE
    for account, found in done:
        if account.name:
            click.secho(account.name, bold=True)
        _draw(found)
    return DONE


def _rows(account: Account, done: Mapping[str, Replayed]) -> list[dict[str, Any]]:
    whose = {"connection": account.name} if account.name else {}
    return [whose | {"stream": name, **one._asdict()} for name, one in done.items()]


def _draw(done: Mapping[str, Replayed]) -> None:
    table = grid(
        "stream",
        say("records", "registros"),
        say("changed", "mudaram"),
        say("carried over", "mantidos"),
        numbers=(1, 2, 3),
    )
    for name, one in done.items():
        style = "bold" if one.changed else ""
        table.add_row(
            name, number(one.records), Styled(number(one.changed), style=style), number(one.carried)
        )
    console = screen()
    console.print(table)
    if any(one.carried for one in done.values()):
        said = say(
            "Carried over: no page of theirs is kept, so they stand as they were.",
            "Mantidos: nenhuma página deles foi guardada, então ficam como estavam.",
        )
        console.print(Styled(said, style="dim"))
