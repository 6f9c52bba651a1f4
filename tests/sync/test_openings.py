"""The warehouse file is opened seldom: each opening takes time, and keeps readers out as long as it lasts."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from hotmart.accounts.tailoring import tailored
from hotmart.client import AsyncHotmart
from hotmart.config.accounts import accounts
from hotmart.config.places import WarehouseConfig
from hotmart.config.privacy import PrivacyConfig
from hotmart.config.settings import Config
from hotmart.forgetting.forgotten import note_forgotten
from hotmart.forgetting.people import People
from hotmart.simulator import Served, Settings, Simulator
from hotmart.sync import run
from hotmart.sync.report import Verdict
from hotmart.sync.verify import verify
from hotmart.warehouse import engine, store
from hotmart.warehouse.engine import OpenFile
from hotmart.warehouse.key import privacy_key
from hotmart.warehouse.store import Warehouse

pytestmark = pytest.mark.slow

Work = Callable[[AsyncHotmart], Awaitable[Any]]
OF_A_COMMAND = 6  # openings, those of whoever makes the streams of the account included
FIRST, AGAIN = 3, 4  # of a sync: what is known, begin, one commit, the end


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Simulator(Settings(sales=60, months=3, quota=1_000_000)).serve() as served:
        yield served


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse.duckdb")


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """For each opening of a file, in which functions of the library it came about."""
    found: list[str] = []
    open_file = engine.open_file

    def counted(path: Path, *, read_only: bool, alone: bool) -> OpenFile:
        found.append(" < ".join(one.function for one in inspect.stack()[1:9]))
        return open_file(path, read_only=read_only, alone=alone)

    monkeypatch.setattr(store, "open_file", counted)
    return found


def done(served: Served, work: Work) -> Any:
    """What this work comes to, with a client of the account."""

    async def go() -> Any:
        who = (served.client_id, served.client_secret)
        async with AsyncHotmart(*who, api_url=served.api_url, auth_url=served.auth_url) as client:
            return await work(client)

    return asyncio.run(go())


def syncing(warehouse: Warehouse, **options: Any) -> Work:
    return lambda client: run.sync(client, warehouse, ["products"], **options)


def test_a_small_sync_opens_the_file_few_times(
    served: Served, warehouse: Warehouse, openings: list[str]
) -> None:
    for most in (FIRST, AGAIN, AGAIN):
        openings.clear()
        assert done(served, syncing(warehouse)).verdict is Verdict.READ_WHOLE  # products are not counted
        assert len(openings) <= most, openings


@pytest.mark.parametrize("personal", ["keep", "mask"])
def test_so_does_a_whole_command_with_the_making_of_its_streams(
    served: Served, warehouse: Warehouse, openings: list[str], personal: Any
) -> None:
    where = WarehouseConfig(path=warehouse.path, schema="shop")
    config = Config(warehouse=where, privacy=PrivacyConfig(personal=personal))
    for _ in range(2):
        openings.clear()
        made = tailored(config, accounts(config)[0])
        done(served, syncing(made.warehouse, streams=made.streams))
        assert len(openings) <= OF_A_COMMAND, openings


def test_those_who_were_forgotten_are_asked_for_in_the_same_opening(
    served: Served, warehouse: Warehouse, openings: list[str]
) -> None:
    done(served, syncing(warehouse))
    rita = People(privacy_key(warehouse))
    rita.add(["rita@example.org"])
    note_forgotten(warehouse, rita.listed, None, datetime(2026, 1, 1, tzinfo=UTC))
    openings.clear()
    done(served, syncing(warehouse))
    assert len(openings) <= AGAIN, openings


def test_a_plan_and_a_verification_ask_the_ledger_at_once(
    served: Served, warehouse: Warehouse, openings: list[str]
) -> None:
    done(served, lambda client: run.sync(client, warehouse, ["sales_history", "product_offers"]))
    openings.clear()
    done(served, lambda client: run.plan(client, warehouse))
    assert len(openings) <= 2, openings
    openings.clear()
    done(served, lambda client: verify(client, warehouse))
    assert sum("remember" in one for one in openings) == 1, openings


def test_while_hotmart_is_waited_for_the_file_is_free(served: Served, warehouse: Warehouse) -> None:
    done(served, syncing(warehouse))
    asked, looked = [0], [0]

    class Looking:
        """A client that lets somebody look into the file at each request."""

        def __init__(self, client: AsyncHotmart) -> None:
            self._client = client

        def __getattr__(self, name: str) -> Any:
            return getattr(self._client, name)

        async def fetch(self, request: Any) -> bytes:
            asked.append(1)
            with suppress(duckdb.Error), duckdb.connect(str(warehouse.path), read_only=True):
                looked.append(1)
            return await self._client.fetch(request)

    done(served, lambda client: run.sync(Looking(client), warehouse, ["products"]))
    assert sum(looked) == sum(asked) > 0
