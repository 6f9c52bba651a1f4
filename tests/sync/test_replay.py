"""What was read can be landed again from what was kept, and comes out the same."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import NOON_MS, Account, Shop, sale

from hotmart.api.choices import SaleStatus
from hotmart.client import AsyncHotmart
from hotmart.simulator import Settings, Simulator
from hotmart.sync import run
from hotmart.sync.replay import replay
from hotmart.sync.spool import raw_folder
from hotmart.sync.streams import STREAMS
from hotmart.sync.windows import DAY
from hotmart.warehouse.store import Warehouse

changes = st.lists(st.tuples(st.integers(0, 19), st.sampled_from(list(SaleStatus))), max_size=6)


def tables(warehouse: Warehouse, streams: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    names = [name for one in streams for t in STREAMS[one].layout.tables for name in (t.name, t.history)]
    with warehouse.opened() as con:
        return {name: con.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names}


@settings(max_examples=8, deadline=None)
@given(st.lists(changes, min_size=1, max_size=3))
def test_a_replay_of_all_runs_gives_the_same_rows_and_the_same_history(lives: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Warehouse(Path(folder) / "source.duckdb"), Warehouse(Path(folder) / "target.duckdb")
        shop = Shop([sale(number, NOON_MS - number * 30 * DAY) for number in range(20)])
        for life in [[], *lives]:
            for number, status in life:
                shop.sales[number] = sale(number, NOON_MS - number * 30 * DAY, str(status))
            asyncio.run(run.sync(Account(shop), source, ["sales_history"]))
        replay(source, target)
        assert tables(target, ["sales_history"]) == tables(source, ["sales_history"])
        replay(source, target)  # once more: merging commutes with replaying what is already there
        held = "SELECT purchase_transaction, purchase_status FROM sales_history ORDER BY 1"
        assert target.rows(held) == source.rows(held)


@pytest.mark.slow
def test_every_stream_can_be_replayed(tmp_path: Path) -> None:
    source, target = Warehouse(tmp_path / "source.duckdb"), Warehouse(tmp_path / "target.duckdb")

    async def live(served: Any) -> None:
        connection = {"api_url": served.api_url, "auth_url": served.auth_url}
        async with AsyncHotmart(served.client_id, served.client_secret, **connection) as client:
            await run.sync(client, source)
            served.simulator.advance(days=45)
            await run.sync(client, source)

    with Simulator(Settings(sales=800, quota=100_000)).serve() as served:
        asyncio.run(live(served))
    replay(source, target)
    assert tables(target, list(STREAMS)) == tables(source, list(STREAMS))


def test_pages_that_are_gone_are_left_out(tmp_path: Path) -> None:
    source, target = Warehouse(tmp_path / "source.duckdb"), Warehouse(tmp_path / "target.duckdb")
    asyncio.run(run.sync(Account(Shop([sale(1)])), source, ["sales_history"]))
    for file in raw_folder(source.path).rglob("*.zst"):
        file.unlink()
    replay(source, target)
    assert target.rows("SELECT count(*) FROM sales_history") == [(0,)]
