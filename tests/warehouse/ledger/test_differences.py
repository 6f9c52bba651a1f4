"""What was found out of sums that differ is remembered, and what is found anew takes its place."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from hotmart.warehouse.ledger.differences import Difference, Kind, known_differences, note_differences
from hotmart.warehouse.ledger.notes import begin_run
from hotmart.warehouse.store import Warehouse

AT = datetime(2026, 11, 30, 12, tzinfo=UTC)
YEAR, NEXT = (0, 1_000), (1_000, 2_000)


def difference(at: int, kind: Kind = Kind.SALE, stream: str = "sales_commissions") -> Difference:
    transaction = f"HP{at}" if kind is Kind.SALE else None
    return Difference(
        stream, kind, transaction, "BRL", at, at + 1, Decimal("10.50"), Decimal("-10.25"), explained_at=AT
    )


def test_it_comes_back_as_it_was_found_in_order_of_time(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "w.duckdb")
    found = [difference(5), difference(7, Kind.PERIOD)]
    note_differences(warehouse, 1, "sales_commissions", NEXT, [difference(1_500)])
    note_differences(warehouse, 1, "sales_commissions", YEAR, found)
    assert known_differences(warehouse) == [*found, difference(1_500)]


def test_what_is_found_anew_takes_the_place_of_what_was_known_of_that_time(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "w.duckdb")
    other = difference(5, stream="others")
    note_differences(warehouse, 1, "others", YEAR, [other])
    note_differences(warehouse, 1, "sales_commissions", YEAR, [difference(5), difference(9)])
    note_differences(warehouse, 1, "sales_commissions", NEXT, [difference(1_500)])
    note_differences(warehouse, 2, "sales_commissions", YEAR, [difference(9)])
    assert known_differences(warehouse) == [other, difference(9), difference(1_500)]
    note_differences(warehouse, 3, "sales_commissions", YEAR, [])
    assert known_differences(warehouse) == [other, difference(1_500)]


def test_before_anything_was_found_nothing_is_known(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "w.duckdb")
    assert known_differences(warehouse) == []
    begin_run(warehouse, as_of=0, since={}, started_at=AT, version="0")
    assert known_differences(warehouse) == []
