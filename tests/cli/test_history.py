from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hotmart.request import Request
from hotmart.streams.known import STREAMS
from hotmart.warehouse.merge import create_tables, merge
from hotmart.warehouse.records import Decoder
from hotmart.warehouse.store import Warehouse

from .conftest import Command

FIRST = datetime(2025, 1, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)
REQUEST = Request(method="GET", path="/invented")


def land(stream: str, at: datetime, *items: dict[str, Any]) -> None:
    layout = STREAMS[stream].layout
    records = Decoder(layout).page(msgspec.json.encode({"items": items, "page_info": {}}), REQUEST)
    lines = Path("read.ndjson")
    lines.write_bytes(records.lines)
    with Warehouse("hotmart.duckdb").transaction() as con:
        create_tables(con, layout)
        merge(con, layout, [lines], at=at, run=1)


def sale(status: str) -> dict[str, Any]:
    price = {"value": 197.5, "currency_code": "BRL"}
    return {"purchase": {"transaction": "HP0000000001", "status": status, "price": price}}


def shared(*amounts: int) -> dict[str, Any]:
    shares = [{"source": "PRODUCER", "commission": {"value": n, "currency_value": "BRL"}} for n in amounts]
    return {"transaction": "HP0000000001", "commissions": shares}


@pytest.fixture
def life(run: Command) -> None:
    """A sale that was refunded, and whose commission was taken back a day later."""
    land("sales_history", FIRST, sale("APPROVED"))
    land("sales_commissions", FIRST, shared(100, 20))
    land("sales_history", FIRST + DAY, sale("REFUNDED"))
    land("sales_commissions", FIRST + 2 * DAY, shared(20))


def test_people_see_what_changed_and_when(run: Command, life: None) -> None:
    outcome = run("history", "sales_history", "HP0000000001")
    assert outcome.exit_code == 0
    lines = [" ".join(line.split()) for line in outcome.stdout.splitlines()]
    assert lines[0] == "2025-01-01 09:00 UTC · learnt"
    assert "purchase_price_value 197.50" in lines
    assert lines[-3:] == [
        "2025-01-02 09:00 UTC · changed",
        "purchase_status APPROVED → REFUNDED",
        "So it stands today.",
    ]


def test_people_see_rows_come_and_go(run: Command, life: None) -> None:
    lines = run("history", "sales_commissions", "HP0000000001").stdout.splitlines()
    assert [line[0] for line in lines if "PRODUCER" in line] == ["+", "+", "-"]
    assert "100.00" in lines[-2]


def test_programs_get_versions_and_changes(run: Command, life: None) -> None:
    answer = run("history", "sales_history", "HP0000000001", "--json").json
    first, second = answer["data"]
    assert (first["since"], first["until"]) == ("2025-01-01T09:00:00Z", "2025-01-02T09:00:00Z")
    assert (second["since"], second["until"], second["gone"]) == ("2025-01-02T09:00:00Z", None, False)
    assert second["changes"] == {"purchase_status": {"before": "APPROVED", "after": "REFUNDED"}}
    assert second["fields"]["purchase_price_value"] == 197.5
    assert answer["meta"] == {
        "stream": "sales_history",
        "key": {"purchase_transaction": "HP0000000001"},
        "versions": 2,
        "held": True,
    }


@pytest.mark.slow
def test_a_record_that_vanished_is_told_as_gone(run: Command, life: None) -> None:
    with Warehouse("hotmart.duckdb").transaction() as con:
        con.execute(
            "INSERT INTO sales_history_history BY NAME SELECT *, _synced_at AS _valid_from,"
            " _synced_at + INTERVAL 1 DAY AS _valid_to, true AS _gone FROM sales_history;"
            " DELETE FROM sales_history"
        )
    assert "2025-01-03 09:00 UTC · vanished" in run("history", "sales_history", "HP0000000001").stdout
    assert run("history", "sales_history", "HP0000000001", "--json").json["meta"]["held"] is False


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "code", "said", "advised"),
    [
        (["sale_history", "HP0000000001"], 2, "There is no stream 'sale_history'", "sales_history?"),
        (["nothing", "HP0000000001"], 2, "There is no stream 'nothing'", "hotmart streams"),
        (["sales_history", "hp0000000001 "], 1, "never held", "Did you mean HP0000000001?"),
        (["sales_history", "HP0000000007"], 1, "never held", "Did you mean HP0000000001?"),
        (["sales_history", "HP9999999999"], 1, "never held", "hotmart sync sales_history"),
        (["subscriptions", "ABC"], 1, "never held", "hotmart sync subscriptions"),
        (["subscription_transactions", "HP1"], 2, "2 to give, 1 given", '""'),
    ],
)
def test_what_cannot_be_told_is_explained(
    run: Command, life: None, args: list[str], code: int, said: str, advised: str
) -> None:
    outcome = run("history", *args)
    assert outcome.exit_code == code
    assert said in outcome.stderr.splitlines()[0]
    assert advised in outcome.stderr.splitlines()[1]


def test_without_a_warehouse_it_says_how_to_make_one(run: Command) -> None:
    assert "hotmart sync" in run("history", "sales_history", "HP1").stderr
