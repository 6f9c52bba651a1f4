"""All metrics there are, by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.metrics.meant import metric_meant
from hotmart.metrics.metric import Metric
from hotmart.metrics.sales import SALES
from hotmart.metrics.subscriptions import SUBSCRIPTIONS

METRICS: tuple[Metric, ...] = (*SALES, *SUBSCRIPTIONS)
OVERVIEW = (
    *("gross_revenue", "net_revenue", "sales", "buyers", "average_ticket", "approval_rate", "refund_rate"),
    *("chargeback_rate", "mrr:saas", "active_subscribers", "churn_rate:panel", "overdue_value"),
)
"""The twelve that are shown where none is named."""


def chosen(names: Iterable[str]) -> Sequence[Metric]:
    """The metrics of these names, in this order; of two variants both, unless `name:variant` is told.

    Raises InvalidArgumentError for a name that no metric has.
    """
    return [one for name in dict.fromkeys(names or OVERVIEW) for one in _named(name)]


def _named(name: str) -> list[Metric]:
    found = [one for one in METRICS if name in (one.name, one.key)]
    if not found:
        raise InvalidArgumentError(
            "metric",
            Text(f"There is no metric {name[:60]!r}.", f"Não existe a métrica {name[:60]!r}."),
            metric_meant(name, METRICS)
            or Text("To list them: hotmart metrics list", "Para ver todas: hotmart metrics list"),
        )
    return found
