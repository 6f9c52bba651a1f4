"""Comparing: every transaction of a report held against the warehouse, and those held that it should have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from hotmart.panel.comparison import Comparison
from hotmart.panel.difference import Because, Difference, Kind
from hotmart.panel.held import Held, Shares, held
from hotmart.panel.net import net_of
from hotmart.panel.pairing import Pairing
from hotmart.panel.reading import Report, Told
from hotmart.panel.scope import Read, Scope, scope_of, widest
from hotmart.panel.words import BUMP, MAIN
from hotmart.warehouse.store import Warehouse

SharesOf = Callable[[Collection[str]], Shares]
"""What gives the commissions of some sales."""


def compare(
    warehouse: Warehouse, report: Report, *, sales: str, read: Read, shares_of: SharesOf | None
) -> Comparison:
    """Hold a report against the warehouse; nothing is changed.

    `sales` is the table of `sales_history`, `read` what of it was ever read, `shares_of` what asks for
    commissions; None where none are kept. Raises NoWarehouseError where no sale was ever synced.
    """
    told = {one.transaction: one for one in report.sales}
    mains = {str(one.values["main_transaction"]) for one in report.sales if "main_transaction" in one.values}
    known = held(warehouse, sales, [*told, *mains], widest(report))
    both = [(one, known.sales[code]) for code, one in told.items() if code in known.sales]
    scope = scope_of(report, both)
    shares = shares_of([code for code in told if code in known.sales]) if shares_of else None
    pairing = Pairing(
        known,
        report.columns,
        report.zone,
        net_of(report.sales, shares or {}),
        report.written_at,
        read.up_to,
    )
    found = [
        *_missing_here(report, known, read, pairing),
        *_missing_there(told, known, scope, pairing),
        *(
            difference
            for one, sale in both
            for difference in pairing.differences(
                one, sale, None if shares is None else shares.get(one.transaction, ())
            )
        ),
        *_mains(report, known, told),
    ]
    return Comparison(report, scope, read.up_to, len(both), found, compares_revenue=shares is not None)


def _missing_here(report: Report, known: Held, read: Read, pairing: Pairing) -> Iterator[Difference]:
    """What the report has and the warehouse does not."""
    for one in report.sales:
        ordered = one.moment("ordered_at")
        if one.transaction not in known.sales and ordered is not None:
            because = None if read.has(ordered) else Because.UNREAD
            says = ", ".join(filter(None, (one.text("status_told"), pairing.shown(ordered))))
            yield Difference(Kind.NOT_IN_WAREHOUSE, one.transaction, one.line, says, None, because)


def _missing_there(
    told: dict[str, Told], known: Held, scope: Scope, pairing: Pairing
) -> Iterator[Difference]:
    """What the warehouse has and the report does not, of those ordered in its widest range."""
    for code, sale in known.sales.items():
        if code in told:
            continue
        because = None
        if not scope.in_range(sale):
            because = Because.RANGE
        elif not scope.passes(sale):
            because = Because.FILTER
        elif scope.statuses and known.before.get(code, frozenset()) - scope.statuses:
            because = Because.LATE  # the report may have been made while its filter left the sale out
        says = ", ".join(filter(None, (sale.status, pairing.shown(sale.ordered_at))))
        yield Difference(Kind.NOT_IN_REPORT, code, None, None, says, because)


def _mains(report: Report, known: Held, told: dict[str, Told]) -> Iterator[Difference]:
    """Main transactions that are named where none should be, and order bumps whose is not known."""
    if not {"main_transaction"} <= report.columns or not report.columns & {"sold_as", "sale_tool"}:
        return
    for one in report.sales:
        main, sold_as = one.text("main_transaction"), one.text("sold_as")
        sale = known.sales.get(one.transaction)
        renewed = max(one.integer("charge_number") or 0, (sale.recurrence or 0) if sale else 0) > 1
        if sold_as == BUMP and (main is None or not (main in told or main in known.sales)):
            yield Difference(Kind.MAIN, one.transaction, one.line, main, None)
        elif sold_as == MAIN and main is not None:
            because = Because.RENEWAL if renewed else None
            yield Difference(Kind.MAIN, one.transaction, one.line, main, None, because)
