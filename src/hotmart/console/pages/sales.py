"""Vendas: what was sold, over time, by product, by payment, by where it came from, and when."""

from __future__ import annotations

from collections.abc import Mapping

from htpy import Node

from hotmart.console import layout
from hotmart.console.blocks import Block
from hotmart.console.filters import OF_SALES, address, filters, only
from hotmart.console.naming import of_step, period
from hotmart.console.page import Page, Shown
from hotmart.console.patterns import FUNNEL, sold, week
from hotmart.console.tiles import tiles
from hotmart.console.trends import Leads, main_currency, mix, ranking, step_for, trend
from hotmart.console.view import View
from hotmart.language import Text
from hotmart.metrics.figures import Figures

TILES = ("gross_revenue", "net_revenue", "sales", "buyers", "average_ticket", "approval_rate", "refund_rate")
SOURCE_NOTE = Text("The field src of the checkout link.", "O campo src do link de pagamento.")


def shows(view: View) -> Shown:
    """The page."""
    asked = only(view, OF_SALES)
    figures = view.figures(*TILES, only=asked, compare="previous")
    start, end = figures.start, figures.end
    step = step_for(start, end)
    over = view.figures("gross_revenue", "sales", by=(step,), only=asked, compare="previous")
    when = of_step(step)
    return [
        Block("days", Text("Days and filters", "Dias e filtros"), body=_choices(view, figures), wide=True),
        tiles("figures", period(start, end), figures, main=main_currency(over)),
        trend("over-time", Text(f"Sales, {when.en}", f"Vendas, {when.pt}"), over, step),
        sold("funnel", view.figures(*FUNNEL, only=asked)),
        mix(
            "payment",
            Text("Payment mix", "Formas de pagamento"),
            view.figures("gross_revenue", by=("payment",), only=asked),
            "payment",
        ),
        week("week", view.figures("sales", by=("weekday", "hour"), only=asked)),
        *_rankings(view, asked),
    ]


def _choices(view: View, figures: Figures) -> Node:
    return [layout.days(view, figures.start, figures.end), filters(view, OF_SALES, "sales")]


def _rankings(view: View, asked: Mapping[str, str | None]) -> list[Block]:
    """Who or what brings most; a press on a bar leaves everything else out."""
    return [
        ranking(
            key,
            heading,
            view.figures(metric, by=(by,), only=asked),
            by,
            note,
            leads=_leads(view, by),
            reveals=view.reveals,
        )
        for key, heading, metric, by, note in (
            ("products", Text("Top products", "Produtos que mais vendem"), "gross_revenue", "product", None),
            (
                "sources",
                Text("Where buyers come from", "De onde vêm os compradores"),
                "sales",
                "source",
                SOURCE_NOTE,
            ),
            ("countries", Text("Countries", "Países"), "sales", "country", None),
            ("offers", Text("Offers", "Ofertas"), "gross_revenue", "offer", None),
        )
    ]


def _leads(view: View, by: str) -> Leads:
    return lambda value: view.link(**{by: address(value)})


PAGE = Page("vendas", Text("Sales", "Vendas"), 20, shows, is_prepared=True)
