"""A replay that is killed leaves the warehouse as it was before, or as it is after."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from hotmart.streams.known import STREAMS
from hotmart.streams.windows import DAY
from hotmart.sync.replay import replay
from hotmart.warehouse.store import Warehouse
from sync.scripted import NOON, NOON_MS, Account, Shop, sale, sync

SALES = {"sales_history": STREAMS["sales_history"]}
REPLAY = """
import os, sys
from pathlib import Path
from hotmart.sync.replay import replay
from hotmart.streams.known import STREAMS
from hotmart.warehouse import placing
from hotmart.warehouse.store import Warehouse

flushes, flush = [], placing._flush

def dying(path):
    flushes.append(path)
    if len(flushes) == int(sys.argv[2]):
        os._exit(9)
    flush(path)

placing._flush = dying
print("begun", flush=True)
replay(Warehouse(sys.argv[1]), {"sales_history": STREAMS["sales_history"]})
"""


def start(warehouse: Warehouse, *, dies_at: int = 0) -> subprocess.Popen[str]:
    """A replay in a process of its own, past its imports, which may die at the first or second flush."""
    command = [sys.executable, "-c", REPLAY, str(warehouse.path), str(dies_at)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    return process


def synced(folder: Path, sales: int) -> Warehouse:
    """Two days of so many sales; on the second, some are refunded."""
    warehouse = Warehouse(folder / "warehouse.duckdb")
    shop = Shop([sale(number, NOON_MS - number * DAY // 10) for number in range(sales)])
    for day in range(2):
        account = Account(shop)
        account.server_time = NOON + timedelta(days=day, seconds=1)
        sync(account, warehouse, ["sales_history"], full=True)
        for number in range(0, sales, 7):
            shop.sales[number] = sale(number, NOON_MS - number * DAY // 10, "REFUNDED")
    return warehouse


def state(warehouse: Warehouse) -> str:
    """`before` where all sales are as the test spoilt them, `after` where a replay has mended them all."""
    ((spoilt, held, history),) = warehouse.rows(
        "SELECT count(*) FILTER (purchase_price_value = 1), count(*),"
        " (SELECT count(*) FROM sales_history_history) FROM sales_history"
    )
    assert spoilt in (0, held)
    assert history == -(-held // 7)
    return "before" if spoilt else "after"


def spoil(warehouse: Warehouse) -> None:
    with warehouse.transaction() as con:
        con.execute("UPDATE sales_history SET purchase_price_value = 1")


@pytest.mark.slow
@pytest.mark.parametrize(("flush", "left"), [(1, "before"), (2, "after")])
def test_killed_just_before_or_after_the_swap_it_leaves_one_file_or_the_other(
    tmp_path: Path, flush: int, left: str
) -> None:
    warehouse = synced(tmp_path, 50)
    spoil(warehouse)
    with start(warehouse, dies_at=flush) as process:
        assert process.wait() == 9
    assert state(warehouse) == left
    replay(warehouse, SALES)
    assert state(warehouse) == "after"
    assert not list(tmp_path.glob("*.new*"))


@pytest.mark.slow
def test_killed_at_random_moments_it_leaves_one_file_or_the_other(tmp_path: Path) -> None:
    warehouse, moments = synced(tmp_path, 3_000), random.Random(1)
    began = time.monotonic()
    with start(warehouse) as process:
        assert process.wait() == 0
    long = time.monotonic() - began
    killed = 0
    for _ in range(60):  # how fast it is changes with what else the machine does
        spoil(warehouse)
        with start(warehouse) as process:
            try:
                process.wait(timeout=moments.uniform(0, 0.7) * long)
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
        assert state(warehouse) in ("before", "after")
        if killed == 5:
            break
    assert killed == 5
    replay(warehouse, SALES)
    assert state(warehouse) == "after"
