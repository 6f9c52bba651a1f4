"""Differences: the sales for which a sum differs, as people are shown them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from hotmart.cli.screen import grid
from hotmart.figures import amount
from hotmart.language import Text, say
from hotmart.streams.windows import Window
from hotmart.sync.counts import Share
from hotmart.sync.report import Verification
from hotmart.warehouse.ledger.differences import Difference, Kind

WHY = {
    Kind.SALE: Text(
        "Hotmart's sum counts these sales otherwise than its list of commissions, which is what is held:",
        "A soma da Hotmart conta estas vendas diferente da lista de comissões dela, que é o que se guarda:",
    ),
    Kind.STALE: Text(
        "Hotmart lists other commissions of these sales by now; the next sync reads them:",
        "A Hotmart já lista outras comissões destas vendas; o próximo sync as lê:",
    ),
    Kind.PERIOD: Text(
        "Hotmart's sum of these times is not that of the sales in them; no sale accounts for it:",
        "A soma da Hotmart nestes períodos não é a das vendas neles; nenhuma venda explica:",
    ),
    Kind.OPEN: Text(
        "Not looked into, as the calls were used up; run it again to go on:",
        "Não examinado, porque as chamadas acabaram; rode de novo para continuar:",
    ),
}


def draw_differences(console: Console, report: Verification) -> None:
    """What each difference comes from, and one row for each, if anybody asked."""
    if not report.explained:
        return
    for kind, why in WHY.items():
        found = [one for one in report.differences if one.kind is kind]
        if found:
            console.print(str(why))
            console.print(_table(report, found))
            console.print()


def _table(report: Verification, found: Sequence[Difference]) -> Table:
    table = grid(
        say("sale", "venda"),
        "Hotmart",
        say("warehouse", "armazém"),
        say("shares held, ours first", "partes guardadas, as suas primeiro"),
        numbers=(1, 2),
    )
    for one in found:
        what = one.transaction or str(Window(one.start, one.end))
        figures = (f"{amount(value)} {one.currency}" for value in (one.hotmart, one.warehouse))
        table.add_row(what, *figures, _shares(report.shares.get(one.transaction or "", ())))
    return table


def _shares(shares: Sequence[Share]) -> Styled:
    """Each with its source; those of others are dim."""
    told = [Styled(f"{one.source or '?'} {_value(one)}", style="" if one.ours else "dim") for one in shares]
    return Styled("\n").join(told)


def _value(share: Share) -> str:
    return "–" if share.value is None else f"{amount(share.value)} {share.currency or ''}".strip()
