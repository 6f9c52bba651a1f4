"""`hotmart sync`: bring the warehouse up to Hotmart, and prove it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text as Styled

from hotmart.cli import hook, verdicts
from hotmart.cli.answer import StoppedError
from hotmart.cli.outcomes import Telling, all_proved
from hotmart.cli.plan import PLANS
from hotmart.cli.progress import Tally
from hotmart.cli.publishing import published
from hotmart.cli.queueing import in_turn
from hotmart.cli.settings import Situation, opened
from hotmart.cli.side_by_side import Outcome, side_by_side
from hotmart.cli.usage import Day, Where, command, json_option, where_options
from hotmart.client import AsyncHotmart
from hotmart.errors import HotmartError, InvalidArgumentError
from hotmart.language import Text, say
from hotmart.sync.plan import Plan
from hotmart.sync.report import Report
from hotmart.sync.run import chosen, plan
from hotmart.sync.run import sync as run


@command(
    "sync",
    help=say(
        "Copy the account into one DuckDB file and prove the copy: the streams named here, or those of "
        "hotmart.toml, or all but the costly ones. Several connections go side by side. The first "
        "run reads everything, later ones only what is new, young or changed. Interrupted, it goes on from "
        "where it was. Exit code 0 means proved, 8 incomplete.",
        "Copia a conta para um arquivo DuckDB e prova a cópia: os streams indicados aqui, ou os do "
        "hotmart.toml, ou todos menos os custosos. Várias conexões seguem lado a lado. A primeira "
        "vez lê tudo; as seguintes, só o que é novo, recente ou mudou. Interrompido, continua de onde parou. "
        "Código de saída 0 quer dizer provado; 8, incompleto.",
    ),
)
@click.argument("streams", nargs=-1, metavar="[STREAM]...")
@where_options
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
    "--wait",
    is_flag=True,
    help=say(
        "When another sync of the warehouse is running, wait for its end, an hour at most.",
        "Se outro sync do armazém estiver rodando, espera ele terminar, no máximo uma hora.",
    ),
)
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
def sync(streams: tuple[str, ...], where: Where, only_plan: bool, as_json: bool, **how: Any) -> int:
    situations = opened(where)
    asked = Asked(streams, **how)
    for situation in situations:
        asked.refuse_what_cannot_be_meant(situation)
    if only_plan:
        return PLANS.answer(side_by_side(situations, asked.planned), as_json=as_json)
    try:
        outcomes = published(side_by_side(situations, asked.synced, told_to_hook))
    except KeyboardInterrupt:
        raise StoppedError(
            Text(
                "What was committed is safe; the same command goes on from there.",
                "O que já foi gravado está seguro; o mesmo comando continua de onde parou.",
            )
        ) from None
    return SYNCS.answer(outcomes, as_json=as_json)


@dataclass(frozen=True)
class Asked:
    """What the command line asks of each account."""

    streams: tuple[str, ...] = ()
    since: date | None = None
    full: bool = False
    wait: bool = False

    def names(self, situation: Situation) -> tuple[str, ...]:
        """The streams to sync. Raises InvalidArgumentError when the settings leave none."""
        names = self.streams or situation.tailored.names
        if not names:
            raise InvalidArgumentError(
                "streams",
                Text("`streams` in hotmart.toml names none.", "`streams` no hotmart.toml não indica nenhum."),
                Text("To list them, run: hotmart streams", "Para ver quais há, rode: hotmart streams"),
            )
        return names

    def refuse_what_cannot_be_meant(self, situation: Situation) -> None:
        """Raise InvalidArgumentError for a stream that does not exist, before Hotmart is asked anything.

        What else is wrong is the affair of one account, and stops no other.
        """
        try:
            chosen(self.names(situation), situation.tailored.streams)
        except InvalidArgumentError:
            raise
        except HotmartError:
            return

    async def planned(self, client: AsyncHotmart, situation: Situation, _: Tally) -> Plan:
        """What a sync of one account would do."""
        tailored, names = situation.tailored, self.names(situation)
        return await plan(
            client, tailored.warehouse, names, streams=tailored.streams, since=self.since, full=self.full
        )

    async def synced(self, client: AsyncHotmart, situation: Situation, watch: Tally) -> Report:
        """The sync of one account."""
        tailored, names = situation.tailored, self.names(situation)

        async def once() -> Report:
            return await run(
                client,
                tailored.warehouse,
                names,
                streams=tailored.streams,
                since=self.since,
                full=self.full,
                raw_kept=tailored.raw_kept,
                watch=watch,
            )

        return await in_turn(once, watch.remark) if self.wait else await once()


async def told_to_hook(outcome: Outcome[Report]) -> Outcome[Report]:
    """The same outcome, once the command of `[sync].after` has been told of it."""
    situation = outcome.situation
    after, folder = situation.config.sync.after, (situation.file or Path()).absolute().parent
    if not after:
        return outcome
    failed = await hook.told(after, SYNCS.document([outcome]), folder)
    return replace(outcome, warnings=(str(failed),)) if failed else outcome


def _frame(situation: Situation, report: Report) -> dict[str, Any]:
    return verdicts.meta(report, situation.account.warehouse) | {"skipped": skipped(situation, report)}


def skipped(situation: Situation, report: Report) -> dict[str, list[str]]:
    """The streams that are not read unasked, and why: nothing is named for them, or each row costs a call.

    Whoever chose streams knows.
    """
    everything = situation.account.streams is None and report.streams.keys() >= set(situation.tailored.names)
    if not everything:
        return {"costly": [], "nothing_named": []}
    left = [stream for name, stream in situation.tailored.streams.items() if name not in report.streams]
    return {
        "costly": [stream.name for stream in left if stream.costly and not stream.nameless],
        "nothing_named": [stream.name for stream in left if stream.nameless],
    }


def _draw(console: Console, situation: Situation, report: Report) -> None:
    verdicts.draw_streams(console, report)
    console.print()
    verdicts.draw_verdict(console, report)
    if words := _how_to_get_the_rest(skipped(situation, report)):
        console.print(Styled(words, style="dim"))


def _how_to_get_the_rest(left: dict[str, list[str]]) -> str:
    costly, nameless = left["costly"], left["nothing_named"]
    ways: list[str] = []
    if costly:
        listed = ", ".join(costly)
        ways.append(
            say(
                f"{listed} (a request for each row: ask by name)",
                f"{listed} (uma chamada por linha: peça pelo nome)",
            )
        )
    if nameless:
        listed = ", ".join(nameless)
        ways.append(
            say(
                f"{listed} (name your members areas: `club` in hotmart.toml)",
                f"{listed} (indique suas áreas de membros: `club` no hotmart.toml)",
            )
        )
    return say("Not read: ", "Não lidos: ") + "; ".join(ways) + "." if ways else ""


SYNCS: Telling[Report] = Telling(
    rows=verdicts.streams_as_json,
    frame=_frame,
    draw=_draw,
    closing=all_proved,
    warnings=verdicts.warnings,
    problem=verdicts.problem,
)
