"""Metrics as data: what whoever looks for one has to know."""

from __future__ import annotations

from typing import Any

from hotmart.metrics.metric import Metric
from hotmart.metrics.question import STEPS


def divisions(metric: Metric) -> list[str]:
    """What it can be divided by: stretches of time, unless it is known of now only, and its own."""
    return [*(() if metric.kind == "now" else STEPS), *metric.by]


def meaning(metric: Metric) -> dict[str, Any]:
    """Its name, what it means in the reader's language, and its unit."""
    return {
        "name": metric.name,
        "variant": metric.variant or None,
        "title": str(metric.title),
        "definition": str(metric.definition),
        "caveat": None if metric.caveat is None else str(metric.caveat),
        "unit": metric.unit,
    }


def described(metric: Metric) -> dict[str, Any]:
    """What it means, what it needs and what it is divided by."""
    return meaning(metric) | {
        "has_currency": bool(metric.currency),
        "kind": metric.kind,
        "needs": list(metric.needs),
        "by": divisions(metric),
    }
