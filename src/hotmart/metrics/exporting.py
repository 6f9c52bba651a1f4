"""The definitions of the metrics for other tools: as Open Semantic Interchange, Rill or Evidence have them.

What is written are files that those tools read; none of them is needed to write them. Rill and Evidence get
titles and definitions in the reader's language, OSI in both. The facts are told as views of the warehouse,
`metrics_…`, which `hotmart metrics views` makes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hotmart.metrics.catalogue import METRICS
from hotmart.metrics.facts import BESIDE
from hotmart.metrics.metric import Metric
from hotmart.metrics.views import VIEWS, view_of


def export(tool: str, folder: Path) -> list[Path]:
    """Write the definitions for a tool into a folder, and tell the files."""
    written: list[Path] = []
    for name, text in _FORMS[tool]():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def by_fact() -> dict[str, list[Metric]]:
    """The metrics that a tool can sum up by itself, by the fact they are made of."""
    found: dict[str, list[Metric]] = {}
    for metric in METRICS:
        if metric.fact in VIEWS and not metric.of_whole and metric.kind != "now":
            found.setdefault(metric.fact, []).append(metric)
    return found


def _osi() -> Iterator[tuple[str, str]]:
    """Open Semantic Interchange: one model with datasets, fields and metrics."""
    datasets = [
        {
            "name": fact,
            "source": view_of(fact),
            "fields": [
                {"name": name, "expression": {"dialects": [{"dialect": "DUCKDB", "expression": column}]}}
                for name, column in _dimensions(metrics)
            ],
        }
        for fact, metrics in by_fact().items()
    ]
    told = [
        {
            "name": metric.name,
            "description": f"{metric.definition.en} / {metric.definition.pt}",
            "expression": {"dialects": [{"dialect": "DUCKDB", "expression": metric.summed(alone=False)}]},
            "custom_extensions": [
                {"vendor_name": "hotmart", "data": json.dumps(_more(metric), ensure_ascii=False)}
            ],
        }
        for metrics in by_fact().values()
        for metric in metrics
    ]
    model = {"semantic_model": [{"name": "hotmart", "datasets": datasets, "metrics": told}]}
    yield "hotmart.osi.json", _json(model)


def _rill() -> Iterator[tuple[str, str]]:
    """Rill: a metrics view for each fact and moment by which it counts. JSON is YAML."""
    for (fact, when, name), metrics in _by_moment().items():
        view = {
            "version": 1,
            "type": "metrics_view",
            "model": view_of(fact),
            "timeseries": when,
            "dimensions": [{"name": name, "column": column} for name, column in _dimensions(metrics)],
            "measures": [
                {
                    "name": metric.name,
                    "display_name": str(metric.title),
                    "description": str(metric.definition),
                    "expression": metric.summed(alone=False),
                }
                for metric in metrics
            ],
        }
        yield f"metrics/{name}.yaml", _json(view)


def _by_moment() -> dict[tuple[str, str, str], list[Metric]]:
    """The metrics of each fact and moment, and what they are called together."""
    found: dict[tuple[str, str, str], list[Metric]] = {}
    for fact, metrics in by_fact().items():
        several = len({one.when for one in metrics}) > 1
        for one in metrics:
            name = f"{view_of(fact)}_{one.when}" if several else view_of(fact)
            found.setdefault((fact, one.when, name), []).append(one)
    return found


def _evidence() -> Iterator[tuple[str, str]]:
    """Evidence: a query for each metric, and a page that shows them."""
    page = ["# Hotmart", ""]
    for metrics in by_fact().values():
        for metric in metrics:
            yield f"queries/{metric.name}.sql", _monthly(metric)
            page += [
                f"## {metric.title}",
                "",
                str(metric.definition),
                "",
                f"<DataTable data={{{metric.name}}}/>",
                "",
            ]
    yield "pages/index.md", "\n".join(page)


def _monthly(metric: Metric) -> str:
    currency = f"{metric.currency} AS currency, " if metric.currency else ""
    return (
        f"SELECT date_trunc('month', {metric.when}) AS month, {currency}{metric.summed()} AS {metric.name}\n"
        f"FROM {view_of(metric.fact)}\nWHERE {metric.where}\nGROUP BY ALL ORDER BY ALL\n"
    )


def _dimensions(metrics: list[Metric]) -> list[tuple[str, str]]:
    """What they can be divided by, as far as the view of their fact has it."""
    found = {name: column for one in metrics for name, column in one.by.items()}
    return [(name, column) for name, column in found.items() if name not in BESIDE]


def _more(metric: Metric) -> dict[str, Any]:
    return {
        "unit": metric.unit,
        "needs": list(metric.needs),
        "time": metric.when,
        "variant": metric.variant or None,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


_FORMS: dict[str, Callable[[], Iterator[tuple[str, str]]]] = {
    "osi": _osi,
    "rill": _rill,
    "evidence": _evidence,
}
