"""All accounts in one table, for whoever looks after several: a line for each, in its main currency."""

from __future__ import annotations

from collections.abc import Iterator

from hotmart.accounts.account import Account
from hotmart.console import rendering
from hotmart.console.blocks import Block, Column, Row, Table
from hotmart.console.rendering import trust
from hotmart.console.view import View
from hotmart.errors import HotmartError
from hotmart.figures import amount
from hotmart.language import Text
from hotmart.metrics.figures import Figures
from hotmart.metrics.known import WORST_FIRST

BESIDE = ("gross_revenue", "net_revenue", "sales", "refund_rate", "late_subscribers")
"""What accounts are compared by."""
_COLUMNS = (
    Column("account", Text("account", "conta")),
    Column("currency", Text("currency", "moeda")),
    Column("gross_revenue", Text("gross", "bruto"), "money"),
    Column("change", Text("change", "variação"), "share"),
    Column("net_revenue", Text("net", "líquido"), "money"),
    Column("sales", Text("sales", "vendas"), "count"),
    Column("refund_rate", Text("refunds", "reembolsos"), "share"),
    Column("late_subscribers", Text("late", "em atraso"), "count"),
)


def _state(row: Row) -> str:
    state = str(row["state"])
    return trust(state, None) if state in WORST_FIRST else state


_STATE = Column("state", Text("state", "situação"), words=_state)
_OTHERS = Column("others", Text("gross in other currencies", "bruto em outras moedas"))
TITLE = Text("Accounts side by side", "Contas lado a lado")


def beside(view: View) -> Block:
    """Every account, the one that earned most first; as data a row for each of its currencies."""
    lines = [list(_lines(view, account)) for account in view.accounts]
    lines.sort(key=lambda rows: -float(str(rows[0].get("gross_revenue") or 0)))

    def leads(row: Row) -> str:
        return view.link("/", account=str(row["account"]))

    shown = Table((*_COLUMNS, _OTHERS, _STATE), [rows[0] | _others(rows[1:]) for rows in lines], leads)
    return Block(
        "accounts",
        TITLE,
        table=Table((*_COLUMNS, _STATE), [row for rows in lines for row in rows], leads),
        chart=rendering.table(shown, view, str(TITLE)),
        note=Text(
            "Sales, refunds and late subscriptions are of the whole account; the change is held against the "
            "days before.",
            "Vendas, reembolsos e atrasos são da conta inteira; a variação é em relação aos dias anteriores.",
        ),
        wide=True,
    )


def _others(rows: list[dict[str, object]]) -> dict[str, object]:
    told = [f"{row['currency']} {amount(row['gross_revenue'])}" for row in rows if row["gross_revenue"]]  # type: ignore[arg-type]
    return {"others": " · ".join(told) or None}


def _lines(view: View, account: Account) -> Iterator[dict[str, object]]:
    """One row for each currency of an account; what is wrong with it where nothing can be told."""
    try:
        figures = view.figures(*BESIDE, compare="previous", account=view.house.reading(account))
    except HotmartError as error:
        yield {"account": account.name, "state": str(view.house.snapshots.said(error.text))}
        return
    yield from _of(account, figures)


def _of(account: Account, figures: Figures) -> Iterator[dict[str, object]]:
    found = {(one.metric.name, figure.currency): figure for one in figures for figure in one.figures}
    net = {c: float(f.value or 0) for (name, c), f in found.items() if name == "net_revenue"}
    money = sorted({c for _, c in found if c}, key=lambda currency: (-net.get(currency, 0.0), currency))
    state = min((one.verdict for one in figures), key=WORST_FIRST.index)
    for number, currency in enumerate(money or [None]):
        told: dict[str, object] = {"account": account.name, "currency": currency, "state": state}
        for name in BESIDE:
            figure = found.get((name, currency)) or (found.get((name, None)) if number == 0 else None)
            told[name] = figure.value if figure else None
        gross = found.get(("gross_revenue", currency))
        yield told | {"change": gross.change if gross else None}
