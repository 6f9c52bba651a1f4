"""Assinaturas: what recurs, what came and went, and who stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import htpy as h

from hotmart.console import layout
from hotmart.console.blocks import Block
from hotmart.console.computed import next_step
from hotmart.console.filters import OF_SUBSCRIPTIONS, address, filterable, filters, only
from hotmart.console.naming import period
from hotmart.console.page import Page, Shown
from hotmart.console.patterns import MOVES, cohorts, movements
from hotmart.console.tiles import tiles
from hotmart.console.trends import main_currency, ranking, trend
from hotmart.console.view import View
from hotmart.language import Text, say
from hotmart.metrics.figures import Figures

TILES = (
    *("mrr:saas", "mrr:panel", "active_subscribers", "new_subscribers", "cancelled_subscribers"),
    *("churn_rate:saas", "churn_rate:panel", "ltv:saas", "late_subscribers"),
)
STANDING = ("mrr:saas", "active_subscribers")
MONTHS = 12


def shows(view: View) -> Shown:
    """The page."""
    asked = only(view, OF_SUBSCRIPTIONS)
    figures = view.figures(*filterable(TILES, asked), only=asked, compare="previous")
    start, end = figures.start, figures.end
    since = min(start, months_before(end, MONTHS - 1))
    chosen = [
        layout.days(view, start, end),
        filters(view, OF_SUBSCRIPTIONS, "active_subscribers"),
        _left_out(asked),
    ]
    days = Block("days", Text("Days and filters", "Dias e filtros"), body=chosen, wide=True)
    if not _has_any(figures) and not asked:
        return [days, _none()]
    over = view.figures(*STANDING, by=("month",), only=asked, start=since, end=end)
    return [
        days,
        tiles("figures", period(start, end), figures, main=main_currency(over)),
        trend("over-time", Text("MRR, month by month", "MRR, mês a mês"), over, "month"),
        *_movements(view, asked, since, end),
        *_rankings(view, asked),
    ]


def months_before(day: date, months: int) -> date:
    """The first day of the month so many months before."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def _movements(view: View, asked: Mapping[str, str | None], since: date, end: date) -> Iterator[Block]:
    """What can be told of all customers only: a person comes and goes with all subscriptions."""
    if asked:
        return
    yield movements("movements", view.figures(*MOVES, by=("month",), start=since, end=end), "month")
    yield cohorts("cohorts", view.figures("retention", start=since, end=end))


def _rankings(view: View, asked: Mapping[str, str | None]) -> Iterator[Block]:
    for key, heading, by in (
        ("products", Text("Subscriptions by product", "Assinaturas por produto"), "product"),
        ("plans", Text("Subscriptions by plan", "Assinaturas por plano"), "plan"),
    ):
        yield ranking(
            key,
            heading,
            view.figures("active_subscribers", by=(by,), only=asked),
            by,
            leads=lambda value, by=by: view.link(**{by: address(value)}),  # type: ignore[misc]
        )


def _left_out(asked: Mapping[str, str | None]) -> h.Node:
    if not asked:
        return None
    return h.p(".note")[
        say(
            "Movements of MRR, customers lost and who stays are of all products: a customer comes and goes "
            "with all of them. They are left out here.",
            "Movimentos do MRR, clientes perdidos e quem fica são de todos os produtos: um cliente entra e "
            "sai com todos eles. Por isso não aparecem aqui.",
        )
    ]


def _has_any(figures: Figures) -> bool:
    return any(figure.value for one in figures if one.metric.kind != "now" for figure in one.figures)


def _none() -> Block:
    """What to do where there is no subscription."""
    return Block(
        "none",
        Text("No subscription yet", "Nenhuma assinatura ainda"),
        body=next_step(
            Text(
                "No subscription was paid in these days, and none runs. Where you sell some, their charges "
                "have to be synced:",
                "Nenhuma assinatura foi paga nestes dias, e nenhuma está vigente. Se você vende assinaturas, "
                "sincronize as cobranças delas:",
            ),
            "hotmart sync subscriptions subscription_transactions subscription_summaries",
        ),
        wide=True,
    )


PAGE = Page("assinaturas", Text("Subscriptions", "Assinaturas"), 21, shows, is_prepared=True)
