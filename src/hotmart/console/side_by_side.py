"""All accounts in one table, for whoever looks after several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hotmart.accounts.account import Account
from hotmart.console.blocks import Block, Column, Row, Table
from hotmart.console.rendering import trust
from hotmart.console.view import View
from hotmart.errors import HotmartError
from hotmart.language import Text
from hotmart.metrics.figures import Figures
from hotmart.metrics.known import WORST_FIRST

BESIDE = ("gross_revenue", "net_revenue", "sales", "refund_rate", "late_subscribers")
"""What accounts are compared by."""


def beside(view: View) -> Block:
    """Every account with its own currencies, the one that earned most first."""
    rows = sorted(
        (row for account in view.accounts for row in _lines(view, account)),
        key=lambda row: -float(str(row.get("gross_revenue") or 0)),
    )
    order = list(dict.fromkeys(str(row["account"]) for row in rows))
    rows.sort(key=lambda row: order.index(str(row["account"])))
    columns = [
        Column("account", Text("account", "conta")),
        Column("currency", Text("currency", "moeda")),
        Column("gross_revenue", Text("gross", "bruto"), "money"),
        Column("change", Text("change", "variação"), "share"),
        Column("net_revenue", Text("net", "líquido"), "money"),
        Column("sales", Text("sales", "vendas"), "count"),
        Column("refund_rate", Text("refunds", "reembolsos"), "share"),
        Column("late_subscribers", Text("late", "em atraso"), "count"),
        Column("state", Text("state", "situação"), words=_state),
    ]
    return Block(
        "accounts",
        Text("Accounts side by side", "Contas lado a lado"),
        table=Table(columns, rows, links=lambda row: view.link("/", account=str(row["account"]))),
        note=Text(
            "Sales, refunds and late subscriptions are of the whole account; the change is held against the "
            "days before.",
            "Vendas, reembolsos e atrasos são da conta inteira; a variação é em relação aos dias anteriores.",
        ),
        wide=True,
    )


def _lines(view: View, account: Account) -> Iterator[dict[str, object]]:
    """One row for each currency of an account; what is wrong with it where nothing can be told."""
    try:
        figures = view.figures(*BESIDE, compare="previous", account=view.house.reading(account))
    except HotmartError as error:
        yield {"account": account.name, "state": str(error.text)}
        return
    yield from _of(account, figures)


def _of(account: Account, figures: Figures) -> Iterator[dict[str, object]]:
    found = {(one.metric.name, figure.currency): figure for one in figures for figure in one.figures}
    money = sorted(
        {currency for _, currency in found if currency},
        key=lambda currency: -_gross(found.get(("gross_revenue", currency))),
    )
    currencies: Sequence[str | None] = money or [None]
    state = min((one.verdict for one in figures), key=WORST_FIRST.index)
    for number, currency in enumerate(currencies):
        told: dict[str, object] = {"account": account.name, "currency": currency, "state": state}
        for name in BESIDE:
            figure = found.get((name, currency)) or (found.get((name, None)) if number == 0 else None)
            told[name] = figure.value if figure else None
        gross = found.get(("gross_revenue", currency))
        yield told | {"change": gross.change if gross else None}


def _gross(figure: object) -> float:
    return float(getattr(figure, "value", None) or 0)


def _state(row: Row) -> str:
    state = str(row["state"])
    return trust(state, None) if state in WORST_FIRST else state
