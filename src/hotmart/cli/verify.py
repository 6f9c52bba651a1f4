"""`hotmart verify`: hold the warehouse against Hotmart's own figures."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text as Styled

from hotmart.cli import verdicts
from hotmart.cli.differences import draw_differences
from hotmart.cli.outcomes import Telling, all_proved
from hotmart.cli.progress import shown
from hotmart.cli.screen import grid
from hotmart.cli.usage import Where, command, json_option, where_options
from hotmart.figures import number
from hotmart.language import say
from hotmart.sync.report import Report, Verification
from hotmart.warehouse.ledger.notes import WHOLE, Check


@command(
    "verify",
    help=say(
        "Prove the warehouse: counts by period and status, and commission sums by currency, against "
        "Hotmart's own. It changes no data. Exit code 0 means that all match, 8 that a count does not, 10 "
        "that only sums do not: then --explain names the sales. With --against it is held against a report "
        "of the panel instead, sale by sale, and 10 means that a difference is not explained.",
        "Prova o armazém: contagens por período e status, e somas de comissão por moeda, contra as da "
        "própria Hotmart. Não altera dados. Código de saída 0: tudo confere; 8: uma contagem não confere; "
        "10: só somas não conferem, e --explain diz de que vendas se trata. Com --against, a prova é contra "
        "um relatório do painel, venda por venda, e 10 quer dizer que uma diferença não tem explicação.",
    ),
)
@click.option(
    "--explain",
    is_flag=True,
    help=say(
        "Find the sales for which a sum differs, with about twenty calls for each and 400 at most. Later "
        "runs know them.",
        "Acha as vendas em que uma soma difere, com umas vinte chamadas para cada uma e no máximo 400. As "
        "próximas execuções já as conhecem.",
    ),
)
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=say("FILE", "ARQUIVO"),
    help=say(
        "A report exported from the panel, CSV or XLSX; nothing of it is kept, and Hotmart is not asked.",
        "Um relatório exportado do painel, CSV ou XLSX; nada dele é guardado, e a Hotmart não é consultada.",
    ),
)
@where_options
@json_option
def verify(explain: bool, against: Path | None, where: Where, as_json: bool) -> int:
    if against and explain:
        raise click.UsageError(
            say("Choose one of --explain and --against.", "Escolha um entre --explain e --against.")
        )
    if against:
        from hotmart.cli.against import tell_comparison  # noqa: PLC0415  # only --against pays for it

        account = where.only()
        return tell_comparison(account, account.verify_against(against), as_json=as_json)
    accounts = where.opened()
    with shown([account.name for account in accounts]) as watching:
        outcomes = accounts.verify(explain=explain, watching=watching)
    return VERIFICATIONS.answer(outcomes, as_json=as_json)


def draw_checks(console: Console, report: Report) -> None:
    """One row per stream and measure: how many figures there are, and how many match."""
    table = grid(
        "stream",
        say("what is compared", "o que se compara"),
        say("figures", "números"),
        say("match", "conferem"),
        numbers=(2, 3),
    )
    for part in report.streams.values():
        groups: defaultdict[str, list[Check]] = defaultdict(list)
        for check in part.checks:
            groups[_compared(check)].append(check)
        for compared, group in groups.items():
            matching = sum(check.matches for check in group)
            style = "green" if matching == len(group) else "bold red"
            table.add_row(part.stream, compared, number(len(group)), Styled(number(matching), style=style))
        if not groups:
            nothing = say("nothing: Hotmart gives no figure", "nada: a Hotmart não dá número")
            table.add_row(part.stream, Styled(nothing, style="dim"), "", "")
    console.print(table)


def _compared(check: Check) -> str:
    if check.measure == "commission":
        return say("commission, by period and currency", "comissão, por período e moeda")
    if check.scope == WHOLE:
        return say("rows, by period", "linhas, por período")
    return say("rows, by period and status", "linhas, por período e status")


def _draw(console: Console, report: Verification) -> None:
    draw_checks(console, report)
    console.print()
    draw_differences(console, report)
    verdicts.draw_verdict(console, report)


VERIFICATIONS: Telling[Verification] = Telling(draw=_draw, closing=all_proved)
