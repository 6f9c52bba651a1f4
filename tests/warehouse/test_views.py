"""A view stands beside its table, and goes out of the way of every other."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.warehouse.sql import ensure_table, held_tables
from hotmart.warehouse.store import Warehouse
from hotmart.warehouse.views import ensure_joined, make_room


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    made = Warehouse(tmp_path / "w.duckdb", "client")
    with made.opened() as con:
        con.execute("CREATE TABLE sales_history AS SELECT 'HP1' AS purchase_transaction, 10 AS price")
        con.execute("CREATE TABLE sales_commissions AS SELECT 'HP1' AS transaction, 7 AS share")
    return made


def join(warehouse: Warehouse) -> None:
    with warehouse.transaction() as con:
        ensure_joined(con, "sales", "sales_history", "purchase_transaction")


def comment(warehouse: Warehouse) -> str | None:
    """What is said of the view: one that is made anew says nothing."""
    ((said,),) = warehouse.rows("SELECT comment FROM duckdb_views() WHERE view_name = 'sales'")
    return None if said is None else str(said)


@pytest.mark.oldest
def test_it_joins_by_transaction_and_is_no_table(warehouse: Warehouse) -> None:
    join(warehouse)
    told = warehouse.rows(
        "SELECT transaction, price, share FROM sales JOIN sales_commissions USING (transaction)"
    )
    assert told == [("HP1", 10, 7)]
    with warehouse.opened() as con:
        assert "sales" not in held_tables(con)


@pytest.mark.oldest
def test_it_has_a_new_column_of_its_table_and_is_else_left_as_it_is(warehouse: Warehouse) -> None:
    join(warehouse)
    with warehouse.opened() as con:
        con.execute("COMMENT ON VIEW sales IS 'mine'")
    join(warehouse)
    assert comment(warehouse) == "mine"
    with warehouse.opened() as con:
        con.execute("ALTER TABLE sales_history ADD COLUMN town VARCHAR")
        con.execute("FROM sales")  # which holds meanwhile
    join(warehouse)
    assert warehouse.rows("SELECT transaction, town FROM sales") == [("HP1", None)]


@pytest.mark.parametrize("mine", ["TABLE sales AS SELECT 1 AS n", "VIEW sales AS SELECT 1 AS n"])
def test_what_is_somebody_elses_is_left_alone(warehouse: Warehouse, mine: str) -> None:
    with warehouse.opened() as con:
        con.execute(f"CREATE {mine}")
    join(warehouse)
    assert warehouse.rows("FROM sales") == [(1,)]
    with warehouse.opened() as con:
        make_room(con, ["sales"])
    assert warehouse.rows("FROM sales") == [(1,)]


def test_it_gives_way_to_a_table_of_its_name_which_duckdb_would_not_make_in_silence(
    warehouse: Warehouse,
) -> None:
    join(warehouse)
    with warehouse.transaction() as con:
        con.execute("CREATE TABLE IF NOT EXISTS sales (n INTEGER)")
        assert "sales" not in held_tables(con)
        make_room(con, ["Sales"])
        ensure_table(con, "sales", {"n": "INTEGER"})
        assert "sales" in held_tables(con)
