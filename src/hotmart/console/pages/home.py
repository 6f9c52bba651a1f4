"""Início: the month so far against the last, what needs attention, and all accounts side by side."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h

from hotmart.console import layout
from hotmart.console.blocks import Block
from hotmart.console.filters import address
from hotmart.console.naming import of_step, period
from hotmart.console.page import Page, Shown
from hotmart.console.patterns import FUNNEL, sold
from hotmart.console.rendering import trust
from hotmart.console.side_by_side import beside
from hotmart.console.tiles import tiles
from hotmart.console.trends import main_currency, mix, ranking, step_for, trend
from hotmart.console.view import View
from hotmart.figures import counted
from hotmart.language import Text, say
from hotmart.metrics.figures import Figures, Measured

TILES = (
    *("gross_revenue", "net_revenue", "sales", "average_ticket", "refund_rate", "mrr:saas"),
    *("active_subscribers", "late_subscribers", "overdue_value"),
)
MOST_PRODUCTS = 6


def shows(view: View) -> Shown:
    """The page."""
    figures = view.figures(*TILES, compare="previous")
    start, end = figures.start, figures.end
    step = step_for(start, end)
    over = view.figures("gross_revenue", "net_revenue", by=(step,), compare="previous")
    when = of_step(step)
    return [
        Block("days", Text("Days", "Dias"), body=layout.days(view, start, end), wide=True),
        *_attention(view, figures),
        *([beside(view)] if len(view.accounts) > 1 else []),
        tiles("month", period(start, end), figures, main=main_currency(over)),
        trend("revenue", Text(f"Revenue, {when.en}", f"Faturamento, {when.pt}"), over, step),
        ranking(
            "products",
            Text("Top products", "Produtos que mais vendem"),
            view.figures("gross_revenue", by=("product",)),
            "product",
            leads=lambda value: view.link("/vendas", product=address(value)),
            most=MOST_PRODUCTS,
        ),
        mix(
            "payment",
            Text("Payment mix", "Formas de pagamento"),
            view.figures("gross_revenue", by=("payment",)),
            "payment",
        ),
        sold("funnel", view.figures(*FUNNEL)),
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
    for run in view.remembered("last run", lambda: view.account.runs(1)):
        if run.state not in ("proved", "read_whole"):
            yield h.a(href=view.link("/execucoes"))[
                say("The last run", "A última execução"), ": ", trust(run.state, run.as_of)
            ]
    late = next((one for one in figures if one.metric.name == "late_subscribers"), None)
    if late and (many := _many(late)):
        yield h.a(href=view.link("/recuperacao"))[
            say(
                f"{counted(many, 'subscription is', 'subscriptions are')} late: see who owes what.",
                f"{counted(many, 'assinatura está', 'assinaturas estão')} em atraso: veja quem deve o quê.",
            )
        ]


def _many(one: Measured) -> int:
    return sum(int(figure.value or 0) for figure in one.figures)


PAGE = Page("", Text("Home", "Início"), 10, shows, is_prepared=True)
