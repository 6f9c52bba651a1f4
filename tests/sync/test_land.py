"""Readings land together, whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hotmart.streams.known import STREAMS
from hotmart.streams.windows import DAY, Window
from hotmart.sync import land
from hotmart.sync.land import Lander
from hotmart.sync.pull import Pulled, Puller
from hotmart.sync.question import Question
from hotmart.sync.watch import Watch
from hotmart.warehouse.ledger import notes
from hotmart.warehouse.merge import Merged
from hotmart.warehouse.spool import Spool
from hotmart.warehouse.store import Warehouse
from sync.scripted import NOON_MS, Scripted, Shop, sale

AT = datetime(2026, 1, 1, tzinfo=UTC)
LONGEST = 20  # seconds: a commit that never comes is a failure
SHOP = Shop([sale(number, NOON_MS - number * DAY) for number in range(30)])
Work = Callable[[Lander, Callable[[int], Coroutine[Any, Any, Pulled]]], Coroutine[Any, Any, None]]


class Commits(Watch):
    def __init__(self) -> None:
        self.merged: list[Merged] = []

    def landed(self, stream: str, merged: Merged) -> None:
        self.merged.append(merged)


def landed(folder: Path, work: Work) -> tuple[Warehouse, list[Merged]]:
    """Let a test hand over days of sales, and tell the commits they came in."""
    warehouse, commits = Warehouse(folder / "warehouse.duckdb"), Commits()
    run = notes.begin_run(warehouse, as_of=NOON_MS, since={}, started_at=AT, version="test")

    async def act() -> None:
        with Spool(warehouse.path, run) as spool:
            puller, lander = Puller(Scripted(SHOP), spool, Watch()), Lander(warehouse, run, AT, commits)

            async def pull(day: int) -> Pulled:
                window = Window(NOON_MS - day * DAY, NOON_MS - (day - 1) * DAY)
                (pulled,) = await puller.pull(Question(STREAMS["sales_history"], window))
                assert isinstance(pulled, Pulled)
                return pulled

            working = asyncio.create_task(lander.work())
            try:
                async with asyncio.timeout(LONGEST):
                    await work(lander, pull)
            finally:
                working.cancel()
                await asyncio.gather(working, return_exceptions=True)

    asyncio.run(act())
    return warehouse, commits.merged


def test_readings_wait_for_those_that_may_still_come_and_land_together(tmp_path: Path) -> None:
    async def work(lander: Lander, pull: Any) -> None:
        with lander.expecting():
            done = [lander.land([await pull(1)]), lander.land([await pull(2)])]
        await asyncio.gather(*done)

    warehouse, commits = landed(tmp_path, work)
    assert commits == [Merged(new=2)]
    assert warehouse.rows("SELECT count(*) FROM _windows") == [(2,)]


@pytest.mark.slow
@pytest.mark.parametrize("setting", ["WORTH_IT", "LONG_ENOUGH"])
def test_many_rows_or_a_long_wait_land_before_the_rest_has_come(
    tmp_path: Path, setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(land, setting, 0)

    async def work(lander: Lander, pull: Any) -> None:
        with lander.expecting():
            await lander.land([await pull(1)])
            await lander.land([await pull(2)])

    assert landed(tmp_path, work)[1] == [Merged(new=1), Merged(new=1)]


def test_a_commit_that_fails_leaves_neither_rows_nor_ledger_and_tells_whoever_waits(tmp_path: Path) -> None:
    async def work(lander: Lander, pull: Any) -> None:
        good, bad = await pull(1), await pull(2)
        bad.reel.lines.write_bytes(b"this is no record\n")
        with lander.expecting():
            both = lander.land([good, bad])
        with pytest.raises(Exception, match=r"(?i)json"):
            await both

    warehouse, commits = landed(tmp_path, work)
    assert commits == []
    assert warehouse.rows("SELECT count(*) FROM _windows") == [(0,)]
    assert warehouse.rows("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'sales_history'") == [(0,)]


def test_what_is_on_its_way_into_the_warehouse_is_not_left_lying_about(tmp_path: Path) -> None:
    async def work(lander: Lander, pull: Any) -> None:
        await lander.land([await pull(1)])
        staging = tmp_path / "warehouse.duckdb.staging" / "main"
        assert list(staging.iterdir()) == []

    landed(tmp_path, work)
