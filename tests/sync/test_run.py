"""A run leaves the warehouse equal to Hotmart, and says how sure it is of that."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from hotmart.errors import InvalidArgumentError
from hotmart.request import Request
from hotmart.streams.known import LATE_SALES, STREAMS
from hotmart.streams.windows import DAY, HOUR
from hotmart.sync import run
from hotmart.sync.report import Report, Verdict
from hotmart.sync.verify import verify
from hotmart.warehouse.errors import NoWarehouseError, WarehouseBusyError, WarehouseError
from hotmart.warehouse.merge import Merged
from hotmart.warehouse.store import Warehouse
from sync import scripted
from sync.scripted import NOON_MS, Account, Shop, refusal, sale

TWO_YEARS = [sale(number, NOON_MS - number * DAY) for number in range(700)]


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse.duckdb", patience=0)


def sync(account: Account, warehouse: Warehouse, **options: Any) -> Report:
    return scripted.sync(account, warehouse, ["sales_history"], **options)


def held(warehouse: Warehouse) -> list[tuple[str, str]]:
    return warehouse.rows("SELECT purchase_transaction, purchase_status FROM sales_history ORDER BY 1")


def sold(shop: Shop) -> list[tuple[str, str]]:
    return sorted((one["purchase"]["transaction"], one["purchase"]["status"]) for one in shop.sales)


def readings(account: Account) -> int:
    """The requests that read rows, probes left out."""
    return sum(dict(request.query).get("max_results") == "500" for request in account.asked)


def test_the_first_run_finds_where_history_begins_and_brings_it_all(warehouse: Warehouse) -> None:
    shop = Shop(TWO_YEARS)
    report = sync(Account(shop), warehouse)
    assert held(warehouse) == sold(shop)
    assert report.verdict is Verdict.PROVED
    assert report.streams["sales_history"].merged == Merged(new=700)


def test_a_second_run_reads_only_young_windows_sweeps_and_probes(warehouse: Warehouse) -> None:
    sync(Account(Shop(TWO_YEARS)), warehouse)
    account = Account(Shop(TWO_YEARS))
    report = sync(account, warehouse)
    part = report.streams["sales_history"]
    assert part.read == 8  # the days that are read on every run
    assert part.merged == Merged(unchanged=8)
    assert readings(account) <= 4


@pytest.mark.slow
def test_a_refund_of_a_sale_years_old_is_found_and_its_old_version_kept(warehouse: Warehouse) -> None:
    shop = Shop([dict(one) for one in TWO_YEARS])
    sync(Account(shop), warehouse)
    shop.sales[600] = sale(600, NOON_MS - 600 * DAY, "REFUNDED")
    report = sync(Account(shop), warehouse)
    assert held(warehouse) == sold(shop)
    assert report.streams["sales_history"].merged.changed == 1
    assert warehouse.rows("SELECT purchase_status FROM sales_history_history") == [("APPROVED",)]


@pytest.mark.slow
def test_what_is_made_anew_once_a_day_is_swept_once_a_day(warehouse: Warehouse) -> None:
    daily = {"sales_history": replace(STREAMS["sales_history"], swept_every=20 * HOUR)}
    swept = []
    for hours in (0, 1, 23, 24):  # the first run reads everything, and has nothing left to sweep
        account = Account(Shop(TWO_YEARS))
        account.server_time = datetime.fromtimestamp(NOON_MS / 1000 + 3_600 * hours, UTC)
        planned = asyncio.run(run.plan(account, warehouse, ["sales_history"], streams=daily))
        sync(account, warehouse, streams=daily)
        swept.append((planned.streams[0].sweeps > 0, any(map(asks_for_late_sales, account.asked))))
    assert swept == [(False, False), (False, False), (True, True), (False, False)]


def asks_for_late_sales(request: Request) -> bool:
    asked = {value for name, value in request.query if name == "transaction_status"}
    return asked == set(LATE_SALES.values) and dict(request.query)["max_results"] == "500"


@pytest.mark.slow
def test_an_old_sale_that_moves_between_states_no_sweep_reads_is_found_by_its_counts(
    warehouse: Warehouse,
) -> None:
    shop = Shop([dict(one) for one in TWO_YEARS])
    sync(Account(shop), warehouse)
    shop.sales[650] = sale(650, NOON_MS - 650 * DAY, "COMPLETE")
    report = sync(Account(shop), warehouse)
    assert held(warehouse) == sold(shop)
    assert report.verdict is Verdict.PROVED


@pytest.mark.slow
def test_a_count_that_cannot_be_met_is_reported_by_name_and_not_called_proved(warehouse: Warehouse) -> None:
    shop = Shop(TWO_YEARS)
    sync(Account(shop), warehouse)
    with warehouse.transaction() as con:
        con.execute(
            "UPDATE sales_history SET purchase_status = 'NOBODY' WHERE purchase_order_date < '2025-01-01'"
        )

    class Forgetful(Shop):
        def __call__(self, request: Request) -> bytes:
            query = dict(request.query)
            if query["max_results"] == "500":  # counts them, and will not show them
                return b'{"items": [], "page_info": {"total_results": 0}}'
            return super().__call__(request)

    report = sync(Account(Forgetful(TWO_YEARS)), warehouse)
    assert report.verdict is Verdict.INCOMPLETE
    assert {check.scope for check in report.streams["sales_history"].mismatches} == {"APPROVED"}


@pytest.mark.slow
def test_a_window_that_cannot_be_read_is_a_gap_and_the_next_run_fills_it(warehouse: Warehouse) -> None:
    shop = Shop(TWO_YEARS)

    def fail(request: Request) -> None:
        query = dict(request.query)
        if query["max_results"] == "500" and int(query["start_date"]) <= NOON_MS - 300 * DAY <= int(
            query["end_date"]
        ):
            raise refusal(request, 502)

    report = sync(Account(shop, fail), warehouse)
    part = report.streams["sales_history"]
    assert report.verdict is part.verdict is Verdict.INCOMPLETE
    assert part.gaps[0].why.en == "HTTP 502"
    assert len(held(warehouse)) > 650
    assert sync(Account(shop), warehouse).verdict is Verdict.PROVED
    assert held(warehouse) == sold(shop)


@pytest.mark.slow
def test_a_run_that_dies_anywhere_is_taken_up_by_the_next(warehouse: Warehouse) -> None:
    shop = Shop(TWO_YEARS)
    for deadline in range(1, 40, 3):
        left = [deadline]

        def die(request: Request, left: list[int] = left) -> None:
            left[0] -= 1
            if not left[0]:
                raise RuntimeError("the machine went away")

        try:
            sync(Account(shop, die), warehouse)
        except RuntimeError:
            continue
    sync(Account(shop), warehouse)
    assert held(warehouse) == sold(shop)
    assert warehouse.rows("SELECT purchase_transaction FROM sales_history_history") == []


def test_a_stream_of_no_such_name_is_refused_before_anything_is_asked(warehouse: Warehouse) -> None:
    account = Account(Shop([]))
    with pytest.raises(InvalidArgumentError, match="sales_histroy"):
        asyncio.run(run.sync(account, warehouse, ["sales_histroy"]))
    assert account.calls == 0


def test_a_history_that_begins_in_the_future_is_refused(warehouse: Warehouse) -> None:
    with pytest.raises(InvalidArgumentError):
        sync(Account(Shop([])), warehouse, since=date(2100, 1, 1))


def test_two_runs_on_one_warehouse_do_not_go_at_once(warehouse: Warehouse) -> None:
    def second(request: Request) -> None:
        with pytest.raises(WarehouseBusyError):
            asyncio.run(run.sync(Account(Shop([])), warehouse))

    def aside(request: Request) -> None:
        thread = threading.Thread(target=second, args=(request,))
        thread.start()
        thread.join()

    sync(Account(Shop(TWO_YEARS[:1]), aside), warehouse, since=date(2025, 12, 1))


def test_a_folder_that_cannot_be_written_is_not_taken_for_a_sync_that_runs(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    account = Account(Shop([]))
    with pytest.raises(WarehouseError) as caught:
        asyncio.run(run.sync(account, Warehouse(tmp_path / "file" / "warehouse.duckdb")))
    assert caught.value.code == "warehouse"
    assert account.calls == 0


def test_the_plan_says_what_a_run_costs_and_changes_nothing(warehouse: Warehouse) -> None:
    account = Account(Shop(TWO_YEARS))
    made = asyncio.run(run.plan(account, warehouse, ["sales_history"]))
    assert made.streams[0].rows == 700
    assert not warehouse.exists
    assert readings(account) == 0
    before = account.calls
    sync(account, warehouse, since=datetime.fromtimestamp(made.since / 1000, UTC).date())
    assert account.calls - before <= made.calls + made.asked + 2


def test_a_sync_from_later_on_leaves_earlier_history_alone(warehouse: Warehouse) -> None:
    sync(Account(Shop(TWO_YEARS)), warehouse, since=date(2025, 6, 1))
    (earliest,) = warehouse.rows("SELECT min(purchase_order_date) FROM sales_history")[0]
    assert earliest >= datetime(2025, 6, 1, tzinfo=UTC)


def test_a_stream_synced_alone_does_not_shorten_the_history_of_the_others(warehouse: Warehouse) -> None:
    shop = Shop(TWO_YEARS)
    asyncio.run(run.sync(Account(shop), warehouse, ["products"]))
    sync(Account(shop), warehouse)
    assert held(warehouse) == sold(shop)


@pytest.mark.slow
def test_a_later_run_goes_back_to_the_earliest_day_ever_asked_for(warehouse: Warehouse) -> None:
    shop = Shop(TWO_YEARS)
    sync(Account(shop), warehouse, since=date(2025, 1, 1))
    sync(Account(shop), warehouse, since=date(2025, 6, 1))
    sync(Account(shop), warehouse, since=date(2024, 6, 1))
    sync(Account(shop), warehouse)
    (earliest,) = warehouse.rows("SELECT epoch_ms(min(purchase_order_date)) FROM sales_history")[0]
    assert earliest == min(
        one["purchase"]["order_date"]
        for one in shop.sales
        if one["purchase"]["order_date"] >= datetime(2024, 6, 1, tzinfo=UTC).timestamp() * 1000
    )


@pytest.mark.slow
def test_counts_that_take_hotmart_too_long_are_added_up_from_shorter_ones(warehouse: Warehouse) -> None:
    shop = Shop(TWO_YEARS)

    def too_long(request: Request) -> None:
        query = dict(request.query)
        if int(query["end_date"]) - int(query["start_date"]) > 50 * DAY:
            raise refusal(request, 502)

    assert sync(Account(shop, too_long), warehouse).verdict is Verdict.PROVED
    assert held(warehouse) == sold(shop)
    assert sync(Account(shop, too_long), warehouse).verdict is Verdict.PROVED


@pytest.mark.slow
def test_a_count_hotmart_cannot_give_leaves_the_stream_unproved(warehouse: Warehouse) -> None:
    shop = Shop(TWO_YEARS)
    sync(Account(shop), warehouse)

    def no_counts(request: Request) -> None:
        query = dict(request.query)
        if query["max_results"] == "1" and int(query["end_date"]) < NOON_MS - 9 * DAY:
            raise refusal(request, 503)

    report = sync(Account(shop, no_counts), warehouse)
    assert report.verdict is Verdict.INCOMPLETE
    assert {check.hotmart for check in report.streams["sales_history"].mismatches} == {None}


def test_verifying_a_warehouse_that_is_not_there_says_how_to_make_one(warehouse: Warehouse) -> None:
    with pytest.raises(NoWarehouseError, match="sync"):
        asyncio.run(verify(Account(Shop([])), warehouse))


@pytest.mark.slow
def test_verifying_compares_every_state_and_changes_no_row(warehouse: Warehouse) -> None:
    shop = Shop([dict(one) for one in TWO_YEARS])
    sync(Account(shop), warehouse)
    shop.sales[5] = sale(5, NOON_MS - 5 * DAY, "CHARGEBACK")
    before = held(warehouse)
    report = asyncio.run(verify(Account(shop), warehouse))
    wrong = {
        check.scope: (check.hotmart, check.warehouse) for check in report.streams["sales_history"].mismatches
    }
    assert wrong.keys() == {"APPROVED", "CHARGEBACK"}
    assert wrong["CHARGEBACK"] == (1, 0)
    assert held(warehouse) == before


@pytest.mark.slow
def test_a_warehouse_of_an_older_release_gains_the_columns_it_lacks(warehouse: Warehouse) -> None:
    sync(Account(Shop(TWO_YEARS)), warehouse)
    with warehouse.transaction() as con:
        con.execute("ALTER TABLE _runs DROP COLUMN items; ALTER TABLE _windows DROP COLUMN raw_file")
        con.execute("ALTER TABLE sales_history DROP COLUMN product_name")
        con.execute("ALTER TABLE sales_history_history DROP COLUMN product_name")
    assert sync(Account(Shop(TWO_YEARS)), warehouse).verdict is Verdict.PROVED
    assert warehouse.rows("SELECT items FROM _runs WHERE run = 2") == [(8,)]
    assert warehouse.rows("SELECT count(raw_file) > 0 FROM _windows WHERE run = 2") == [(True,)]


@pytest.mark.slow
def test_a_run_that_never_ended_is_not_taken_for_a_success(warehouse: Warehouse) -> None:
    sync(Account(Shop(TWO_YEARS)), warehouse)
    with warehouse.transaction() as con:
        con.execute("UPDATE _runs SET state = 'running'")
    sync(Account(Shop(TWO_YEARS)), warehouse)
    assert warehouse.rows("SELECT state FROM _runs ORDER BY run") == [("interrupted",), ("proved",)]


@pytest.mark.parametrize(
    ("error", "state"), [(asyncio.CancelledError(), "interrupted"), (ZeroDivisionError(), "failed")]
)
def test_a_run_that_breaks_off_says_so_in_the_ledger(
    warehouse: Warehouse, error: BaseException, state: str
) -> None:
    def break_off(request: Request) -> None:
        if dict(request.query).get("max_results") == "500":
            raise error

    with pytest.raises(type(error)):
        sync(Account(Shop(TWO_YEARS), break_off), warehouse)
    assert warehouse.rows("SELECT state, requests > 1, finished_at IS NOT NULL FROM _runs") == [
        (state, True, True)
    ]
