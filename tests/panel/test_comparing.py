"""A report held against the warehouse: what is so on both sides, what differs, and what explains it."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any, NamedTuple

import duckdb
import pytest

from hotmart.panel.comparison import Comparison
from hotmart.panel.difference import WHY, Because, Kind
from hotmart.warehouse.errors import NoWarehouseError

from .conftest import (
    AFFILIATE,
    CODE,
    CONFIRMED,
    COPRODUCER,
    CURRENCY,
    DATE,
    MAIN,
    NET,
    PRODUCER,
    SOLD_AS,
    STATUS,
    VALUE,
    Desk,
    Rows,
    rows_of,
)

pytestmark = pytest.mark.slow

NOTHING = "(none)"


def compared(desk: Desk, change: Callable[[Rows], object], **query: Any) -> Comparison:
    return desk.account.verify_against(desk.edited(change, **query))


def found(comparison: Comparison) -> set[tuple[str, Kind]]:
    return {(one.transaction, one.kind) for one in comparison.unexplained}


def causes(comparison: Comparison, transaction: str) -> set[tuple[Kind, Because | None]]:
    return {(one.kind, one.because) for one in comparison.differences if one.transaction == transaction}


@pytest.mark.parametrize(
    ("language", "numbers", "encoding"),
    list(product(("pt", "es", "en"), ("comma", "point"), ("utf-8-sig", "cp1252"))),
)
def test_a_report_of_the_account_has_no_difference_that_nothing_explains(
    synced: Desk, language: str, numbers: str, encoding: str
) -> None:
    path = synced.export(language=language, numbers=numbers, encoding=encoding)
    comparison = synced.account.verify_against(path)
    assert comparison.unexplained == []
    assert comparison.compared == len(comparison.report.sales) == synced.hotmart.truth()["sales"]["total"]
    assert set(comparison.explained) == {Because.RENEWAL}


@pytest.mark.parametrize(
    "query",
    [
        {"name": "report.xlsx"},
        {"name": "report.xlsx", "cells": "text", "language": "en"},
        {"missing": "empty"},
        {"columns": "older", "language": "es"},
        {"columns": "few"},
        {"net": "shared"},
        {"returned": "kept"},
        {"from": "2023-09-01", "to": "2023-12-31"},
        {"status": ["APPROVED", "COMPLETE"]},
        {"status": ["EXPIRED"], "from": "2023-09-01"},
    ],
    ids=str,
)
def test_nor_has_one_of_other_columns_another_range_or_a_filter(synced: Desk, query: dict[str, Any]) -> None:
    comparison = synced.account.verify_against(synced.export(**query))
    assert comparison.unexplained == []
    assert comparison.compared == len(comparison.report.sales) > 0


class Plan(NamedTuple):
    """The codes of sales that nothing is planted in yet, by what they are."""

    left: list[dict[str, str]]

    def take(self, **wanted: Callable[[str], bool] | str) -> dict[str, str]:
        """A sale that is so, once."""
        for row in self.left:
            if all(
                test(row[NAMES[name]]) if callable(test) else row[NAMES[name]] == test
                for name, test in wanted.items()
            ):
                self.left.remove(row)
                return row
        raise AssertionError(f"no sale is {wanted}")


NAMES = {
    "status": STATUS,
    "sold_as": SOLD_AS,
    "main": MAIN,
    "coproducer": COPRODUCER,
    "affiliate": AFFILIATE,
    "producer": PRODUCER,
    "confirmed": CONFIRMED,
    "charge": "Tipo de cobrança",
}


def told(cell: str) -> bool:
    return cell != NOTHING


def plus(cell: str, amount: str) -> str:
    value = Decimal(cell.replace(".", "").replace(",", ".")) + Decimal(amount)
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def later(cell: str, **span: float) -> str:
    return f"{datetime.strptime(cell, '%d/%m/%Y %H:%M:%S') + timedelta(**span):%d/%m/%Y %H:%M:%S}"  # noqa: DTZ007


def planted(rows: Rows) -> set[tuple[str, Kind]]:
    """Change 25 things in a report, of each kind; which they are."""
    plan = Plan(rows[20:-20])
    done: list[tuple[str, Kind]] = []

    def change(kind: Kind, column: str, new: Callable[[str], str] | str, **wanted: Any) -> None:
        row = plan.take(**wanted)
        row[column] = new(row[column]) if callable(new) else new
        done.append((row[CODE], kind))

    for number in range(3):
        row = plan.take(status="Completo", main=NOTHING)
        rows.remove(row)
        rows.append({**plan.take(status="Completo", main=NOTHING), CODE: f"HP0000000000000{number}"})
        done.extend([(row[CODE], Kind.NOT_IN_REPORT), (rows[-1][CODE], Kind.NOT_IN_WAREHOUSE)])
    change(Kind.STATUS, STATUS, "Aprovado", status="Expirado")
    change(Kind.STATUS, STATUS, "Aguardando pagamento", status="Completo")
    change(Kind.STATUS, STATUS, "Nunca visto", status="Completo")
    change(Kind.VALUE, VALUE, lambda cell: plus(cell, "0.02"), status="Completo")
    change(Kind.VALUE, VALUE, lambda cell: plus(cell, "-1"), status="Aprovado")
    change(Kind.VALUE, CURRENCY, "USD", status="Expirado")
    change(Kind.NET, NET, lambda cell: plus(cell, "5"), status="Completo")
    change(Kind.NET, NET, "0,00", status="Completo")
    change(Kind.NET, NET, lambda cell: plus(cell, "-0.02"), status="Aprovado")
    change(Kind.SHARE, PRODUCER, lambda cell: plus(cell, "0.10"), status="Completo", producer=told)
    change(Kind.SHARE, COPRODUCER, lambda cell: plus(cell, "0.10"), status="Completo", coproducer=told)
    change(Kind.SHARE, AFFILIATE, lambda cell: plus(cell, "0.10"), status="Completo", affiliate=told)
    change(Kind.ORDERED, DATE, lambda cell: later(cell, minutes=2), status="Completo")
    change(Kind.ORDERED, DATE, lambda cell: later(cell, days=1), status="Completo")
    change(Kind.ORDERED, DATE, lambda cell: later(cell, days=900), status="Completo")
    change(Kind.CONFIRMED, CONFIRMED, lambda cell: later(cell, minutes=2), status="Completo")
    change(Kind.CONFIRMED, CONFIRMED, NOTHING, status="Completo")
    change(Kind.MAIN, MAIN, "HP99999999999999", sold_as="Produto order bump")
    change(Kind.MAIN, MAIN, rows[0][CODE], sold_as="Produto principal", charge="Único", main=NOTHING)
    assert len(done) == len({*done}) == 25
    return {*done}


def test_of_25_planted_differences_all_are_named_and_nothing_else_is(synced: Desk) -> None:
    wanted: set[tuple[str, Kind]] = set()
    comparison = compared(synced, lambda rows: wanted.update(planted(rows)))
    assert found(comparison) == wanted
    assert len(comparison.unexplained) == 25
    assert {kind for _, kind in wanted} == {*Kind}
    assert set(comparison.explained) == {Because.RENEWAL}
    problem = comparison.problem
    assert problem is not None and problem.code == "differs" and len(problem.as_dict()["findings"]) == 25


def test_every_cause_and_every_kind_has_its_words() -> None:
    assert {*WHY} == {*Because}


def test_a_cent_is_rounding_and_two_are_not(synced: Desk) -> None:
    def change(rows: Rows) -> None:
        rows[50][VALUE] = plus(rows[50][VALUE], "0.01")
        rows[50][NET] = plus(rows[50][NET], "-0.01")

    comparison = compared(synced, change)
    code = rows_of(synced.folder / "edited.csv")[50][CODE]
    assert comparison.unexplained == []
    rounded = (Kind.VALUE, Because.ROUNDING), (Kind.NET, Because.ROUNDING)
    assert {*rounded} <= causes(comparison, code)


def test_seconds_do_not_count_and_minutes_do(synced: Desk) -> None:
    def change(rows: Rows) -> None:
        for row in rows:
            row[DATE] = row[DATE][:-2] + "00"

    assert compared(synced, change).unexplained == []


def test_a_panel_that_rounds_a_second_up_is_no_difference(synced: Desk) -> None:
    def change(rows: Rows) -> None:
        late = [row for row in rows[1:] if row[DATE].endswith(":59")]
        assert late
        for row in late:
            row[DATE] = later(row[DATE], seconds=1)

    assert compared(synced, change).unexplained == []


def test_one_wrong_line_does_not_widen_the_filter_of_the_others(synced: Desk) -> None:
    def change(rows: Rows) -> None:
        next(row for row in rows if row[STATUS] == "Completo")[STATUS] = "Expirado"

    comparison = compared(synced, change, status=["APPROVED", "COMPLETE"])
    assert [one.kind for one in comparison.unexplained] == [Kind.STATUS]


def test_what_is_outside_the_reports_range_or_filter_is_not_missed(synced: Desk) -> None:
    comparison = synced.account.verify_against(
        synced.export(status=["APPROVED", "COMPLETE"], **{"from": "2023-09-01", "to": "2023-12-31"})
    )
    missed = Counter(one.because for one in comparison.differences if one.kind is Kind.NOT_IN_REPORT)
    assert missed[Because.FILTER] > 0 and missed[None] == 0
    with duckdb.connect(str(synced.account.warehouse.path), read_only=True) as con:
        con.execute("SET TimeZone = 'America/Sao_Paulo'")
        (others,) = con.execute(
            "SELECT count(*) FROM sales_history WHERE purchase_order_date >= '2023-09-01'"
            " AND purchase_order_date < '2024-01-01' AND purchase_status NOT IN ('APPROVED', 'COMPLETE')"
        ).fetchall()[0]
    assert missed[Because.FILTER] + missed[Because.RANGE] >= others - 5


def test_a_filter_by_product_is_seen(synced: Desk) -> None:
    rows = rows_of(synced.export())
    product_id = Counter(row["Código do produto"] for row in rows).most_common(1)[0][0]
    comparison = synced.account.verify_against(synced.export(product=product_id))
    assert comparison.unexplained == []
    assert comparison.explained[Because.FILTER] > 0


def test_an_odd_net_is_told_by_what_the_report_itself_calls_net(synced: Desk) -> None:
    def change(rows: Rows) -> None:
        rows[30][NET] = plus(rows[30][NET], "3")

    shared = compared(synced, change, net="shared")
    assert [one.kind for one in shared.unexplained] == [Kind.NET]


def test_amounts_of_both_sides_are_written_with_two_decimals(synced: Desk) -> None:
    def change(rows: Rows) -> None:
        row = next(row for row in rows if row[STATUS] == "Completo")
        row[VALUE] = plus(row[VALUE], "7")

    (wrong,) = compared(synced, change).unexplained
    for told in (wrong.report, wrong.warehouse):
        assert re.fullmatch(r"\d+\.\d\d [A-Z]{3}", told or "")


@pytest.fixture
def moved(lively: Desk) -> Desk:
    """An account that lived on after its sync, with a report of before and one of after."""
    lively.export("before.csv")
    lively.hotmart.advance(25)
    lively.export("after.csv")
    return lively


def test_a_report_from_after_the_last_sync_is_ahead_and_is_explained(moved: Desk) -> None:
    comparison = moved.account.verify_against(moved.folder / "after.csv")
    assert comparison.unexplained == []
    assert comparison.explained[Because.LATE] > 0
    assert comparison.explained[Because.UNREAD] > 0


def test_a_report_from_before_is_behind_and_the_history_proves_it(moved: Desk) -> None:
    moved.account.sync("sales_history", "sales_commissions")
    comparison = moved.account.verify_against(moved.folder / "before.csv")
    assert comparison.unexplained == []
    assert comparison.explained[Because.LATE] > 0
    after = moved.account.verify_against(moved.folder / "after.csv")
    assert after.unexplained == [] and Because.LATE not in after.explained


def test_a_status_that_no_sale_comes_to_is_no_late_one(moved: Desk) -> None:
    def change(rows: Rows) -> None:
        for row in rows:
            row[STATUS] = {"Completo": "Aprovado", "Expirado": "Completo"}.get(row[STATUS], row[STATUS])

    path = moved.edited(change)
    wrong = [one for one in moved.account.verify_against(path).unexplained if one.kind is Kind.STATUS]
    assert {one.report for one in wrong} >= {"Completo"}


def test_a_file_that_is_older_than_the_sync_cannot_be_ahead_of_it(synced: Desk) -> None:
    def change(rows: Rows) -> None:
        row = next(row for row in rows if row[STATUS] == "Aprovado")
        row[STATUS] = "Completo"

    path = synced.edited(change)
    assert synced.account.verify_against(path).unexplained == []
    old = datetime(2023, 1, 1, tzinfo=UTC).timestamp()
    os.utime(path, (old, old))
    assert [one.kind for one in synced.account.verify_against(path).unexplained] == [Kind.STATUS]


def test_without_commissions_revenue_is_not_compared_and_it_is_said(desk: Desk) -> None:
    with duckdb.connect(str(desk.account.warehouse.path)) as con:
        con.execute("DROP TABLE sales_commissions")

    def change(rows: Rows) -> None:
        rows[3][NET] = plus(rows[3][NET], "3")

    comparison = compared(desk, change)
    assert comparison.unexplained == []
    assert len(comparison.warnings()) == 1


def test_without_a_synced_sale_there_is_nothing_to_hold_it_against(desk: Desk) -> None:
    path = desk.export()
    with duckdb.connect(str(desk.account.warehouse.path)) as con:
        con.execute("DROP VIEW IF EXISTS sales; DROP TABLE sales_history")
    with pytest.raises(NoWarehouseError):
        desk.account.verify_against(path)
    desk.account.warehouse.path.unlink()
    with pytest.raises(NoWarehouseError):
        desk.account.verify_against(path)


def test_comparing_changes_nothing(synced: Desk) -> None:
    before = synced.account.warehouse.path.read_bytes()
    synced.account.verify_against(synced.export())
    assert synced.account.warehouse.path.read_bytes() == before
