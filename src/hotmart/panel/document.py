"""A comparison as data: what `hotmart verify --against --json` answers; held to `docs/report.schema.json`.

Moments of differences are on the account's clock, which the frame names; those of the frame are in UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, NotRequired, TypeAlias, TypedDict

import msgspec

from hotmart.figures import iso
from hotmart.panel.difference import WHY, Difference

if TYPE_CHECKING:
    from hotmart.panel.comparison import Comparison

Moment: TypeAlias = Annotated[str, msgspec.Meta(extra_json_schema={"format": "date-time"})]
"""ISO 8601 in UTC, such as 2025-03-01T12:30:00Z."""


class PanelRow(TypedDict):
    """One difference between a report of the panel and the warehouse."""

    connection: NotRequired[str]
    kind: Literal[
        "not_in_warehouse",
        "not_in_report",
        "status",
        "value",
        "net",
        "share",
        "ordered_at",
        "confirmed_at",
        "main_transaction",
    ]
    transaction: str
    line: int | None
    """The line of the report; none for a sale that it does not have."""
    report: str | None
    """What the report says: a status, an amount with its currency, a moment."""
    warehouse: str | None
    because: Literal["late_status", "range", "filter", "unread", "rounding", "renewal", "returned"] | None
    """Why it differs; none where nothing explains it."""
    why: str | None
    """The same in words, in the reader's language."""


class PanelMeta(TypedDict):
    """What frames the differences: the report, its own range, and the verdict."""

    warehouse: NotRequired[str]
    schema: NotRequired[str]
    verdict: Literal["matches", "differs"]
    file: str
    language: Literal["pt", "es", "en"]
    numbers: Literal["comma", "point"] | None
    """What stands before the decimals; none where each is whole, or a number of a spreadsheet."""
    time_zone: str
    start: Moment
    end: Moment
    """The range that the report is taken to be of, the ends included."""
    as_of: Moment | None
    """Up to when the warehouse has read the sales."""
    sales: int
    """Transactions of the report."""
    compared: int
    """Those of them that the warehouse has as well."""
    explained: int
    unexplained: int


def row(difference: Difference) -> PanelRow:
    """One difference."""
    because = difference.because
    return {
        "kind": difference.kind.value,
        "transaction": difference.transaction,
        "line": difference.line,
        "report": difference.report,
        "warehouse": difference.warehouse,
        "because": None if because is None else because.value,
        "why": None if because is None else str(WHY[because]),
    }


def meta(comparison: Comparison) -> PanelMeta:
    """What frames the differences of a comparison."""
    report, scope = comparison.report, comparison.scope
    unexplained = len(comparison.unexplained)
    return {
        "verdict": "differs" if unexplained else "matches",
        "file": report.file,
        "language": report.language,
        "numbers": report.numbers,
        "time_zone": report.zone,
        "start": iso(scope.first),
        "end": iso(scope.last),
        "as_of": None if comparison.read_to is None else iso(comparison.read_to),
        "sales": len(report.sales),
        "compared": comparison.compared,
        "explained": len(comparison.differences) - unexplained,
        "unexplained": unexplained,
    }
