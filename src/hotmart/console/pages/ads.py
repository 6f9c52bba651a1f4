"""Anúncios: what ads cost, what they brought, and which of them sold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import htpy as h

from hotmart.console import layout
from hotmart.console.ads import By, Results, results
from hotmart.console.blocks import Block, Column, Table
from hotmart.console.charts.over_time import BROAD, Point, over_time
from hotmart.console.computed import computed, next_step
from hotmart.console.naming import period, stretch
from hotmart.console.page import Page, Shown
from hotmart.console.trends import ranking
from hotmart.console.view import View
from hotmart.figures import amount, number
from hotmart.language import Text, say
from hotmart.metrics.figures import Figures

_MEANS = Text(
    "From the view of results: the cost you imported, beside the sales whose link names the ad and that are "
    "paid now. CPA is cost by sale, ROAS revenue by cost, profit net less cost; over a period sums come "
    "first.",
    "Da visão de resultados: o custo que você importou, ao lado das vendas cujo link cita o anúncio e que "
    "estão pagas agora. CPA é custo por venda, ROAS faturamento por custo, lucro é líquido menos custo; num "
    "período, primeiro se soma.",
)
_MONEY = (
    Column("currency", Text("currency", "moeda")),
    Column("cost", Text("cost", "custo"), "money"),
    Column("sales", Text("sales", "vendas"), "count"),
    Column("revenue", Text("revenue", "faturamento"), "money"),
    Column("net", Text("net", "líquido"), "money"),
    Column("profit", Text("profit", "lucro"), "money"),
    Column("cpa", Text("CPA", "CPA"), "money"),
    Column("roas", Text("ROAS", "ROAS"), "money"),
)
_TILES = (
    ("cost", Text("Cost", "Custo")),
    ("revenue", Text("Revenue from ads", "Faturamento dos anúncios")),
    ("profit", Text("Profit", "Lucro")),
    ("cpa", Text("Cost per sale (CPA)", "Custo por venda (CPA)")),
    ("roas", Text("Revenue per cost (ROAS)", "Faturamento por custo (ROAS)")),
    ("sales", Text("Sales from ads", "Vendas dos anúncios")),
)


def shows(view: View) -> Shown:
    """The page."""
    figures = view.figures("sales", by=("source",))
    start, end = figures.start, figures.end
    days = Block("days", Text("Days", "Dias"), body=layout.days(view, start, end), wide=True)
    return [days, *_spent(view, start, end), *_sold(view, figures)]


def _found(view: View, start: date, end: date, by: By = "") -> Results | None:
    return view.remembered(("ads", start, end, by), lambda: results(view.account, start, end, by))


def _spent(view: View, start: date, end: date) -> Iterator[Block]:
    """What ads cost against what they brought; what to do where no cost is known."""
    whole = _found(view, start, end)
    if whole is None:
        yield _none()
        return
    heading = period(start, end)
    yield Block(
        "results",
        heading,
        table=Table(_MONEY, whole.rows, nothing=_NO_COST),
        chart=_tiles(whole) if whole.rows else None,
        how=computed(_MEANS, whole.sql),
        wide=True,
    )
    if any(row["cost"] for row in whole.rows):
        yield from _details(view, start, end)


def _details(view: View, start: date, end: date) -> Iterator[Block]:
    by_day = _found(view, start, end, "day")
    if by_day and by_day.rows:
        columns = (Column("day", Text("day", "dia"), "day"), *_MONEY)
        yield Block(
            "days-of-ads",
            Text("Net revenue against cost, day by day", "Líquido contra custo, dia a dia"),
            table=Table(columns, by_day.rows),
            chart=_course(by_day),
            how=computed(_MEANS, by_day.sql),
            wide=True,
        )
    for by, heading in (("campaign", Text("Campaigns", "Campanhas")), ("ad", Text("Ads", "Anúncios"))):
        found = _found(view, start, end, "ad" if by == "ad" else "campaign")
        if found:
            named = (Column("ad", Text("ad", "anúncio"), "typed"),) if by == "ad" else ()
            columns = (*named, Column("campaign", Text("campaign", "campanha"), "typed"), *_MONEY)
            yield Block(
                f"{by}s",
                heading,
                table=Table(columns, found.rows, more=found.more),
                how=computed(_MEANS, found.sql),
                wide=True,
            )


def _course(found: Results) -> h.Node:
    """A chart for the currency of most days: bars of net revenue, the line is what was spent."""
    currencies = [row["currency"] for row in found.rows if row["cost"]]
    main = max(sorted(set(currencies)), key=currencies.count)
    points = [
        Point(
            stretch(row["day"], "day"),
            float(row["net"] if row["net"] is not None else row["revenue"]),
            f"{row['day']}: {main} {_read('net', row['net'])} − {_read('cost', row['cost'])}",
            float(row["cost"] or 0),
        )
        for row in found.rows
        if row["currency"] == main
    ]
    words = say(f"Net revenue in {main}; dashed: cost", f"Líquido em {main}; tracejado: custo")
    return over_time(points, words, frame=BROAD)


def _tiles(found: Results) -> h.Element:
    first, *others = sorted(found.rows, key=lambda row: -float(row["cost"] or 0))
    return h.div(".tiles")[
        (
            h.article(".tile")[
                h.h3[str(title)],
                h.p(".value")[
                    h.span(".currency")[first["currency"]] if name not in ("sales", "roas") else None,
                    _read(name, first[name]),
                ],
                h.p(".others")[
                    (
                        h.span[h.span(".currency")[row["currency"]], _read(name, row[name])]
                        for row in others
                        if row[name] is not None
                    )
                ],
            ]
            for name, title in _TILES
        )
    ]


def _read(name: str, value: object) -> str:
    if value is None:
        return "–"
    return number(int(str(value))) if name == "sales" else amount(Decimal(str(value)))


def _sold(view: View, by_source: Figures) -> Iterator[Block]:
    """What links say of where buyers came from, whether or not any cost is known."""
    told = Text("From the fields of the checkout link.", "Dos campos do link de pagamento.")
    yield ranking(
        "sources",
        Text("Sales by source", "Vendas por origem"),
        by_source,
        "source",
        told,
        reveals=view.reveals,
    )
    for key, heading, by in (
        ("by-campaign", Text("Revenue by campaign", "Faturamento por campanha"), "campaign"),
        ("by-ad", Text("Revenue by ad", "Faturamento por anúncio"), "ad"),
        ("by-sck", Text("Revenue by sck", "Faturamento por sck"), "sck"),
    ):
        figures = view.figures("gross_revenue", by=(by,))
        if any(figure.by[by] is not None for one in figures for figure in one.figures):
            yield ranking(key, heading, figures, by, reveals=view.reveals)


_NO_COST = Text(
    "No ad of these days cost anything that was imported, and no sale names one.",
    "Nenhum custo importado é destes dias, e nenhuma venda deles cita um anúncio.",
)


def _none() -> Block:
    """What to do where nobody has told what ads cost."""
    said = Text(
        "What your ads cost is not known yet. Export a report by day from Meta Ads or Google Ads as CSV and "
        "import it: each ad then stands beside what it sold, with CPA, ROAS and profit.",
        "Ainda não se sabe quanto seus anúncios custam. Exporte um relatório por dia do Meta Ads ou do "
        "Google Ads em CSV e importe: cada anúncio fica ao lado do que vendeu, com CPA, ROAS e lucro.",
    )
    return Block(
        "none",
        Text("Which ad sold?", "Qual anúncio vendeu?"),
        body=next_step(said, say("hotmart spend import FILE", "hotmart spend import ARQUIVO")),
        wide=True,
    )


PAGE = Page("anuncios", Text("Ads", "Anúncios"), 23, shows, is_prepared=True)
