from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from hotmart.metrics.business import business, changes
from hotmart.simulator import Simulator
from hotmart.warehouse.store import Warehouse

from .conftest import Command


@pytest.fixture
def warehouse(run: Command, account: Simulator) -> Warehouse:
    assert run("sync", "sales_history").exit_code == 0
    return Warehouse(Path("hotmart.duckdb"))


def test_revenue_by_month_adds_up_to_the_truth_in_each_currency(
    warehouse: Warehouse, account: Simulator
) -> None:
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in business(warehouse).revenue:
        found[row.currency] += row.revenue
    truth = account.truth()["sales"]["approved_and_complete"]
    assert found == {currency: Decimal(value) for currency, value in truth["gross"].items()}


def test_products_add_up_to_the_same(warehouse: Warehouse, account: Simulator) -> None:
    told = business(warehouse)
    truth = account.truth()["sales"]["approved_and_complete"]
    assert sum(row.sales for row in told.products) == truth["total"]
    for currency in told.currencies:
        rows = [row.revenue for row in told.products if row.currency == currency]
        assert sum(rows) == Decimal(truth["gross"][currency])
        assert rows == sorted(rows, reverse=True)


def test_what_went_back_is_counted_by_status(warehouse: Warehouse, account: Simulator) -> None:
    lost, by_status = business(warehouse).lost, account.truth()["sales"]["by_status"]
    assert sum(row.chargebacks for row in lost) == by_status.get("CHARGEBACK", 0)
    refunded = by_status.get("REFUNDED", 0) + by_status.get("PARTIALLY_REFUNDED", 0)
    assert sum(row.refunded for row in lost) == refunded


def test_every_month_has_a_value_in_every_currency(warehouse: Warehouse) -> None:
    told = business(warehouse)
    assert told.currencies[0] == "BRL"
    assert all(len(told.by_month(currency)) == len(told.months) for currency in told.currencies)


def test_it_says_what_period_it_speaks_of(warehouse: Warehouse, account: Simulator) -> None:
    told = business(warehouse)
    assert told.since is not None
    assert told.since < told.as_of
    assert abs((told.as_of - account.now).total_seconds()) < 2


def test_the_sales_that_changed_are_told_by_status(
    run: Command, warehouse: Warehouse, account: Simulator
) -> None:
    happened = account.advance(days=45)
    second = run("sync", "sales_history", "--json").json
    found = changes(warehouse, second["meta"]["run"])
    assert sum(change.sales for change in found) == happened["old_sales_changed"]
    assert min(change.oldest for change in found).timestamp() * 1000 == happened["oldest_sale_changed"]
