"""An answer says up to when the streams it reads were read, and not when some other stream was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hotmart.warehouse.asking.query import ask
from hotmart.warehouse.ledger.notes import begin_run, end_run
from hotmart.warehouse.store import Warehouse

MONDAY = datetime(2026, 6, 1, 9, tzinfo=UTC)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def run(warehouse: Warehouse, at: datetime, *streams: str, state: str = "proved") -> None:
    since = dict.fromkeys(streams)
    tables = {"sales_history": "vendas"}
    number = begin_run(
        warehouse,
        as_of=int(at.timestamp() * 1000),
        since={**since},
        started_at=at,
        version="0",
        tables={name: tables.get(name, name) for name in streams},
    )
    end_run(warehouse, number, state=state, requests=1, finished_at=at)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    made = Warehouse(tmp_path / "w.duckdb", "main")
    run(made, MONDAY, "sales_history", "products", "coupons")
    run(made, TUESDAY, "products", state="read_whole")
    run(made, WEDNESDAY, "coupons", state="failed")
    with made.opened() as con:
        for table in ("vendas", "vendas_history", "vendas_items", "products", "coupons"):
            con.execute(f"CREATE TABLE {table} AS SELECT 1 AS n")
        con.execute("CREATE VIEW monthly AS SELECT * FROM vendas")
        con.execute("CREATE VIEW joined AS SELECT n AS t, n FROM vendas")
    return made


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize(
    ("query", "fresh"),
    [
        ("SELECT * FROM vendas", MONDAY),
        ("SELECT * FROM vendas_history", MONDAY),
        ("SELECT * FROM vendas_items", MONDAY),
        ("FROM main.vendas", MONDAY),
        ("SELECT * FROM monthly", MONDAY),
        ("SELECT * FROM products", TUESDAY),
        ("SELECT * FROM products JOIN vendas USING (n)", MONDAY),
        ("SELECT * FROM products JOIN joined USING (n)", MONDAY),
        ("SELECT * FROM coupons", MONDAY),
        ("SELECT count(*) FROM _runs", TUESDAY),
        ("SELECT 1", TUESDAY),
        ("WITH products AS (SELECT 1) SELECT * FROM products", TUESDAY),
    ],
)
def test_it_is_that_of_the_stream_that_was_read_the_longest_ago(
    warehouse: Warehouse, query: str, fresh: datetime
) -> None:
    assert ask(query, warehouse).as_of == fresh


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize("state", ["differs", "incomplete"])
def test_a_run_that_came_to_its_end_had_read_whatever_its_verdict(warehouse: Warehouse, state: str) -> None:
    run(warehouse, WEDNESDAY, "sales_history", state=state)
    assert ask("SELECT * FROM vendas", warehouse).as_of == WEDNESDAY


def test_a_file_that_no_sync_made_tells_none(tmp_path: Path) -> None:
    other = Warehouse(tmp_path / "other.duckdb")
    with other.opened() as con:
        con.execute("CREATE TABLE products AS SELECT 1 AS n")
    assert ask("SELECT * FROM products", other).as_of is None


@pytest.fixture
def accounts(tmp_path: Path) -> dict[str, Warehouse]:
    """Two accounts in one file, with a view over both."""
    made = {name: Warehouse(tmp_path / "both.duckdb", name) for name in ("alpha", "beta")}
    run(made["alpha"], MONDAY, "products", "coupons")
    run(made["beta"], TUESDAY, "products")
    run(made["alpha"], WEDNESDAY, "coupons")
    for one in made.values():
        with one.opened() as con:
            con.execute("CREATE TABLE products AS SELECT 1 AS n; CREATE TABLE coupons AS SELECT 1 AS n")
    with made["alpha"].opened() as con:
        con.execute("CREATE SCHEMA all_accounts")
        for table in ("products", "coupons"):
            con.execute(
                f"CREATE VIEW all_accounts.{table} AS SELECT 'alpha' AS account, n FROM alpha.{table}"
                f" UNION ALL BY NAME SELECT 'beta' AS account, n FROM beta.{table}"
            )
    return made


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize(
    ("query", "fresh"),
    [
        ("SELECT * FROM all_accounts.products", MONDAY),
        ("SELECT * FROM all_accounts.products JOIN all_accounts.coupons USING (account)", MONDAY),
        ("SELECT * FROM beta.products", TUESDAY),
        ("SELECT * FROM alpha.coupons JOIN beta.products USING (n)", TUESDAY),
        ("SELECT * FROM coupons", WEDNESDAY),
    ],
)
def test_of_several_accounts_it_is_that_of_the_one_that_was_read_the_longest_ago(
    accounts: dict[str, Warehouse], query: str, fresh: datetime
) -> None:
    assert ask(query, accounts["alpha"]).as_of == fresh


def test_it_is_unknown_where_one_of_the_accounts_was_never_read_to_its_end(tmp_path: Path) -> None:
    alpha, beta = (Warehouse(tmp_path / "both.duckdb", name) for name in ("alpha", "beta"))
    run(alpha, MONDAY, "products")
    run(beta, MONDAY, "products", state="failed")
    for one in (alpha, beta):
        with one.opened() as con:
            con.execute("CREATE TABLE products AS SELECT 1 AS n")
    assert ask("SELECT * FROM beta.products", alpha).as_of is None
    assert ask("FROM alpha.products UNION ALL FROM beta.products", alpha).as_of is None
