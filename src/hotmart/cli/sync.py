"""`hotmart sync`: bring the warehouse up to Hotmart, and prove it."""

from __future__ import annotations

from functools import partial
from typing import Any

import click
from rich.console import Console
from rich.text import Text as Styled

from hotmart.accounts.outcome import Outcomes
from hotmart.accounts.owning import remember_owners
from hotmart.accounts.progress import Client, Tally, Watching
from hotmart.accounts.several import Accounts
from hotmart.cli import verdicts
from hotmart.cli.answer import StoppedError
from hotmart.cli.outcomes import Telling, all_proved
from hotmart.cli.plan import PLANS
from hotmart.cli.progress import shown
from hotmart.cli.usage import Day, Where, command, json_option, where_options
from hotmart.language import Text, say
from hotmart.sync.document import Skipped
from hotmart.sync.report import Report


@command(
    "sync",
    help=say(
        "Copy the account into one DuckDB file and prove the copy: the streams named here, as in "
        "hotmart.toml by name, group or pattern (sales, 'club_*'), or those it names, or all but the costly. "
        "Several connections go side by side. The first "
        "run reads everything, later ones only what is new, young or changed. Interrupted, it goes on from "
        "where it was. Exit code 0 means proved, 8 incomplete, 9 that a sum differs.",
        "Copia a conta para um arquivo DuckDB e prova a cópia: os streams indicados aqui, como no "
        "hotmart.toml por nome, grupo ou padrão (sales, 'club_*'), ou os que ele indica, ou todos menos os "
        "custosos. Várias conexões seguem lado a lado. A primeira "
        "vez lê tudo; as seguintes, só o que é novo, recente ou mudou. Interrompido, continua de onde parou. "
        "Código de saída 0 quer dizer provado; 8, incompleto; 9, que uma soma difere.",
    ),
)
@click.argument("streams", nargs=-1, metavar="[STREAM]...")
@where_options
@click.option(
    "--since",
    type=Day(),
    metavar=say("DATE", "DATA"),
    help=say(
        "The day history begins, in the account's time zone; by default that of its first sale. "
        "Subscriptions are read whatever day they began: what lives belongs to it.",
        "O dia em que a história começa, no fuso da conta; por padrão, o da primeira venda. "
        "Assinaturas são lidas seja qual for o dia em que começaram: o que está vivo faz parte.",
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
def sync(
    streams: tuple[str, ...], where: Where, only_plan: bool, wait: bool, as_json: bool, **how: Any
) -> int:
    accounts = where.opened()
    with shown([account.name for account in accounts]) as watching:
        if only_plan:
            answer = partial(PLANS.answer, accounts.plan(*streams, watching=watching, **how))
        else:
            outcomes = _synced(accounts, *streams, wait=wait, watching=watching, **how)
            answer = partial(SYNCS.answer, outcomes)
    return answer(as_json=as_json)


def _synced(accounts: Accounts, *streams: str, watching: Watching, **how: Any) -> Outcomes[Report]:
    tallies: list[Tally] = []

    def counting(name: str | None, client: Client) -> Tally:
        tallies.append(watching(name, client))
        return tallies[-1]

    try:
        outcomes = accounts.sync(*streams, watching=counting, **how)
    except KeyboardInterrupt:
        raise StoppedError(_what_is_left(tallies)) from None
    remember_owners(outcomes)
    return outcomes


def _what_is_left(tallies: list[Tally]) -> Text:
    if any(tally.committed for tally in tallies):
        return Text(
            "What was committed is safe; the same command goes on from there.",
            "O que já foi gravado está seguro; o mesmo comando continua de onde parou.",
        )
    return Text(
        "Nothing had been committed yet; the same command begins again.",
        "Nada tinha sido gravado ainda; o mesmo comando começa de novo.",
    )


def _draw(console: Console, report: Report) -> None:
    verdicts.draw_streams(console, report)
    console.print()
    verdicts.draw_verdict(console, report)
    if words := _how_to_get_the_rest(report.skipped):
        console.print(Styled(words, style="dim"))


def _how_to_get_the_rest(left: Skipped | None) -> str:
    costly, nameless = (left["costly"], left["nothing_named"]) if left else ([], [])
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


SYNCS: Telling[Report] = Telling(draw=_draw, closing=all_proved)
