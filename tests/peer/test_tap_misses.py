"""Forty-five days later, tap-hotmart does not know of the sales that changed meanwhile, and we do.

It goes on from the latest approval it has seen, and asks for the two statuses Hotmart answers by default. A
refund touches no date that can be asked for (dossier §15.2): it neither asks for it nor would find it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pytest

from hotmart import Hotmart
from hotmart.api.choices import SaleStatus
from hotmart.simulator import Served, Settings, Simulator

from .environment import said

pytestmark = pytest.mark.slow

SETTINGS = Settings(sales=4_000, months=14)
DAYS = 45
MONEY_BACK = {"REFUNDED", "PARTIALLY_REFUNDED", "CHARGEBACK"}

Sales: TypeAlias = dict[str, str]
"""The status of each sale, by transaction."""


@pytest.fixture
def hotmart() -> Iterator[Served]:
    with Simulator(SETTINGS).serve() as served:
        yield served


def test_tap_hotmart_misses_sales_that_changed_and_we_miss_none(hotmart: Served, tmp_path: Path) -> None:
    before = told(hotmart)
    theirs, state = read_by_tap(hotmart, {})
    assert read_by_us(hotmart, tmp_path) == before

    hotmart.simulator.advance(DAYS)

    after = told(hotmart)
    theirs |= read_by_tap(hotmart, state)[0]
    ours = read_by_us(hotmart, tmp_path)

    changed = {sale for sale, status in before.items() if after[sale] != status}
    money_back = {sale for sale in changed if after[sale] in MONEY_BACK}
    new = after.keys() - before.keys()
    assert changed
    assert money_back

    assert missed(ours, after) == set(), "we miss sales"
    assert money_back <= missed(theirs, after), "tap-hotmart finds refunds: say so in the README"
    assert len(missed(theirs, after) & changed) > 0.9 * len(changed), "tap-hotmart finds some that changed"
    assert missed(theirs, after) & new, "tap-hotmart finds every new sale"


def missed(held: Sales, true: Sales) -> set[str]:
    """The sales that somebody does not hold, or holds in a status that is over."""
    return {sale for sale, status in true.items() if held.get(sale) != status}


def told(served: Served) -> Sales:
    """Every sale, as Hotmart tells it now."""
    end = served.simulator.now
    found: Sales = {}
    with client(served) as hotmart:
        while end > datetime.combine(SETTINGS.start, datetime.min.time(), UTC):
            start = end - timedelta(days=365)
            for sale in hotmart.sales.history(
                start_date=start, end_date=end, transaction_status=list(SaleStatus), max_results=500
            ):
                assert sale.purchase
                assert sale.purchase.transaction
                found[sale.purchase.transaction] = str(sale.purchase.status)
            end = start
    return found


def client(served: Served) -> Hotmart:
    return Hotmart(served.client_id, served.client_secret, api_url=served.api_url, auth_url=served.auth_url)


def read_by_tap(served: Served, state: dict[str, Any]) -> tuple[Sales, dict[str, Any]]:
    """The records of one run of the tap, as a target would upsert them, and the state it leaves."""
    question = {
        "connection": served.connection(),
        "start_date": f"{SETTINGS.start}T00:00:00Z",
        "state": state,
    }
    messages = [json.loads(line) for line in said("tap.py", question).splitlines()]
    records = [one["record"] for one in messages if one["type"] == "RECORD"]
    states = [one["value"] for one in messages if one["type"] == "STATE"]
    return {one["transaction"]: one["purchase"]["status"] for one in records}, states[-1]


def read_by_us(served: Served, folder: Path) -> Sales:
    """What the warehouse holds after one more sync."""
    warehouse = folder / "warehouse.duckdb"
    environment = os.environ | {
        "HOTMART_CLIENT_ID": served.client_id,
        "HOTMART_CLIENT_SECRET": served.client_secret,
        "HOTMART_API_URL": served.api_url,
        "HOTMART_AUTH_URL": served.auth_url,
        "HOTMART_WAREHOUSE": str(warehouse),
    }
    command = [str(Path(sys.executable).with_name("hotmart")), "sync", "sales_history", "--json"]
    subprocess.run(command, env=environment, cwd=folder, check=True, capture_output=True, timeout=120)
    with duckdb.connect(str(warehouse), read_only=True) as con:
        sql = "SELECT purchase_transaction, purchase_status FROM sales_history"
        return dict(con.execute(sql).fetchall())
