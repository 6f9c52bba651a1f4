"""The warehouse equals an independent crawl, whatever happened to the account in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from hotmart.streams.known import STREAMS
from hotmart.sync.report import Verdict
from simulated import Account, looking_at, problems

from .crawl import KEYS

pytestmark = pytest.mark.slow

Open = Callable[..., Account]
LOOKBACK = timedelta(days=90)  # sales older than this are not read again only because time went by


def test_the_crawl_knows_every_stream() -> None:
    assert KEYS.keys() == STREAMS.keys()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_first_sync_equals_the_crawl(open_account: Open, seed: int) -> None:
    account = open_account(sales=250, months=12, seed=seed)
    report = account.sync(*STREAMS)
    assert report.verdict is Verdict.PROVED, problems(report)
    assert account.differences(*STREAMS) == []


@pytest.mark.parametrize("alone", ["products", "subscriptions", "sales_history"])
def test_streams_synced_later_are_as_whole_as_those_synced_first(open_account: Open, alone: str) -> None:
    account = open_account(sales=120, months=12)
    account.sync(alone)
    report = account.sync()
    assert report.verdict is Verdict.PROVED, problems(report)
    assert account.differences() == []


@pytest.mark.parametrize("leaps", [(45, 400), (1, 20, 100)], ids=str)
def test_it_stays_equal_while_the_account_lives_on(open_account: Open, leaps: tuple[int, ...]) -> None:
    account = open_account(sales=50, months=6)
    account.sync(*STREAMS)
    for days in leaps:
        account.advance(days)
        report = account.sync(*STREAMS)
        assert report.verdict is Verdict.PROVED, problems(report)
        assert account.differences(*STREAMS) == []


def test_a_chargeback_on_a_sale_older_than_the_lookback_is_found_within_the_day(open_account: Open) -> None:
    account = open_account(sales=1_000, months=12)
    account.advance(400)
    account.sync()
    known, old = charged_back(account), account.simulator.now - LOOKBACK
    while not any(
        at < old.timestamp() * 1000 for sale, at in crawled_back(account).items() if sale not in known
    ):
        account.advance(1)
    account.sync()
    assert charged_back(account) == crawled_back(account).keys()
    assert account.differences() == []


def test_a_sync_right_after_another_is_cheap_and_changes_nothing(open_account: Open) -> None:
    account = open_account(sales=6_000)
    first = account.sync()
    before = whole(account)
    second = account.sync()
    assert second.verdict is Verdict.PROVED, problems(second)
    assert second.requests < first.requests / 2
    assert [part.stream for part in second.streams.values() if part.merged.new or part.merged.changed] == []
    assert whole(account) == before


def test_its_cost_does_not_grow_with_the_account(open_account: Open) -> None:
    """What it reads again is what is young or unsettled; the rest is a few one-row requests."""
    small, large = open_account(sales=150), open_account(sales=1_200)
    for account in (small, large):
        account.sync()
    assert large.sync().requests <= small.sync().requests * 1.25


def charged_back(account: Account) -> set[str]:
    """The sales that the warehouse knows to be charged back."""
    return {
        sale
        for (sale,) in account.ask(
            "SELECT purchase_transaction FROM sales_history WHERE purchase_status = 'CHARGEBACK'"
        )
    }


def crawled_back(account: Account) -> dict[str, int]:
    """The sales that Hotmart shows charged back now, and when they were ordered."""
    return {
        row["purchase_transaction"]: row["purchase_order_date"]
        for row in account.crawled("sales_history")["sales_history"]
        if row["purchase_status"] == "CHARGEBACK"
    }


def whole(account: Account) -> dict[str, tuple[object, ...]]:
    """Every table and every history of an account, as one figure each that any change changes."""
    with looking_at(account.warehouse.path) as con:
        tables = [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {
            table: con.execute(f'SELECT count(*), bit_xor(hash(t)) FROM "{table}" t').fetchone() or ()
            for table in tables
            if not table.startswith("_")
        }
