"""What was read can be made again from what was kept, and comes out the same; what was not kept stays."""

from __future__ import annotations

import errno
import shutil
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import simulated
from hotmart.api.choices import SaleStatus
from hotmart.streams.known import STREAMS
from hotmart.streams.policy import Policy
from hotmart.streams.windows import DAY
from hotmart.sync.replay import Replayed, replay
from hotmart.warehouse import placing
from hotmart.warehouse.errors import DiskFullError, WarehouseBusyError
from hotmart.warehouse.lock import lock
from hotmart.warehouse.spool import raw_folder
from hotmart.warehouse.store import Warehouse
from sync.scripted import NOON, NOON_MS, Account, Shop, sale, sync

SALES = {"sales_history": STREAMS["sales_history"]}
changes = st.lists(st.tuples(st.integers(0, 19), st.sampled_from(list(SaleStatus))), max_size=6)


def tables(warehouse: Warehouse) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, histories and ledger too."""
    with warehouse.opened() as con:
        names = [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {name: con.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names}


class Books:
    """A scripted account and its warehouse, which is synced once a day."""

    def __init__(self, folder: Path, sales: int = 20) -> None:
        self.warehouse = Warehouse(folder / "warehouse.duckdb")
        self.shop = Shop([sale(number, NOON_MS - number * 30 * DAY) for number in range(sales)])
        self.day = 0

    def sync(self, *changes: tuple[int, str], keeps_raw: bool = True) -> None:
        """Let these sales change, and read everything."""
        for number, status in changes:
            self.shop.sales[number] = sale(number, NOON_MS - number * 30 * DAY, str(status))
        account = Account(self.shop)
        account.server_time = NOON + timedelta(days=self.day, seconds=1)
        kept = None if keeps_raw else 0
        sync(account, self.warehouse, ["sales_history"], full=True, raw_kept=kept)
        self.day += 1

    def replay(self) -> Replayed:
        return replay(self.warehouse, SALES)["sales_history"]

    def spoil(self, sql: str) -> None:
        with self.warehouse.opened() as con:
            con.execute(sql)

    def forget_pages(self, number: int) -> None:
        """Delete the raw pages of one run."""
        for file in raw_folder(self.warehouse.path).rglob(f"{number}-*.zst"):
            file.unlink()


@pytest.fixture(scope="module")
def three_days(tmp_path_factory: pytest.TempPathFactory) -> Books:
    """On the second a sale is refunded, on the third another is disputed."""
    books = Books(tmp_path_factory.mktemp("three-days"))
    books.sync()
    books.sync((3, "REFUNDED"))
    books.sync((5, "PROTESTED"))
    return books


@pytest.fixture
def books(three_days: Books, tmp_path: Path) -> Books:
    """A copy of these three days, for a test to do with as it likes."""
    shutil.copytree(three_days.warehouse.path.parent, tmp_path, dirs_exist_ok=True)
    books = Books(tmp_path)
    books.shop.sales[:], books.day = three_days.shop.sales, three_days.day
    return books


@pytest.mark.slow
@pytest.mark.oldest
def test_a_replay_changes_nothing(books: Books) -> None:
    before = tables(books.warehouse)
    assert books.replay() == Replayed(records=20, changed=0, carried=0)
    assert tables(books.warehouse) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("harm", "changed"),
    [
        ("UPDATE sales_history SET purchase_status = 'SPOILT'", 20),
        ("DELETE FROM sales_history", 20),
        ("DELETE FROM sales_history_history", 0),
        ("DELETE FROM sales_history WHERE purchase_status = 'REFUNDED'", 1),
        ("INSERT INTO sales_history FROM sales_history", 20),
        ("ALTER TABLE sales_history DROP COLUMN purchase_price_value", 20),
        ("ALTER TABLE sales_history DROP COLUMN purchase_transaction", 20),
        ("ALTER TABLE sales_history DROP COLUMN _synced_at", 0),
        ("ALTER TABLE sales_history ALTER COLUMN purchase_price_value TYPE VARCHAR", 0),
        ("UPDATE sales_history SET _synced_at = now(), _run = NULL, _row_hash = 'x'", 0),
        ("DROP TABLE sales_history; DROP TABLE sales_history_history", 20),
    ],
)
def test_what_was_spoilt_is_mended(books: Books, harm: str, changed: int) -> None:
    before = tables(books.warehouse)
    books.spoil(harm)
    assert books.replay() == Replayed(records=20, changed=changed, carried=0)
    assert tables(books.warehouse) == before


@pytest.mark.slow
@pytest.mark.parametrize("lost", [{1}, {2}, {3}, {1, 2}, {1, 3}, {2, 3}, {1, 2, 3}])
def test_what_no_page_brings_is_carried_over_with_its_history(books: Books, lost: set[int]) -> None:
    before = tables(books.warehouse)
    for number in lost:
        books.forget_pages(number)
    replayed = books.replay()
    assert replayed._replace(carried=0) == Replayed(records=20, changed=0, carried=0)
    assert tables(books.warehouse) == before


@pytest.mark.slow
@pytest.mark.oldest
def test_it_tells_how_many_no_page_brings(books: Books) -> None:
    for number in (1, 2, 3):
        books.forget_pages(number)
    assert books.replay().carried == 20


@pytest.mark.slow
@pytest.mark.oldest
def test_runs_that_kept_no_pages_are_carried_over(books: Books) -> None:
    books.sync((7, "CHARGEBACK"), keeps_raw=False)
    books.sync((8, "CHARGEBACK"))
    before = tables(books.warehouse)
    assert books.replay() == Replayed(records=20, changed=0, carried=0)
    assert tables(books.warehouse) == before


@pytest.mark.slow
@pytest.mark.oldest
def test_a_page_that_is_left_mends_what_was_learnt_from_one_that_is_gone(books: Books) -> None:
    before = tables(books.warehouse)
    books.forget_pages(1)
    books.forget_pages(2)
    books.spoil("UPDATE sales_history SET purchase_price_value = 1, _row_hash = 'x'")
    assert books.replay() == Replayed(records=20, changed=20, carried=0)
    assert tables(books.warehouse) == before


@pytest.mark.slow
@pytest.mark.oldest
def test_a_sale_that_vanished_is_gone_again(books: Books) -> None:
    del books.shop.sales[4]
    books.sync()
    before = tables(books.warehouse)
    assert any("_gone" for row in before["sales_history_history"] if row[-1] is True)
    for lost in (None, 4):
        if lost:
            books.forget_pages(lost)
        books.spoil(
            "DELETE FROM sales_history WHERE purchase_status = 'REFUNDED'" if not lost else "SELECT 1"
        )
        assert books.replay().records == 19
        assert tables(books.warehouse) == before


@pytest.mark.slow
@pytest.mark.oldest
def test_another_choice_of_columns_holds_for_what_was_read_before(books: Books) -> None:
    few = Policy(columns=("purchase_status",))
    replay(books.warehouse, {"sales_history": replace(SALES["sales_history"], policy=few)})
    names = {name for (name,) in books.warehouse.rows("SELECT column_name FROM (DESCRIBE sales_history)")}
    assert {"purchase_status", "purchase_transaction"} < names
    assert "purchase_price_value" not in names
    before = books.warehouse.rows("SELECT count(*), count(DISTINCT purchase_status) FROM sales_history")
    assert books.replay().records == 20  # all of them again
    told = "SELECT count(purchase_price_value), count(DISTINCT purchase_status) FROM sales_history"
    assert books.warehouse.rows(told) == before


@pytest.mark.slow
@pytest.mark.oldest
def test_what_is_done_to_pages_is_done_again(books: Books) -> None:
    def without_currency(page: bytes) -> bytes:
        return page.replace(b'"BRL"', b"null")

    replay(books.warehouse, {"sales_history": replace(SALES["sales_history"], redact=without_currency)})
    assert books.warehouse.rows("SELECT count(purchase_price_currency_code) FROM sales_history") == [(0,)]


@pytest.mark.slow
@pytest.mark.oldest
def test_what_is_not_replayed_stays_as_it_is(books: Books) -> None:
    other = Warehouse(books.warehouse.path, "other")
    sync(Account(books.shop), other, ["sales_history"])
    with books.warehouse.opened() as con:
        con.execute("CREATE TABLE mine AS SELECT 42 AS answer; CREATE VIEW late AS FROM sales_history")
    held = "SELECT purchase_transaction, purchase_status, _synced_at FROM sales_history ORDER BY 1"
    before = other.rows(held)
    books.replay()
    assert other.rows(held) == before
    assert books.warehouse.rows("SELECT answer FROM mine") == [(42,)]
    assert books.warehouse.rows("SELECT count(*) FROM late") == [(20,)]


@pytest.mark.slow
@pytest.mark.oldest
def test_while_a_sync_is_running_nothing_is_replayed(books: Books) -> None:
    with lock(books.warehouse), pytest.raises(WarehouseBusyError):
        books.replay()


@pytest.mark.slow
@pytest.mark.oldest
def test_a_disk_that_is_full_leaves_the_warehouse_as_it_was(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = tables(books.warehouse)
    monkeypatch.setattr(placing, "_flush", full)
    with pytest.raises(DiskFullError):
        books.replay()
    assert tables(books.warehouse) == before
    assert not list(books.warehouse.path.parent.glob("*.new*"))


lives = st.lists(st.tuples(changes, st.booleans()), min_size=1, max_size=4)


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(lives, st.integers(1, 2))
def test_whatever_pages_are_left_a_replay_gives_the_same_rows_and_the_same_history(
    lives: list[tuple[list[tuple[int, str]], bool]], replays: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        books = Books(Path(folder))
        for number, (life, lost) in enumerate(lives, 1):
            books.sync(*life)
            if lost:
                books.forget_pages(number)
        before = tables(books.warehouse)
        for _ in range(replays):
            assert books.replay().changed == 0
            assert tables(books.warehouse) == before


@pytest.mark.slow
def test_every_stream_can_be_replayed(tmp_path: Path) -> None:
    with closing(simulated.Account(tmp_path, sales=30, months=3)) as account:
        for _ in range(3):
            account.sync()
            account.advance(45)
    before = tables(account.warehouse)
    replayed = replay(account.warehouse, STREAMS)
    assert tables(account.warehouse) == before
    assert not any(one.changed or one.carried for one in replayed.values())
