"""Shapes that figures take together: a funnel, a week by its hours, cohorts, what came and went."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

import htpy as h
from htpy import Node

from hotmart.console.blocks import Block
from hotmart.console.charts.flows import Part, Stretch, flows
from hotmart.console.charts.funnel import Stage, funnel
from hotmart.console.charts.heat import Cell, Line, heat
from hotmart.console.naming import WEEKDAYS, month, stretch
from hotmart.console.tiles import as_table
from hotmart.console.trends import currencies, others, percent
from hotmart.figures import number
from hotmart.language import Text, say
from hotmart.metrics.figures import Figures, Measured
from hotmart.metrics.question import Step
from hotmart.metrics.shown import shown, title

FUNNEL = ("orders", "orders_paid", "sales")
MOVES = (
    "mrr_new:saas",
    "mrr_reactivation:saas",
    "mrr_expansion:saas",
    "mrr_contraction:saas",
    "mrr_churn:saas",
)
WENT = ("mrr_contraction", "mrr_churn")
"""Movements that take away."""
COLOURS = {
    "mrr_new": "came-0",
    "mrr_reactivation": "came-1",
    "mrr_expansion": "came-2",
    "mrr_contraction": "went-0",
    "mrr_churn": "went-1",
}
_STAGES = {
    "orders": Text("Ordered", "Pedidos"),
    "orders_paid": Text("Paid", "Pagos"),
    "sales": Text("Kept", "Mantidos"),
}


def sold(key: str, figures: Figures) -> Block:
    """From an order to what was kept; figures are those of FUNNEL."""
    counts = {one.metric.name: sum(int(f.value or 0) for f in one.figures) for one in figures}
    stages: list[Stage] = []
    before = 0
    for name in FUNNEL:
        count = counts.get(name, 0)
        share = percent(count / before) if before else ""
        stages.append(Stage(str(_STAGES[name]), count, number(count), share))
        before = count
    return Block(
        key,
        Text("From an order to money that stays", "Do pedido ao dinheiro que fica"),
        table=as_table(figures),
        chart=funnel(stages, say("Orders, paid, kept", "Pedidos, pagos, mantidos")),
        figures=figures,
        note=Text(
            "Kept is what was paid and is neither given back nor disputed now.",
            "Mantido é o que foi pago e hoje não está devolvido nem contestado.",
        ),
    )


def week(key: str, figures: Figures) -> Block:
    """When people buy: weekdays by hours; figures are sales by both."""
    (one,) = figures
    found = {(int(f.by["weekday"]), int(f.by["hour"])): int(f.value or 0) for f in one.figures}
    most = max(found.values(), default=0) or 1
    lines = [
        Line(
            str(WEEKDAYS[day])[:3],
            [
                Cell(count / most, f"{WEEKDAYS[day]}, {hour}h: {number(count)}")
                for hour in range(24)
                for count in [found.get((day, hour), 0)]
            ],
        )
        for day in (1, 2, 3, 4, 5, 6, 0)
    ]
    hours = [f"{hour}h" if hour % 3 == 0 else "" for hour in range(24)]
    drawn = heat(lines if found else [], hours, title(one.metric), width=440.0, names=36.0)
    return Block(
        key,
        Text("When people buy", "Quando as pessoas compram"),
        table=as_table(figures),
        chart=drawn,
        figures=figures,
        note=Text(
            "By the hour of the order, in the zone of the account.", "Pela hora do pedido, no fuso da conta."
        ),
    )


def cohorts(key: str, figures: Figures) -> Block:
    """Of those who joined in a month, how many are still there; figures are retention by month and age."""
    (one,) = figures
    found: dict[date, dict[int, float]] = defaultdict(dict)
    for figure in one.figures:
        if figure.value is not None:
            found[figure.start.replace(day=1)][int(figure.by["age"])] = float(figure.value)
    last = max((age for ages in found.values() for age in ages), default=0)
    columns = [str(age) for age in range(min(last, 12) + 1)]
    lines = [
        Line(month(joined), [_kept(joined, age, ages.get(age)) for age in range(len(columns))])
        for joined, ages in sorted(found.items())
    ]
    words = f"{title(one.metric)}, {say('by months since', 'por meses desde a entrada')}"
    return Block(
        key,
        Text("Who stays: by the month of joining", "Quem fica: pelo mês de entrada"),
        table=as_table(figures),
        chart=heat(lines, columns, words, width=1080.0, names=70.0),
        figures=figures,
        wide=True,
    )


def _kept(joined: date, age: int, share: float | None) -> Cell | None:
    if share is None:
        return None
    words = f"{month(joined)} + {age}: {percent(share)}"
    return Cell(share, words, f"{number(Decimal(round(100 * share)))}%")


def movements(key: str, figures: Figures, step: Step) -> Block:
    """What was added to MRR and taken from it; figures are those of MOVES over time."""
    found = list(dict.fromkeys(c for one in figures for c in currencies(one)))
    often = {c: sum(bool(f.value) for one in figures for f in one.figures if f.currency == c) for c in found}
    found.sort(key=lambda currency: (-often[currency], currency or ""))
    names = [(COLOURS[one.metric.name], str(one.metric.title)) for one in figures]
    charts = [_moves(figures, currency, step, names) for currency in found]
    return Block(
        key,
        Text("What MRR is made of and loses", "O que entra e o que sai do MRR"),
        table=as_table(figures),
        chart=[charts[:1], others(figures, charts[1:], grid=False)],
        figures=figures,
        wide=True,
    )


def _moves(figures: Figures, currency: str | None, step: Step, names: list[tuple[str, str]]) -> Node:
    at: dict[date, list[Part]] = {}
    for one in figures:
        for figure in one.figures:
            if figure.currency == currency:
                at.setdefault(figure.start, []).append(_part(one, float(figure.value or 0), currency))
    stretches = [Stretch(stretch(start, step), parts) for start, parts in sorted(at.items())]
    return h.div[flows(stretches, f"MRR, {currency}", names)]


def _part(one: Measured, value: float, currency: str | None) -> Part:
    signed = -value if one.metric.name in WENT else value
    words = f"{one.metric.title}: {currency} {shown(one.metric, Decimal(str(signed)))}"
    return Part(COLOURS[one.metric.name], signed, words)
