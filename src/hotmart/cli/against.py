"""A report of the panel held against the warehouse, as people are shown it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from hotmart.accounts.account import Account
from hotmart.accounts.outcome import Outcome, Outcomes
from hotmart.cli.outcomes import Telling, all_proved
from hotmart.cli.screen import grid
from hotmart.figures import counted, number
from hotmart.language import say
from hotmart.panel.comparison import Comparison
from hotmart.panel.difference import KINDS, WHY, Difference
from hotmart.zone import stamp_in

SHOWN = 50
"""The differences that a person is shown one by one."""


def tell_comparison(account: Account, found: Comparison, *, as_json: bool) -> int:
    """Tell what came of it for an account, and return the exit code."""
    return COMPARISONS.answer(Outcomes([Outcome(account, found)]), as_json=as_json)


def _draw(console: Console, found: Comparison) -> None:
    console.print(_about(found), style="dim")
    if found.unexplained:
        console.print()
        console.print(_table(found.unexplained[:SHOWN]))
        if (more := len(found.unexplained) - SHOWN) > 0:
            console.print(
                say(
                    f"… and {number(more)} more; --json has all of them",
                    f"… e mais {number(more)}; --json traz todas",
                )
            )
    if found.explained:
        console.print()
        for because, count in found.explained.most_common():
            console.print(f"{number(count)} × {WHY[because]}", style="dim")
    console.print()
    for warning in found.warnings():
        console.print(Styled(f"! {warning}", style="yellow"))
    if wrong := found.problem:
        console.print(Styled(f"≠ {wrong.message}", style="bold red"))
        console.print(wrong.hint)
    else:
        console.print(Styled(_matching(found), style="bold green"))


def _about(found: Comparison) -> str:
    """The report, and the range that it is taken to be of."""
    zone = found.report.zone
    first, last = stamp_in(found.scope.first, zone), stamp_in(found.scope.last, zone)
    return say(
        f"{found.report.file}: {counted(len(found.report.sales), 'sale', 'sales')}, from {first} to {last}",
        f"{found.report.file}: {counted(len(found.report.sales), 'venda', 'vendas')}, de {first} a {last}",
    )


def _table(differences: Sequence[Difference]) -> Table:
    table = grid(
        say("sale", "venda"),
        say("line", "linha"),
        say("what differs", "o que difere"),
        say("report", "relatório"),
        say("warehouse", "armazém"),
        numbers=(1,),
    )
    for one in differences:
        line = "–" if one.line is None else str(one.line)
        table.add_row(one.transaction, line, str(KINDS[one.kind]), one.report or "–", one.warehouse or "–")
    return table


def _matching(found: Comparison) -> str:
    compared = counted(found.compared, "sale", "sales")
    vendas = counted(found.compared, "venda", "vendas")
    if not found.explained:
        return say(f"✓ The report matches: {compared} compared.", f"✓ O relatório confere: {vendas}.")
    return say(
        f"✓ The report matches: {compared} compared, every difference is explained.",
        f"✓ O relatório confere: {vendas}, e toda diferença tem explicação.",
    )


COMPARISONS: Telling[Comparison] = Telling(draw=_draw, closing=all_proved)
