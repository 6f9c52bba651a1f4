"""`hotmart sync`: bring the warehouse up to Hotmart, and prove it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from hotmart.cli import verdicts
from hotmart.cli.answer import DONE, StoppedError, tell
from hotmart.cli.figures import iso, number
from hotmart.cli.progress import shown, told
from hotmart.cli.screen import grid, screen
from hotmart.cli.session import connected
from hotmart.cli.usage import Day, command, json_option, warehouse_option
from hotmart.client import AsyncHotmart
from hotmart.language import Text, say
from hotmart.sync.plan import Plan, StreamPlan
from hotmart.sync.report import Report
from hotmart.sync.run import chosen, plan
from hotmart.sync.run import sync as run
from hotmart.warehouse.store import Warehouse


@command(
    "sync",
    help=say(
        "Copy the account into one DuckDB file and prove the copy: all streams, or those named. The first "
        "run reads everything, later ones only what is new, young or changed. Interrupted, it goes on from "
        "where it was. Exit code 0 means proved, 8 incomplete.",
        "Copia a conta para um arquivo DuckDB e prova a cópia: todos os streams, ou os indicados. A primeira "
        "vez lê tudo; as seguintes, só o que é novo, recente ou mudou. Interrompido, continua de onde parou. "
        "Código de saída 0 quer dizer provado; 8, incompleto.",
    ),
)
@click.argument("streams", nargs=-1, metavar="[STREAM]...")
@warehouse_option
@click.option(
    "--since",
    type=Day(),
    metavar=say("DATE", "DATA"),
    help=say(
        "The day history begins (UTC); by default the account's first sale.",
        "O dia em que a história começa (UTC); por padrão, a primeira venda da conta.",
    ),
)
@click.option("--full", is_flag=True, help=say("Read everything again.", "Lê tudo de novo."))
@click.option(
    "--plan",
    "only_plan",
    is_flag=True,
    help=say(
        "Show how many requests and minutes it would take, and stop.",
        "Mostra quantas chamadas e minutos levaria, e para.",
    ),
)
@json_option
def sync(
    streams: tuple[str, ...], warehouse: Path, since: date | None, full: bool, only_plan: bool, as_json: bool
) -> int:
    chosen(streams)  # a stream that does not exist is told before anything is asked of Hotmart
    store = Warehouse(warehouse)
    if only_plan:
        made = connected(lambda client: plan(client, store, streams, since=since, full=full))
        return _tell_plan(made, as_json=as_json)
    try:
        report = connected(lambda client: _watched(client, store, streams, since=since, full=full))
    except KeyboardInterrupt:
        raise StoppedError(
            Text(
                "What was committed is safe; the same command goes on from there.",
                "O que já foi gravado está seguro; o mesmo comando continua de onde parou.",
            )
        ) from None
    data = [verdicts.stream_as_json(part) for part in report.streams.values()]
    return verdicts.answer(report, warehouse, data, verdicts.draw_streams, as_json=as_json)


async def _watched(client: AsyncHotmart, store: Any, streams: tuple[str, ...], **how: Any) -> Report:
    with shown(client) as watch:
        return await run(client, store, streams, watch=watch, **how)


def _tell_plan(made: Plan, *, as_json: bool) -> int:
    if as_json:
        frame = {"since": iso(made.since), "as_of": iso(made.as_of), "quota": made.quota}
        cost = {"calls": made.calls, "minutes": round(made.minutes, 2), "asked": made.asked}
        tell([_part_as_json(part, made.quota) for part in made.streams], frame | cost)
        return DONE
    console = screen()
    _draw_plan(console, made)
    console.print()
    console.print(told(made))
    return DONE


def _part_as_json(part: StreamPlan, quota: int) -> dict[str, Any]:
    return {
        "stream": part.stream.name,
        "rows": part.rows,
        "windows": len(part.due),
        "reads": part.reads,
        "sweeps": part.sweeps,
        "probes": part.probes,
        "calls": part.calls,
        "minutes": round(part.calls / quota, 2),
    }


def _draw_plan(console: Console, made: Plan) -> None:
    table = grid(
        "stream",
        say("rows", "linhas"),
        say("reads", "leituras"),
        say("sweeps", "varreduras"),
        say("probes", "sondas"),
        say("requests", "chamadas"),
        say("minutes", "minutos"),
        numbers=(1, 2, 3, 4, 5, 6),
    )
    for part in made.streams:
        rows = "?" if part.rows is None else number(part.rows)
        costs = (part.reads, part.sweeps, part.probes, part.calls)
        table.add_row(part.stream.name, rows, *map(number, costs), f"{part.calls / made.quota:.1f}")
    console.print(table)
