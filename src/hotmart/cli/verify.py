"""`hotmart verify`: hold the warehouse against Hotmart's own figures."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from rich.console import Console
from rich.text import Text as Styled

from hotmart.cli import verdicts
from hotmart.cli.figures import number
from hotmart.cli.outcomes import Telling, all_proved
from hotmart.cli.progress import Tally
from hotmart.cli.screen import grid
from hotmart.cli.settings import Situation, opened
from hotmart.cli.side_by_side import side_by_side
from hotmart.cli.usage import Where, command, json_option, where_options
from hotmart.client import AsyncHotmart
from hotmart.language import say
from hotmart.sync.report import Report
from hotmart.sync.verify import verify as run
from hotmart.warehouse.ledger.notes import WHOLE, Check


@command(
    "verify",
    help=say(
        "Prove the warehouse: counts by period and status, and commission sums by currency, against "
        "Hotmart's own. It changes no data. Exit code 0 means that all match, 8 that some do not.",
        "Prova o armazém: contagens por período e status, e somas de comissão por moeda, contra as da "
        "própria Hotmart. Não altera dados. Código de saída 0: tudo confere; 8: algo não confere.",
    ),
)
@where_options
@json_option
def verify(where: Where, as_json: bool) -> int:
    return VERIFICATIONS.answer(side_by_side(opened(where), _verified), as_json=as_json)


async def _verified(client: AsyncHotmart, situation: Situation, watch: Tally) -> Report:
    tailored = situation.tailored
    return await run(client, tailored.warehouse, streams=tailored.streams, watch=watch)


def checks(report: Report) -> list[Check]:
    """Every comparison of a report."""
    return [check for part in report.streams.values() for check in part.checks]


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


def _rows(report: Report) -> list[dict[str, Any]]:
    return [verdicts.check_as_json(check) for check in checks(report)]


def _frame(situation: Situation, report: Report) -> dict[str, Any]:
    return verdicts.meta(report, situation.account.warehouse)


def _draw(console: Console, _: Situation, report: Report) -> None:
    draw_checks(console, report)
    console.print()
    verdicts.draw_verdict(console, report)


VERIFICATIONS: Telling[Report] = Telling(
    rows=_rows,
    frame=_frame,
    draw=_draw,
    closing=all_proved,
    warnings=verdicts.warnings,
    problem=verdicts.problem,
)
