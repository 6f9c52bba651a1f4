"""Several accounts in one file can be asked about at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

import hotmart
from hotmart.simulator import Served

CONNECTION = """
[connections.{name}]
client_id = "env:HOTMART_CLIENT_ID"
client_secret = "env:HOTMART_CLIENT_SECRET"
api_url = "{api_url}"
auth_url = "{auth_url}"
"""
MOMENT = datetime.max.replace(tzinfo=UTC)
UNSAID = (
    "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL UNION ALL"
    " SELECT view_name, NULL FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
)


@pytest.mark.slow
def test_a_replay_after_which_a_table_has_fewer_columns_leaves_them_standing(served: Served) -> None:
    told = [CONNECTION.format(name=one, api_url=served.api_url, auth_url=served.auth_url) for one in "ab"]
    Path("hotmart.toml").write_text("".join(told))
    hotmart.open_all().sync("products")
    Path("hotmart.toml").write_text("".join(['[streams.products]\ncolumns = ["id"]\n', *told]))
    account = hotmart.open(connection="a")
    account.replay("products")
    asked = account.ask(
        "SELECT account, count(id), count(name) FROM all_accounts.products GROUP BY 1 ORDER BY 1"
    )
    (_, here, named), (_, there, _) = asked
    assert (here, named) == (there, 0)


@pytest.mark.slow
def test_the_accounts_of_a_file_stand_together_in_it_and_in_its_masked_copy(served: Served) -> None:
    told = [CONNECTION.format(name=one, api_url=served.api_url, auth_url=served.auth_url) for one in "ab"]
    Path("hotmart.toml").write_text("".join(['[warehouse]\npublish = "copy.duckdb"\n', *told]))
    hotmart.open_all().sync("products")
    (beta, account) = hotmart.open(connection="b"), hotmart.open(connection="a")
    beta.sync("account")
    asked = account.ask("SELECT account, count(*) FROM all_accounts.products GROUP BY 1 ORDER BY 1")
    assert [name for name, _ in asked] == ["a", "b"]
    assert asked.as_of == min(one.ask("FROM products").as_of or MOMENT for one in (account, beta))
    assert account.ask("SELECT told.account FROM all_accounts.account AS told").rows == [("b",)]
    with duckdb.connect("copy.duckdb") as con:
        assert con.execute("SELECT DISTINCT account FROM all_accounts.products ORDER BY 1").fetchall() == [
            ("a",),
            ("b",),
        ]
        ((login,),) = con.execute("SELECT login FROM all_accounts.account").fetchall()
        assert login != beta.ask("SELECT login FROM account").rows[0][0]
        assert con.execute(UNSAID).fetchall() == []


@pytest.mark.slow
def test_one_account_alone_has_no_such_views(served: Served) -> None:
    account = hotmart.open()
    account.sync("products")
    assert account.ask("SELECT 1 FROM duckdb_schemas() WHERE schema_name = 'all_accounts'").rows == []
