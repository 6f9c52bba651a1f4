"""A report of the panel held against the warehouse, as people are shown it."""

from __future__ import annotations

from collections.abc import Sequence

import click
from rich.console import Console
from rich.text import Text as Styled

from hotmart.cli.answer import exit_code
from hotmart.cli.screen import grid, screen
from hotmart.document import to_json
from hotmart.figures import counted, number
from hotmart.language import say
from hotmart.panel.comparison import Comparison
from hotmart.panel.difference import KINDS, WHY, Difference
from hotmart.zone import stamp_in


def tell_comparison(found: Comparison, *, as_json: bool) -> int:
    """Tell what came of it, and return the exit code."""
    if as_json:
        click.echo(to_json(found.as_dict()))
    else:
        _draw(screen(), found)
    return exit_code(found.problem)


def _draw(console: Console, found: Comparison) -> None:
    console.print(_about(found), style="dim")
    if found.unexplained:
        console.print()
        console.print(_table(found.unexplained))
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


def _table(differences: Sequence[Difference]) -> object:
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
