"""`hotmart replay`: make the tables again from the raw pages that were kept."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text as Line

from hotmart.cli.answer import DONE, tell
from hotmart.cli.figures import number
from hotmart.cli.naming import named
from hotmart.cli.screen import grid, screen
from hotmart.cli.usage import command, json_option, warehouse_option
from hotmart.language import say
from hotmart.sync.replay import Replayed
from hotmart.sync.replay import replay as run
from hotmart.sync.streams import STREAMS
from hotmart.warehouse.store import Warehouse


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
@warehouse_option
@json_option
def replay(streams: tuple[str, ...], warehouse: Path, as_json: bool) -> int:
    chosen = [named(name, STREAMS) for name in streams] or STREAMS.values()
    done = run(Warehouse(warehouse), {stream.name: stream for stream in chosen})
    if as_json:
        tell([{"stream": name, **one._asdict()} for name, one in done.items()], {"warehouse": str(warehouse)})
    else:
        _draw(done)
    return DONE


def _draw(done: dict[str, Replayed]) -> None:
    table = grid(
        "stream",
        say("records", "registros"),
        say("changed", "mudaram"),
        say("carried over", "mantidos"),
        numbers=(1, 2, 3),
    )
    for name, one in done.items():
        style = "bold" if one.changed else ""
        table.add_row(name, number(one.records), Line(number(one.changed), style=style), number(one.carried))
    console = screen()
    console.print(table)
    if any(one.carried for one in done.values()):
        said = say(
            "Carried over: no page of theirs is kept, so they stand as they were.",
            "Mantidos: nenhuma página deles foi guardada, então ficam como estavam.",
        )
        console.print(Line(said, style="dim"))
