"""Produtos: what each brings, what of it comes back, and how it goes over time."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import htpy as h

from hotmart.console import layout
from hotmart.console.blocks import Block, Column, Row, Table
from hotmart.console.charts.over_time import SMALL, Point, over_time
from hotmart.console.filters import address, filters, only
from hotmart.console.naming import called, of_step, period, stretch
from hotmart.console.page import Page, Shown
from hotmart.console.tiles import as_table
from hotmart.console.trends import currencies, main_currency, ranking, step_for
from hotmart.console.view import View
from hotmart.language import Text
from hotmart.metrics.figures import Figures
from hotmart.metrics.question import Step
from hotmart.metrics.shown import shown

EACH = ("gross_revenue", "net_revenue", "sales", "average_ticket", "refund_rate", "chargeback_rate")
FILTERS = ("payment", "country", "source")
MOST = 6  # products whose course is drawn


def shows(view: View) -> Shown:
    """The page."""
    asked = only(view, FILTERS)
    figures = view.figures(*EACH, by=("product",), only=asked)
    start, end = figures.start, figures.end
    step = step_for(start, end)
    over = view.figures("gross_revenue", by=(step, "product"), only=asked)
    chosen = [layout.days(view, start, end), filters(view, FILTERS, "sales")]
    return [
        Block("days", Text("Days and filters", "Dias e filtros"), body=chosen, wide=True),
        _each(view, figures),
        _course("course", over, step),
        ranking(
            "sales",
            Text("Sales by product", "Vendas por produto"),
            view.figures("sales", by=("product",), only=asked),
            "product",
            leads=lambda value: view.link("/vendas", product=address(value)),
        ),
        ranking(
            "refunds",
            Text("Refunded, by product", "Reembolsado, por produto"),
            view.figures("refunded_value", by=("product",), only=asked),
            "product",
            leads=lambda value: view.link("/vendas", product=address(value)),
        ),
        ranking(
            "offers",
            Text("Revenue by offer", "Faturamento por oferta"),
            view.figures("gross_revenue", by=("offer",), only=asked),
            "offer",
            leads=lambda value: view.link("/vendas", offer=address(value)),
        ),
    ]


def _each(view: View, figures: Figures) -> Block:
    """A row for each product and currency, that with most revenue in the main currency first."""
    found = {
        (one.metric.name, figure.by["product"], figure.currency): figure.value
        for one in figures
        for figure in one.figures
    }
    keys = dict.fromkeys((product, currency) for _, product, currency in found if currency)
    main = main_currency(figures)
    order = sorted(
        keys,
        key=lambda key: (key[1] != main, key[1], -Decimal(str(found.get(("gross_revenue", *key)) or 0))),
    )
    rows = [_row(found, product, currency, main) for product, currency in order]
    columns = [
        Column("product", Text("product", "produto"), words=lambda row: called("product", row["product"])),
        Column("currency", Text("currency", "moeda")),
        Column("gross_revenue", Text("gross", "bruto"), "money"),
        Column("net_revenue", Text("net", "líquido"), "money"),
        Column("average_ticket", Text("ticket", "ticket"), "money"),
        Column("sales", Text("sales", "vendas"), "count"),
        Column("refund_rate", Text("refunds", "reembolsos"), "share"),
        Column("chargeback_rate", Text("chargebacks", "chargebacks"), "share"),
    ]

    def leads(row: Row) -> str:
        return view.link("/vendas", product=address(row["product"]))

    return Block(
        "each",
        period(figures.start, figures.end),
        table=Table(columns, rows, links=leads),
        figures=figures,
        note=Text(
            "Sales, refunds and chargebacks are of all currencies, told beside the main one. Net revenue "
            "stands in the currency of payout.",
            "Vendas, reembolsos e chargebacks são de todas as moedas, ao lado da principal. O líquido está "
            "na moeda de recebimento.",
        ),
        wide=True,
    )


def _row(
    found: Mapping[tuple[str, Any, str | None], object], product: object, currency: str, main: str | None
) -> dict[str, object]:
    told: dict[str, object] = {"product": product, "currency": currency}
    others = [one for _, of, one in found if of == product and one]
    is_first = currency == main or (main not in others and currency == min(others))
    for name in EACH:
        value = found.get((name, product, currency))
        told[name] = found.get((name, product, None)) if value is None and is_first else value
    return told


def _course(key: str, figures: Figures, step: Step) -> Block:
    """How the products with most revenue in the main currency went over time, each by itself."""
    (one,) = figures
    main = next(iter(currencies(one)), None)
    whole: dict[object, float] = {}
    for figure in one.figures:
        if figure.currency == main:
            product = figure.by["product"]
            whole[product] = whole.get(product, 0.0) + float(figure.value or 0)
    most = sorted(whole, key=lambda product: -whole[product])[:MOST]
    when = of_step(step)
    return Block(
        key,
        Text(f"How they go, {when.en}", f"Como vão, {when.pt}"),
        table=as_table(figures),
        chart=h.div(".charts.small")[[_one(figures, product, main, step) for product in most]],
        figures=figures,
        note=Text(
            f"The {len(most)} with most revenue in {main}.", f"Os {len(most)} de maior faturamento em {main}."
        )
        if len(most) > 1
        else None,
        wide=True,
    )


def _one(figures: Figures, product: object, currency: str | None, step: Step) -> h.Node:
    (one,) = figures
    values = {
        figure.start: figure.value
        for figure in one.figures
        if figure.by["product"] == product and figure.currency == currency
    }
    points = [
        Point(
            stretch(start, step),
            float(values.get(start) or 0),
            f"{start}: {currency} {shown(one.metric, values.get(start) or Decimal(0))}",
        )
        for start in sorted({figure.start for figure in one.figures})
    ]
    return over_time(points, f"{called('product', product)}, {currency}", frame=SMALL)


PAGE = Page("produtos", Text("Products", "Produtos"), 22, shows, is_prepared=True)
