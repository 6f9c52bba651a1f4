"""Início: the month so far against the last, what needs attention, and all accounts side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import htpy as h

from hotmart.accounts.account import Account
from hotmart.console import layout
from hotmart.console.blocks import Block, Column, Table
from hotmart.console.page import Page, Shown
from hotmart.console.rendering import trust
from hotmart.console.tiles import tiles
from hotmart.console.trends import step_for, trend
from hotmart.console.view import View
from hotmart.errors import HotmartError
from hotmart.language import Text, say
from hotmart.metrics.figures import Figures

TILES = (
    *("gross_revenue", "net_revenue", "sales", "average_ticket", "refund_rate", "mrr:saas"),
    *("active_subscribers", "late_subscribers", "overdue_value"),
)
BESIDE = ("gross_revenue", "net_revenue", "sales", "refund_rate")
"""What an agency compares its accounts by."""


def shows(view: View) -> Shown:
    """The page."""
    figures = view.figures(*TILES, compare="previous")
    start, end = figures.start, figures.end
    month = tiles("month", Text(f"{start} to {end}", f"{start} a {end}"), figures)
    over = view.figures("gross_revenue", "net_revenue", by=(step_for(start, end),), compare="previous")
    period = Block("days", Text("Days", "Dias"), body=layout.days(view, start, end), wide=True)
    beside = [_beside(view)] if len(view.accounts) > 1 else []
    return [
        period,
        *_attention(view, figures),
        month,
        trend("revenue", Text("Revenue, day by day", "Faturamento, dia a dia"), over),
        *beside,
    ]


def _attention(view: View, figures: Figures) -> Iterator[Block]:
    """What somebody should do something about, if there is anything."""
    found = list(_troubles(view, figures))
    if found:
        items = h.ul(".attention")[(h.li[one] for one in found)]
        yield Block("attention", Text("Needs attention", "Precisa de atenção"), body=items, wide=True)


def _troubles(view: View, figures: Figures) -> Iterator[h.Node]:
    lacking = sorted({stream for one in figures for stream in one.missing})
    if lacking:
        listed = ", ".join(lacking)
        yield say(f"Incomplete without {listed}.", f"Incompleto sem {listed}.")
    for run in view.account.runs(1):
        if run.state not in ("proved", "read_whole"):
            yield h.a(href=view.link("/execucoes"))[
                say("The last run", "A última execução"), ": ", trust(run.state, run.as_of)
            ]
    late = next((one for one in figures if one.metric.name == "late_subscribers"), None)
    if late and any(figure.value for figure in late.figures):
        yield h.a(href=view.link("/recuperacao"))[
            say("Payments are late: recover them.", "Há pagamentos em atraso: recupere.")
        ]


def _beside(view: View) -> Block:
    """Every account in a line, each with its own currencies."""
    rows = [row for account in view.accounts for row in _line(view, account)]
    columns = [
        Column("account", Text("account", "conta")),
        Column("currency", Text("currency", "moeda")),
        Column("gross_revenue", Text("gross", "bruto"), "money"),
        Column("net_revenue", Text("net", "líquido"), "money"),
        Column("sales", Text("sales", "vendas"), "count"),
        Column("refund_rate", Text("refunds", "reembolsos"), "share"),
        Column("state", Text("state", "situação")),
    ]
    return Block(
        "accounts",
        Text("Accounts side by side", "Contas lado a lado"),
        table=Table(columns, rows, links=lambda row: view.link("/", account=str(row["account"]))),
        wide=True,
    )


def _line(view: View, account: Account) -> Iterator[dict[str, object]]:
    """One row for each currency of an account; what is wrong with it where nothing can be told."""
    try:
        figures = view.figures(*BESIDE, account=view.house.reading(account))
    except HotmartError as error:
        yield {"account": account.name, "state": str(error.text)}
        return
    values = {(one.metric.name, figure.currency): figure.value for one in figures for figure in one.figures}
    found = [*dict.fromkeys(currency for _, currency in values if currency)]
    currencies: Sequence[str | None] = found or [None]
    state = trust(min((one.verdict for one in figures), key=_TRUST.index), None)
    for currency in currencies:
        told: dict[str, object] = {
            name: values.get((name, currency), values.get((name, None))) for name in BESIDE
        }
        yield told | {"account": account.name, "currency": currency, "state": state}


_TRUST = ("missing", "incomplete", "differs", "read_whole", "proved")
"""Verdicts, the worst first."""

PAGE = Page("", Text("Home", "Início"), 10, shows, is_prepared=True)
