"""What was read while another program held the file lands with the next run, where it would have landed."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from hotmart.forgetting.forget import forget
from hotmart.request import Request
from hotmart.streams.known import STREAMS
from hotmart.streams.policy import Policy
from hotmart.streams.windows import DAY
from hotmart.sync import run
from hotmart.sync.replay import replay
from hotmart.sync.report import Report, Verdict
from hotmart.warehouse import waiting
from hotmart.warehouse.errors import WarehouseBusyError
from hotmart.warehouse.ledger.past_runs import past_runs
from hotmart.warehouse.store import Warehouse
from simulated import layouts
from sync.scripted import NOON_MS, Account, Shop, sale

pytestmark = pytest.mark.slow  # each has another program hold the file

SALES = [sale(number, NOON_MS - number * DAY) for number in range(1, 40)]
HOLD = """
import duckdb, sys
con = duckdb.connect(sys.argv[1], read_only=True)
print('open', flush=True)
input()
"""


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse.duckdb", patience=0)


def sync(account: Account, warehouse: Warehouse, **options: Any) -> Report:
    """A sync that opens the file for each use, as the command does."""
    return asyncio.run(run.sync(account, warehouse, ["sales_history"], **options))


@contextmanager
def reader(file: Path) -> Iterator[int]:
    """Another program that only reads the file, and keeps it open."""
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout and other.stdout.readline() == "open\n"
        try:
            yield other.pid
        finally:
            other.communicate("close\n")


def is_read(request: Request) -> bool:
    return dict(request.query).get("max_results") == "500"


def held_back(shop: Shop, warehouse: Warehouse, **options: Any) -> tuple[WarehouseBusyError, int]:
    """A sync during whose reading somebody opens the file: its error, and who it was."""
    with ExitStack() as stack:
        readers: list[int] = []

        def somebody_looks(request: Request) -> None:
            if is_read(request) and not readers:
                readers.append(stack.enter_context(reader(warehouse.path)))

        with pytest.raises(WarehouseBusyError) as caught:
            sync(Account(shop, somebody_looks), warehouse, **options)
    return caught.value, readers[0]


def readings(account: Account) -> int:
    return sum(map(is_read, account.asked))


def held(warehouse: Warehouse) -> list[tuple[str, str]]:
    return warehouse.rows("SELECT purchase_transaction, purchase_status FROM sales_history ORDER BY 1")


def sold(shop: Shop) -> list[tuple[str, str]]:
    return sorted((one["purchase"]["transaction"], one["purchase"]["status"]) for one in shop.sales)


def test_it_says_who_holds_the_file_and_that_what_was_read_is_kept(warehouse: Warehouse) -> None:
    error, pid = held_back(Shop(SALES), warehouse)
    assert f"(PID {pid})" in error.message
    assert "python" in error.message
    assert error.hint and error.hint.startswith("What was read is kept, and lands with the next sync")
    (one,) = past_runs(warehouse, 5)
    assert (one.state, one.why) == ("failed", error.message)


def test_the_next_run_lands_it_and_asks_for_none_of_it_again(warehouse: Warehouse) -> None:
    shop = Shop(SALES)
    held_back(shop, warehouse)
    again = Account(shop)
    report = sync(again, warehouse)
    assert report.verdict is Verdict.PROVED
    assert held(warehouse) == sold(shop)
    old = [
        one for one in again.asked if is_read(one) and int(dict(one.query)["end_date"]) < NOON_MS - 9 * DAY
    ]
    assert old == []  # what is young is read on every run
    assert warehouse.rows("SELECT DISTINCT _run FROM sales_history") == [(1,)]
    assert warehouse.rows("SELECT count(*) FROM sales_history_history") == [(0,)]
    assert not waiting.folder_of(warehouse).parent.exists()


def test_it_lands_once_also_when_that_is_cut_short(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = Shop(SALES)
    held_back(shop, warehouse)

    def killed(_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut, pytest.raises(KeyboardInterrupt):
        cut.setattr(waiting, "drop", killed)
        sync(Account(shop), warehouse)
    noted = "SELECT count(*), count(DISTINCT raw_file) FROM _windows WHERE run = 1 AND raw_file IS NOT NULL"
    before = warehouse.rows(noted)
    assert before[0][0] == before[0][1] > 0
    sync(Account(shop), warehouse)
    assert warehouse.rows(noted) == before
    assert held(warehouse) == sold(shop)


def test_a_file_that_is_held_still_keeps_it_waiting(warehouse: Warehouse) -> None:
    shop = Shop(SALES)
    held_back(shop, warehouse)
    before = len([*waiting.kept(warehouse)])
    with reader(warehouse.path), pytest.raises(WarehouseBusyError):
        sync(Account(shop), warehouse)
    assert len([*waiting.kept(warehouse)]) == before > 0
    sync(Account(shop), warehouse)
    assert held(warehouse) == sold(shop)


def test_what_changed_at_hotmart_meanwhile_wins_and_what_came_meanwhile_stays(warehouse: Warehouse) -> None:
    shop = Shop(SALES)
    sync(Account(shop), warehouse)
    held_back(shop, warehouse, full=True)
    shop.sales[20] = sale(21, NOON_MS - 21 * DAY, "REFUNDED")
    shop.sales.append(sale(99, NOON_MS - 30 * DAY + 1))
    report = sync(Account(shop), warehouse, full=True)
    assert report.verdict is Verdict.PROVED
    assert held(warehouse) == sold(shop)
    assert warehouse.rows("SELECT count(*) FROM sales_history_history WHERE _gone") == [(0,)]


def test_what_a_later_run_has_overtaken_does_not_land(warehouse: Warehouse, tmp_path: Path) -> None:
    """As when somebody puts an older folder beside a newer file."""
    shop = Shop(SALES)
    held_back(shop, warehouse)
    aside = tmp_path / "aside"
    folder = waiting.folder_of(warehouse)
    shutil.move(folder, aside)
    shop.sales[20] = sale(21, NOON_MS - 21 * DAY, "REFUNDED")
    shop.sales.append(sale(99, NOON_MS - 30 * DAY + 1))
    sync(Account(shop), warehouse)
    folder.parent.mkdir(exist_ok=True)
    shutil.move(aside, folder)
    sync(Account(shop), warehouse)
    assert held(warehouse) == sold(shop)
    assert warehouse.rows("SELECT count(*) FROM sales_history_history") == [(0,)]


@pytest.mark.parametrize("other", [None, "CREATE TABLE mine (a INT)"], ids=["none", "another"])
def test_beside_a_file_that_is_not_the_one_it_was_read_for_it_is_let_go_of(
    warehouse: Warehouse, other: str | None
) -> None:
    shop = Shop(SALES)
    held_back(shop, warehouse)
    warehouse.path.unlink()
    if other:
        with duckdb.connect(warehouse.path) as con:
            con.execute(other)
    assert sync(Account(shop), warehouse).run == 1
    assert held(warehouse) == sold(shop)


def test_where_the_tables_have_another_shape_by_now_it_is_read_again(warehouse: Warehouse) -> None:
    shop = Shop(SALES)
    held_back(shop, warehouse)
    fewer = replace(STREAMS["sales_history"], policy=Policy(columns=("purchase_status",)))
    streams = STREAMS | {"sales_history": fewer}
    account = Account(shop)
    sync(account, warehouse, streams=streams)
    assert held(warehouse) == sold(shop)
    assert warehouse.rows("SELECT DISTINCT _run FROM sales_history") == [(2,)]


@pytest.mark.parametrize("torn", ["*.json", "*.ndjson"])
def test_a_reading_that_is_not_whole_is_read_again(warehouse: Warehouse, torn: str) -> None:
    shop = Shop(SALES)
    held_back(shop, warehouse)
    for path in waiting.folder_of(warehouse).glob(torn):
        path.unlink() if torn == "*.ndjson" else path.write_text('{"run": 1')
    sync(Account(shop), warehouse)
    assert held(warehouse) == sold(shop)


def test_a_replay_lands_it_first(warehouse: Warehouse) -> None:
    shop = Shop(SALES)
    held_back(shop, warehouse)
    replay(warehouse, STREAMS)
    assert held(warehouse) == sold(shop)
    assert [*waiting.kept(warehouse)] == []


def test_forgetting_a_person_lets_go_of_it(warehouse: Warehouse) -> None:
    held_back(Shop(SALES), warehouse)
    forget(warehouse, ["somebody@example.org"], layouts, at=datetime.now(UTC))
    assert [*waiting.kept(warehouse)] == []
