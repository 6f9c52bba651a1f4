"""Reports of runs, one that is proved and one that is not."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from hotmart.language import Text
from hotmart.streams.windows import DAY, Window
from hotmart.sync.report import Gap, Report, StreamReport
from hotmart.warehouse.ledger.notes import Check
from hotmart.warehouse.merge import Merged
from hotmart.warehouse.oddities import Oddity


def report(*parts: StreamReport) -> Report:
    return Report(3, 0, 30 * DAY, {part.stream: part for part in parts}, requests=12, seconds=1.5)


def good() -> StreamReport:
    check = Check("sales_history", "count", "COMPLETE", 0, 30 * DAY, 7, 7)
    return StreamReport("sales_history", 7, Merged(4, 2, 1), checks=[check])


def bad() -> StreamReport:
    return StreamReport(
        "sales_commissions",
        gaps=[Gap("sales_commissions", Window(0, DAY), Text("HTTP 502", "HTTP 502"))],
        checks=[
            Check("sales_commissions", "commission", "BRL", 0, DAY, Decimal("1234.50"), Decimal("1234.49"))
        ],
        oddities=Counter({Oddity("commissions.kind", "new_field"): 3}),
    )
