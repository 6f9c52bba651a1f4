"""Recuperação: who is late with what, and which boletos and PIX still wait for their payment."""

from __future__ import annotations

from hotmart.console import layout
from hotmart.console.blocks import Block, Column, Table
from hotmart.console.computed import computed
from hotmart.console.naming import called, of_step, period
from hotmart.console.owed import ALL, MOST, Owed, late, unpaid
from hotmart.console.page import Page, Shown
from hotmart.console.tiles import tiles
from hotmart.console.trends import ranking, step_for, trend
from hotmart.console.view import View
from hotmart.language import Text

TILES = (
    *("overdue_value", "late_subscribers", "unpaid_value", "unpaid_orders", "recovered_value"),
    *("boleto_conversion", "pix_conversion"),
)
_PERSON = Column("person", Text("person", "pessoa"), "personal")
_EMAIL = Column("email", Text("e-mail", "e-mail"), "personal")
_PRODUCT = Column("product", Text("product", "produto"))
_CURRENCY = Column("currency", Text("currency", "moeda"))
_DAYS = Column("days", Text("days ago", "há dias"), "count")
_LATE_MEANS = Text(
    "The subscriptions that Hotmart tells as DELAYED, smart instalments left out: a price for each "
    "recurrence that was not paid. Days since the oldest of them was due.",
    "As assinaturas que a Hotmart informa como DELAYED, sem parcelamento inteligente: um preço por "
    "recorrência não paga. Dias desde o vencimento da mais antiga.",
)
_UNPAID_MEANS = Text(
    "The boletos and PIX ordered in these days that still wait for their payment. Days since the order.",
    "Os boletos e PIX pedidos nestes dias que ainda esperam o pagamento. Dias desde o pedido.",
)


def shows(view: View) -> Shown:
    """The page."""
    figures = view.figures(*TILES, compare="previous")
    start, end = figures.start, figures.end
    step = step_for(start, end)
    when = of_step(step)
    most = ALL if "as" in view.query else MOST
    return [
        Block("days", Text("Days", "Dias"), body=layout.days(view, start, end), wide=True),
        tiles("figures", period(start, end), figures),
        _late(view, view.remembered(("late", most), lambda: late(view.account, most))),
        _unpaid(
            view,
            view.remembered(("unpaid", start, end, most), lambda: unpaid(view.account, start, end, most)),
        ),
        trend(
            "recovered",
            Text(f"Recovered, {when.en}", f"Recuperado, {when.pt}"),
            view.figures("recovered_value", by=(step,)),
            step,
            wide=False,
        ),
        ranking(
            "overdue",
            Text("Overdue, by product", "Em atraso, por produto"),
            view.figures("overdue_value", by=("product",)),
            "product",
        ),
        ranking(
            "waiting",
            Text("Unpaid boletos and PIX, by product", "Boletos e PIX não pagos, por produto"),
            view.figures("unpaid_value", by=("product",)),
            "product",
        ),
    ]


def _late(view: View, owed: Owed) -> Block:
    columns = [
        Column("code", Text("subscription", "assinatura"), "code"),
        _PERSON,
        _EMAIL,
        _PRODUCT,
        Column("plan", Text("plan", "plano")),
        Column("owed", Text("owes", "deve"), "money"),
        _CURRENCY,
        Column("unpaid", Text("recurrences", "recorrências"), "count"),
        Column("since", Text("due since", "venceu em"), "moment"),
        _DAYS,
    ]
    return Block(
        "late",
        Text("Late subscriptions", "Assinaturas em atraso"),
        table=Table(
            columns,
            owed.rows,
            lambda row: view.link("/registro", id=str(row["code"])),
            owed.more,
            Text("Nobody is late.", "Ninguém está em atraso."),
        ),
        how=computed(_LATE_MEANS, owed.sql),
        wide=True,
    )


def _unpaid(view: View, owed: Owed) -> Block:
    columns = [
        Column("transaction", Text("sale", "venda"), "code"),
        _PERSON,
        _EMAIL,
        _PRODUCT,
        Column("payment", Text("payment", "pagamento"), words=lambda row: called("payment", row["payment"])),
        Column("price", Text("price", "preço"), "money"),
        _CURRENCY,
        Column("ordered_at", Text("ordered", "pedido em"), "moment"),
        _DAYS,
    ]
    none = Text(
        "No boleto and no PIX of these days waits for its payment.",
        "Nenhum boleto ou PIX destes dias espera pagamento.",
    )
    return Block(
        "unpaid",
        Text("Boletos and PIX that wait", "Boletos e PIX à espera"),
        table=Table(
            columns,
            owed.rows,
            lambda row: view.link("/registro", id=str(row["transaction"])),
            owed.more,
            none,
        ),
        how=computed(_UNPAID_MEANS, owed.sql),
        wide=True,
    )


PAGE = Page("recuperacao", Text("Recovery", "Recuperação"), 24, shows, is_prepared=True)
