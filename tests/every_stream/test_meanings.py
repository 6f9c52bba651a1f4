"""Whoever opens the file with any tool is told what everything in it means, and what joins by what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hotmart.accounts.telling import tell_tables
from hotmart.streams.joins import joins_of
from hotmart.streams.known import STREAMS
from simulated import Account

UNSAID = (
    "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL UNION ALL"
    " SELECT table_name, NULL FROM duckdb_tables() WHERE comment IS NULL UNION ALL"
    " SELECT view_name, NULL FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
)
BY_TRANSACTION = [
    "sales",
    "sales_participants",
    "sales_commissions",
    "sales_price_details",
    "subscriptions",
    "subscription_charges",
    "subscription_purchases",
]


@pytest.fixture(scope="module")
def told(copied: Callable[[], Account]) -> Account:
    account = copied()
    with account.warehouse.transaction() as con:
        tell_tables(con, STREAMS.values())
    return account


@pytest.mark.slow
def test_after_a_sync_every_table_and_column_has_a_comment_in_both_languages(told: Account) -> None:
    assert told.warehouse.rows(UNSAID) == []
    said = told.warehouse.rows("SELECT comment FROM duckdb_columns() WHERE NOT internal")
    assert len(said) > 1_000
    assert all(comment.count(" / ") == 1 for (comment,) in said)


@pytest.mark.parametrize("table", BY_TRANSACTION)
def test_whatever_is_about_a_sale_joins_by_transaction(told: Account, table: str) -> None:
    joined = "SELECT count(*) FROM sales JOIN {0} USING (transaction)"
    sql = joined.format(table) if table != "sales" else "SELECT count(transaction) FROM sales"
    ((rows,),) = told.warehouse.rows(sql)
    assert rows > 0


def test_the_views_have_every_row_and_column_of_their_tables(told: Account) -> None:
    for view, table in {
        "sales": "sales_history",
        "subscription_charges": "subscription_transactions",
    }.items():
        missing = f"SELECT * FROM {table} EXCEPT ALL SELECT * EXCLUDE (transaction) FROM {view}"
        assert told.warehouse.rows(missing) == []


TOLD = [one for stream in STREAMS.values() for one in joins_of(stream, STREAMS.values())]
JOINS = {f"{one.left}-{one.right}": one for one in TOLD}
UNMET = {
    "subscription_summaries-subscription_summaries_unpaid_recurrencies",
}
"""Those that find nothing in this small account, in which nobody owes."""


@pytest.mark.slow
@pytest.mark.parametrize("name", JOINS)
def test_every_join_that_is_told_finds_rows(told: Account, name: str) -> None:
    one = JOINS[name]
    ((rows,),) = told.warehouse.rows(f"SELECT count(*) FROM {one.left} JOIN {one.right} {one.condition}")
    assert (rows > 0) == (name not in UNMET)
