"""Figures: what metrics come to, each with its currency, its days, how fresh it is and how whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from hotmart.extras import extra
from hotmart.figures import counted
from hotmart.metrics.described import meaning
from hotmart.metrics.metric import Metric

if TYPE_CHECKING:
    import pandas

Value: TypeAlias = "Decimal | int | float | None"
"""Money as Decimal, counts as int, shares from 0 to 1 as float; None where there is nothing to divide by."""


class Figure(NamedTuple):
    """One value of a metric."""

    start: date
    """The first day it is of, in the account's zone."""
    end: date
    """The last one."""
    by: Mapping[str, Any]
    """What it was divided by."""
    currency: str | None
    value: Value
    before: Value = None
    """The value it is compared with."""

    @property
    def change(self) -> float | None:
        """By which share it went up, below zero down; None where there is nothing to compare with."""
        if self.value is None or not self.before:
            return None
        return float(self.value) / float(self.before) - 1


@dataclass(frozen=True, repr=False)
class Measured:
    """A metric and all its values. Its repr shows none of them: a name may stand among them."""

    metric: Metric
    figures: Sequence[Figure]
    verdict: str
    """That of the stream it needs that is proved least: proved, read_whole, differs, incomplete, missing."""
    missing: Sequence[str]
    """The streams it needs of which something, or all, is not there."""
    as_of: datetime | None
    """Up to when, at Hotmart, all of it was read."""
    sql: str

    @property
    def complete(self) -> bool:
        """Whether all that it needs was read."""
        return not self.missing

    def __repr__(self) -> str:
        values = counted(len(self.figures), "value", "values")
        return f"<{self.metric.key}: {values}, {self.verdict}>"


@dataclass(frozen=True, repr=False)
class Figures:
    """What was asked for, metric by metric."""

    measured: Sequence[Measured]
    start: date
    end: date
    time_zone: str
    compare: str | None = None
    only: Mapping[str, str | None] = field(default_factory=dict[str, "str | None"])
    """The one value of each of these that was asked about; None for where there is none."""

    def __iter__(self) -> Iterator[Measured]:
        return iter(self.measured)

    def __len__(self) -> int:
        return len(self.measured)

    def __repr__(self) -> str:
        return f"<{', '.join(one.metric.key for one in self.measured)} of {self.start} to {self.end}>"

    @property
    def complete(self) -> bool:
        """Whether all that they need was read."""
        return all(one.complete for one in self.measured)

    def rows(self) -> list[dict[str, Any]]:
        """Every value as a row: metric, variant, unit, days, what it is divided by, currency, value."""
        return [_row(one, figure, self.compare) for one in self.measured for figure in one.figures]

    def as_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """All as data, with what each means, and its SQL where it is to be explained."""
        return {
            "start": self.start,
            "end": self.end,
            "time_zone": self.time_zone,
            "compare": self.compare,
            "only": dict(self.only),
            "complete": self.complete,
            "metrics": [_as_dict(one, self.compare, explain=explain) for one in self.measured],
        }

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a `pandas.DataFrame`; money stays Decimal. Needs `hotmart[pandas]`."""
        frame: pandas.DataFrame = extra("pandas", "pandas").DataFrame(self.rows())
        return frame


def _as_dict(one: Measured, compare: str | None, *, explain: bool) -> dict[str, Any]:
    sql = {"sql": one.sql} if explain else {}
    return (
        sql
        | meaning(one.metric)
        | {
            "verdict": one.verdict,
            "complete": one.complete,
            "missing": list(one.missing),
            "as_of": one.as_of,
            "values": [_value(figure, compare) for figure in one.figures],
        }
    )


def _row(one: Measured, figure: Figure, compare: str | None) -> dict[str, Any]:
    whose = {"metric": one.metric.name, "variant": one.metric.variant or None, "unit": one.metric.unit}
    return whose | _value(figure, compare)


def _value(figure: Figure, compare: str | None) -> dict[str, Any]:
    told = {
        "start": figure.start,
        "end": figure.end,
        **figure.by,
        "currency": figure.currency,
        "value": figure.value,
    }
    return told | ({"before": figure.before, "change": figure.change} if compare else {})
