"""The rows of all accounts stand together, whatever each of them has."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.errors import InvalidArgumentError
from hotmart.warehouse.all_accounts import Place, accounts_in, stand_together
from hotmart.warehouse.asking.query import ask
from hotmart.warehouse.ledger.notes import TABLES
from hotmart.warehouse.sql import ensure_table
from hotmart.warehouse.store import Warehouse
from hotmart.warehouse.views import ALL_ACCOUNTS, ensure_joined

PLACES = {
    "Alpha": Place("alpha", "", frozenset({"sales"})),
    "Beta": Place("beta", "hm_", frozenset({"hm_sales"})),
    "Gamma": Place("gamma", ""),
}


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """Two accounts that were synced, of which one has a prefix, and one that was not."""
    made = Warehouse(tmp_path / "w.duckdb", ALL_ACCOUNTS)
    for schema, prefix, price in (("alpha", "", "10"), ("beta", "hm_", "'ten'")):
        with Warehouse(made.path, schema).opened() as con:
            ensure_table(con, "_streams", TABLES["_streams"])
            con.execute("CREATE TABLE _privacy AS SELECT 'secret' AS key")
            con.execute(f"CREATE TABLE {prefix}sales_history AS SELECT 'HP1' AS code, {price} AS price")
            ensure_joined(con, f"{prefix}sales", f"{prefix}sales_history", "code")
    with Warehouse(made.path, "alpha").opened() as con:
        con.execute("CREATE TABLE carts AS SELECT 1 AS id, 'theirs' AS account")
        con.execute("ALTER TABLE sales_history ADD COLUMN town VARCHAR DEFAULT 'Recife'")
        con.execute("CREATE VIEW of_mine AS SELECT * FROM carts")
    return made


def stand(warehouse: Warehouse) -> list[str]:
    held = accounts_in(warehouse, PLACES)
    with warehouse.transaction() as con:
        return stand_together(con, held)


@pytest.mark.oldest
def test_a_row_tells_whose_it_is_and_what_others_have_not_is_empty(warehouse: Warehouse) -> None:
    assert stand(warehouse) == ["_streams", "carts", "sales", "sales_history"]
    told = warehouse.rows("SELECT account, code, price, town FROM sales_history ORDER BY ALL")
    assert told == [("Alpha", "HP1", "10", "Recife"), ("Beta", "HP1", "ten", None)]
    assert warehouse.rows("FROM carts") == [("Alpha", 1, "theirs")]
    joined = "SELECT account, transaction FROM sales JOIN sales_history USING (account, code) ORDER BY ALL"
    assert warehouse.rows(joined) == [("Alpha", "HP1"), ("Beta", "HP1")]


def test_an_account_that_is_synced_later_comes_in_and_a_table_that_is_gone_goes(warehouse: Warehouse) -> None:
    stand(warehouse)
    with Warehouse(warehouse.path, "gamma").opened() as con:
        ensure_table(con, "_streams", TABLES["_streams"])
        con.execute("CREATE TABLE sales_history AS SELECT 'HP3' AS code; DROP TABLE alpha.carts CASCADE")
    assert "carts" not in stand(warehouse)
    assert ("Gamma", "HP3") in warehouse.rows("SELECT account, code FROM sales_history")


def test_a_view_that_is_as_it_is_to_be_is_not_made_again(warehouse: Warehouse) -> None:
    stand(warehouse)
    with warehouse.opened() as con:
        con.execute("COMMENT ON VIEW sales_history IS 'mine'")
    stand(warehouse)
    said = "SELECT comment FROM duckdb_views() WHERE schema_name = ? AND view_name = 'sales_history'"
    assert warehouse.rows(said, [ALL_ACCOUNTS]) == [("mine",)]


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize("view", ["sales_history", "sales"])
def test_the_past_of_all_accounts_together_is_refused(warehouse: Warehouse, view: str) -> None:
    stand(warehouse)
    with Warehouse(warehouse.path, "alpha").opened() as con:
        con.execute("CREATE TABLE t AS SELECT now() AS _synced_at")
        con.execute(
            "CREATE TABLE t_history AS SELECT now() AS _synced_at, now() AS _valid_from, now() AS _valid_to"
        )
    with pytest.raises(InvalidArgumentError, match="one account at a time"):
        ask(f"SELECT * FROM all_accounts.{view}", Warehouse(warehouse.path, "alpha"), "2099-01-01")
