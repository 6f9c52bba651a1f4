from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

import hotmart
from hotmart.accounts.account import Account
from hotmart.metrics.business import Business, Revenue, changes
from hotmart.simulator import Settings, Simulator


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    with Simulator(Settings(sales=150, months=5, quota=1_000_000)).serve() as served:
        for name in ("api_url", "auth_url", "client_id", "client_secret"):
            monkeypatch.setenv(f"HOTMART_{name.upper()}", getattr(served, name))
        yield served.simulator


@pytest.fixture
def synced(account: Simulator, tmp_path: Path) -> Account:
    opened = hotmart.open(warehouse=tmp_path / "hotmart.duckdb")
    assert opened.sync("sales_history").verdict == "proved"
    return opened


@pytest.mark.slow
def test_revenue_by_month_adds_up_to_the_truth_in_each_currency(synced: Account, account: Simulator) -> None:
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in synced.business().revenue:
        found[row.currency] += row.revenue
    truth = account.truth()["sales"]["approved_and_complete"]
    assert found == {currency: Decimal(value) for currency, value in truth["gross"].items()}


@pytest.mark.slow
def test_products_add_up_to_the_same(synced: Account, account: Simulator) -> None:
    told = synced.business()
    truth = account.truth()["sales"]["approved_and_complete"]
    assert sum(row.sales for row in told.products) == truth["total"]
    for currency in told.currencies:
        rows = [row.revenue for row in told.products if row.currency == currency]
        assert sum(rows) == Decimal(truth["gross"][currency])
        assert rows == sorted(rows, reverse=True)


@pytest.mark.slow
def test_what_went_back_is_counted_by_status(synced: Account, account: Simulator) -> None:
    lost, by_status = synced.business().lost, account.truth()["sales"]["by_status"]
    assert sum(row.chargebacks for row in lost) == by_status.get("CHARGEBACK", 0)
    refunded = by_status.get("REFUNDED", 0) + by_status.get("PARTIALLY_REFUNDED", 0)
    assert sum(row.refunded for row in lost) == refunded


@pytest.mark.slow
def test_every_month_has_a_value_in_every_currency(synced: Account) -> None:
    told = synced.business()
    assert told.currencies[0] == "BRL"
    assert all(len(told.by_month(currency)) == len(told.months) for currency in told.currencies)


@pytest.mark.slow
def test_the_months_of_a_currency_add_up_to_what_it_brought(synced: Account, account: Simulator) -> None:
    told, truth = synced.business(), account.truth()["sales"]["approved_and_complete"]
    assert {currency: sum(told.by_month(currency)) for currency in told.currencies} == {
        currency: Decimal(value) for currency, value in truth["gross"].items()
    }


def test_a_currency_that_a_month_did_not_see_brought_nothing_in_it() -> None:
    earned = [("2026-01", "BRL", 2, 30), ("2026-02", "BRL", 1, 10), ("2026-02", "USD", 4, 7)]
    revenue = [Revenue(month, currency, sales, Decimal(value)) for month, currency, sales, value in earned]
    told = Business(None, datetime(2026, 3, 1, tzinfo=UTC), "UTC", revenue, [], [])
    assert (told.months, told.currencies) == (["2026-01", "2026-02"], ["USD", "BRL"])
    assert [told.by_month(one) for one in told.currencies] == [[0, 7], [30, 10]]


@pytest.mark.slow
def test_it_can_be_asked_for_while_somebody_else_reads_the_warehouse(synced: Account) -> None:
    with duckdb.connect(synced.warehouse.path, read_only=True):
        assert synced.business().revenue


@pytest.mark.slow
def test_it_says_what_period_it_speaks_of(synced: Account, account: Simulator) -> None:
    told = synced.business()
    assert told.since is not None
    assert told.since < told.as_of
    assert abs((told.as_of - account.now).total_seconds()) < 2


@pytest.mark.slow
def test_the_sales_that_changed_are_told_by_status(synced: Account, account: Simulator) -> None:
    happened = account.advance(days=45)
    found = changes(synced.warehouse, synced.sync("sales_history").run)
    assert sum(change.sales for change in found) == happened["old_sales_changed"]
    assert min(change.oldest for change in found).timestamp() * 1000 == happened["oldest_sale_changed"]
