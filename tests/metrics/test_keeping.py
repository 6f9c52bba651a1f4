"""Facts that are kept: the same figures as without them, and never those of another state of the copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import duckdb
import pytest

import hotmart
from hotmart.accounts.account import Account
from hotmart.forgetting.forget import forget
from hotmart.metrics.catalogue import METRICS
from hotmart.metrics.facts import stands_on
from hotmart.metrics.keeping import KEPT, keep_facts, kept_facts
from hotmart.metrics.known import known_of
from hotmart.tables.layout import Layout
from hotmart.testing import simulated
from hotmart.warehouse.personal import DERIVED
from hotmart.warehouse.publish import publish
from hotmart.warehouse.sql import held_tables
from hotmart.warehouse.store import Warehouse

pytestmark = pytest.mark.slow
STREAMS = ("sales_history", "sales_commissions", "subscription_transactions", "product_plans")
TABLE = KEPT["levels"]
OF_THEM = [one.key for one in METRICS if any(stands_on(one.fact, fact) for fact in KEPT)]
PERIOD: Any = {"start": date(2023, 6, 1), "end": date(2023, 11, 30), "by": ["month"]}


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """The folder of a copy, and the environment that reaches its account."""
    folder = tmp_path_factory.mktemp("kept")
    with (
        simulated(sales=150, months=6, quota=1_000_000) as served,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in served.environment.items():
            patch.setenv(name, value)
        patch.chdir(folder)
        hotmart.open().sync(
            "sales_history", "sales_commissions", "subscription_transactions", "product_plans"
        )
        yield folder, served.environment


@pytest.fixture
def account(
    synced: tuple[Path, Mapping[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Account:
    folder, environment = synced
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    copytree(folder, tmp_path / "own")
    monkeypatch.chdir(tmp_path / "own")
    return hotmart.open()


def layouts_of(account: Account) -> Callable[[str], Mapping[str, Layout]]:
    known = {name: stream.layout for name, stream in account.streams.items()}
    return lambda _: known


def keep(warehouse: Warehouse, at_least: int = 0) -> None:
    with warehouse.transaction() as con:
        keep_facts(con, at_least)


def is_kept(warehouse: Warehouse) -> bool:
    with warehouse.opened(read_only=True) as con:
        return "levels" in kept_facts(con, known_of(con).tables)


def all_figures(account: Account) -> list[Any]:
    return [tuple(one.figures) for one in account.metrics(*OF_THEM, **PERIOD)]


def test_figures_are_the_same_with_and_without_them(account: Account) -> None:
    without = all_figures(account)
    alone = [tuple(account.metrics(key, **PERIOD).measured[0].figures) for key in OF_THEM]
    keep(account.warehouse)
    assert is_kept(account.warehouse)
    assert all_figures(account) == without == alone
    assert any(figures for figures in without)


def test_none_of_them_is_in_a_copy() -> None:
    assert {*KEPT.values()} == DERIVED


def test_they_are_read_where_they_are_kept(account: Account) -> None:
    keep(account.warehouse)
    with account.warehouse.transaction() as con:
        con.execute(f"DELETE FROM {TABLE}")
    ((running,),) = [account.metrics("active_subscribers", start=PERIOD["start"], end=PERIOD["end"])]
    assert not any(one.value for one in running.figures)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM subscription_transactions WHERE recurrency_number = 1",
        "UPDATE subscription_transactions SET plan_recurrency_period = 360, _run = _run + 1",
        "UPDATE sales_history SET purchase_offer_code = 'other', _run = _run + 1",
        "DELETE FROM product_plans",
        "ALTER TABLE subscription_transactions DROP COLUMN plan_name",
    ],
)
def test_what_was_made_of_anything_else_is_not_read_and_made_anew(change: str, account: Account) -> None:
    keep(account.warehouse)
    with account.warehouse.transaction() as con:
        con.execute(change)
    assert not is_kept(account.warehouse)
    anew = all_figures(account)
    keep(account.warehouse)
    assert is_kept(account.warehouse)
    assert all_figures(account) == anew


def test_a_small_account_keeps_none_and_one_that_became_small_loses_them(account: Account) -> None:
    keep(account.warehouse)
    with account.warehouse.transaction() as con:
        con.execute("DELETE FROM subscription_transactions WHERE recurrency_number > 1")
    keep(account.warehouse, at_least=100_000)
    with account.warehouse.opened(read_only=True) as con:
        assert TABLE not in held_tables(con)


def test_what_has_not_changed_is_not_made_again(account: Account) -> None:
    keep(account.warehouse)
    with account.warehouse.transaction() as con:
        con.execute(f"DELETE FROM {TABLE}")
        keep_facts(con, 0)
        assert con.execute(f"SELECT count(*) FROM {TABLE}").fetchall() == [(0,)]


def test_a_sync_makes_them_where_an_account_is_large(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep_facts, "__defaults__", (1,))
    account.sync("subscription_transactions", full=True)
    assert is_kept(account.warehouse)


def test_a_replay_leaves_none_behind_that_are_of_before(account: Account) -> None:
    keep(account.warehouse)
    account.replay("subscription_transactions")
    assert not is_kept(account.warehouse)


def test_forgetting_somebody_takes_them_along_whole(account: Account) -> None:
    keep(account.warehouse)
    ((email,),) = account.ask("SELECT buyer_email FROM sales_history WHERE buyer_email IS NOT NULL LIMIT 1")
    forget(account.warehouse, [str(email)], layouts_of(account), at=datetime.now(UTC))
    with account.warehouse.opened(read_only=True) as con:
        assert TABLE not in held_tables(con)


def test_a_masked_copy_has_none(account: Account, tmp_path: Path) -> None:
    keep(account.warehouse)
    publish(account.warehouse, tmp_path / "masked.duckdb", layouts_of(account))
    with duckdb.connect(str(tmp_path / "masked.duckdb"), read_only=True) as con:
        assert TABLE not in held_tables(con)
