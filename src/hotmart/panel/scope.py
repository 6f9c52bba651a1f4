"""What a report is about: its own range and filter, as its lines tell them, and what no sync has read yet.

No report says how it was asked for. Its range is from the first moment of the day of its earliest sale to its
latest sale; it is of the statuses and the products that it has. So that one wrong line changes none of that,
only those count in which the report and the warehouse agree, where there are any.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hotmart.panel.held import Sale
from hotmart.panel.reading import Report, Told
from hotmart.zone import first_moment, zone


@dataclass(frozen=True)
class Read:
    """The times of which the warehouse has the sales: what was read whole, in ms, and its gaps."""

    start: int | None
    end: int | None
    gaps: Sequence[tuple[int, int]] = ()

    def has(self, moment: datetime) -> bool:
        at = round(moment.timestamp() * 1000)
        within = (self.start is None or self.start <= at) and self.end is not None and at < self.end
        return within and not any(start <= at < end for start, end in self.gaps)

    @property
    def up_to(self) -> datetime | None:
        """The moment up to which the sales were read."""
        return None if self.end is None else datetime.fromtimestamp(self.end / 1000, zone("UTC"))


@dataclass(frozen=True)
class Scope:
    """The range and the filter of a report."""

    first: datetime
    last: datetime
    statuses: frozenset[str]
    products: frozenset[str]

    def in_range(self, sale: Sale) -> bool:
        return self.first <= sale.ordered_at <= self.last

    def passes(self, sale: Sale) -> bool:
        """Whether its filter lets the sale through."""
        of_status = sale.status is None or not self.statuses or sale.status in self.statuses
        return of_status and (sale.product is None or not self.products or sale.product in self.products)


def widest(report: Report) -> tuple[datetime, datetime]:
    """The range that the report alone tells."""
    moments = [moment for told in report.sales if (moment := told.moment("ordered_at"))]
    return _from_its_day(min(moments), report.zone), max(moments)


def scope_of(report: Report, both: Iterable[tuple[Told, Sale]]) -> Scope:
    """The range and the filter of a report, by the sales that are in the warehouse as well."""
    agreed = [(told, sale) for told, sale in both if sale.status in told.statuses]
    if not agreed:
        return Scope(*widest(report), frozenset(), frozenset())
    moments = [sale.ordered_at for _, sale in agreed]
    return Scope(
        _from_its_day(min(moments), report.zone),
        max(moments),
        frozenset(status for told, _ in agreed for status in told.statuses),
        frozenset(sale.product for _, sale in agreed if sale.product),
    )


def _from_its_day(moment: datetime, zone_name: str) -> datetime:
    return first_moment(moment.astimezone(zone(zone_name)).date(), zone_name)
