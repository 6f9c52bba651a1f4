"""Metrics and their values as people read them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hotmart.figures import amount, number
from hotmart.language import Text
from hotmart.metrics.figures import Figure, Value
from hotmart.metrics.metric import Metric, Unit

VARIANTS = {"panel": Text("as in the panel", "como no painel"), "saas": Text("SaaS", "SaaS")}
UNITS: dict[Unit, Text] = {
    "money": Text("money", "dinheiro"),
    "count": Text("count", "quantidade"),
    "share": Text("percentage", "percentual"),
    "months": Text("months", "meses"),
}
_WEEKDAYS = (
    Text("Sun", "dom"),
    Text("Mon", "seg"),
    Text("Tue", "ter"),
    Text("Wed", "qua"),
    Text("Thu", "qui"),
    Text("Fri", "sex"),
    Text("Sat", "sáb"),
)


def title(metric: Metric) -> str:
    """Its name for people, with whose definition it is where there are two."""
    return f"{metric.title} ({VARIANTS[metric.variant]})" if metric.variant else str(metric.title)


def shown(metric: Metric, value: Value) -> str:
    """A value without its currency; a dash where there is none."""
    if value is None:
        return "–"
    match metric.unit:
        case "share":
            return f"{number(Decimal(100 * float(value)), 1)}%"
        case "money":
            return amount(Decimal(value))
        case _:
            return number(int(value))


def part_shown(division: str, value: Any) -> str:
    """The part of a division that a value is of; a dash where there is none."""
    if value is None:
        return "–"
    return f"{value} ({_WEEKDAYS[int(value)]})" if division == "weekday" else str(value)


def change_shown(figure: Figure) -> str:
    """By how much it went up or down since what it is compared with; a dash where nothing is known."""
    change = figure.change
    return "–" if change is None else f"{'+' if change > 0 else ''}{number(Decimal(100 * change), 1)}%"
