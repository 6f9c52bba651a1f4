from __future__ import annotations

import pytest

from hotmart.accounts.session import connected
from hotmart.simulator import Simulator
from hotmart.sync.run import sync
from hotmart.warehouse.store import Warehouse

from .conftest import Command


@pytest.fixture
def synced(run: Command, account: Simulator) -> Warehouse:
    warehouse = Warehouse("hotmart.duckdb")
    connected(lambda client: sync(client, warehouse, ["sales_history", "products"]))
    return warehouse


@pytest.mark.slow
def test_it_tells_what_became_of_each_stream(run: Command, synced: Warehouse) -> None:
    ((sales,),) = synced.rows("SELECT count(*) FROM sales_history")
    with synced.opened() as con:
        con.execute("UPDATE sales_history SET purchase_status = 'SPOILT' WHERE purchase_status = 'REFUNDED'")
        (spoilt,) = con.execute(
            "SELECT count(*) FROM sales_history WHERE purchase_status = 'SPOILT'"
        ).fetchone() or (0,)
    answer = run("replay", "--json").json
    told = {one["stream"]: one for one in answer["data"]}
    assert told["sales_history"] == {
        "stream": "sales_history",
        "records": sales,
        "changed": spoilt,
        "carried": 0,
    }
    assert synced.rows("SELECT count(*) FROM sales_history WHERE purchase_status = 'SPOILT'") == [(0,)]


@pytest.mark.slow
def test_people_get_a_table(run: Command, synced: Warehouse) -> None:
    outcome = run("replay", "products")
    assert outcome.exit_code == 0
    assert outcome.stdout.splitlines()[1].split()[0] == "products"
    assert "sales_history" not in outcome.stdout


def test_a_stream_that_does_not_exist_is_told(run: Command) -> None:
    outcome = run("replay", "sale_history")
    assert (outcome.exit_code, "sales_history?" in outcome.stderr) == (2, True)


def test_without_a_warehouse_it_says_how_to_make_one(run: Command) -> None:
    outcome = run("replay")
    assert (outcome.exit_code, "hotmart sync" in outcome.stderr) == (1, True)
