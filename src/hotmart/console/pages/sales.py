"""Vendas: what was sold, over time, by product, by payment and by where it came from."""

from __future__ import annotations

from hotmart.console import layout
from hotmart.console.blocks import Block
from hotmart.console.page import Page, Shown
from hotmart.console.tiles import tiles
from hotmart.console.trends import ranking, step_for, trend
from hotmart.console.view import View
from hotmart.language import Text

TILES = ("gross_revenue", "net_revenue", "sales", "buyers", "average_ticket", "approval_rate", "refund_rate")


def shows(view: View) -> Shown:
    """The page."""
    figures = view.figures(*TILES, compare="previous")
    start, end = figures.start, figures.end
    step = step_for(start, end)
    return [
        Block("days", Text("Days", "Dias"), body=layout.days(view, start, end), wide=True),
        tiles("figures", Text(f"{start} to {end}", f"{start} a {end}"), figures),
        trend(
            "over-time",
            Text("Over time", "Ao longo do tempo"),
            view.figures("gross_revenue", "sales", by=(step,), compare="previous"),
        ),
        ranking(
            "products",
            Text("Top products", "Produtos que mais vendem"),
            view.figures("gross_revenue", by=("product",)),
            "product",
        ),
        ranking(
            "payment",
            Text("Payment mix", "Formas de pagamento"),
            view.figures("payment_mix", by=("payment",)),
            "payment",
        ),
        ranking(
            "weekday",
            Text("By weekday", "Por dia da semana"),
            view.figures("sales", by=("weekday",)),
            "weekday",
        ),
    ]


PAGE = Page("vendas", Text("Sales", "Vendas"), 20, shows, is_prepared=True)
