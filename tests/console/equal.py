"""Figures of a page held against those of the command: `Account.metrics`, which `hotmart metrics` shows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hotmart.metrics.figures import Figures


def told(rows: list[dict[str, Any]]) -> dict[tuple[Any, ...], Any]:
    """The rows of a page by what each is of."""
    plain = ("metric", "start", "currency", "end", "value", "before", "change")
    return {
        (
            row["metric"],
            row["start"],
            row["currency"],
            *(str(value) for name, value in row.items() if name not in plain and value is not None),
        ): None if row["value"] is None else Decimal(str(row["value"]))
        for row in rows
    }


def measured(figures: Figures) -> dict[tuple[Any, ...], Any]:
    """The same of figures."""
    return {
        (
            one.metric.key,
            str(figure.start),
            figure.currency,
            *(str(value) for value in figure.by.values() if value is not None),
        ): None if figure.value is None else Decimal(str(figure.value))
        for one in figures
        for figure in one.figures
    }
