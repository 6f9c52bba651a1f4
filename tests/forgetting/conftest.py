"""A warehouse of an invented account, with histories and raw pages, for each test to do with as it likes."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from hotmart.client import AsyncHotmart
from hotmart.simulator import Served, Settings, Simulator
from hotmart.streams.known import STREAMS
from hotmart.streams.remaking import remade
from hotmart.streams.stream import Stream
from hotmart.sync.run import sync
from hotmart.tables.layout import Layout
from hotmart.warehouse.store import Warehouse

NAMES = (
    "sales_history",
    "sales_participants",
    "sales_commissions",
    "subscriptions",
    "subscription_summaries",
    "subscription_transactions",
    "club_students",
    "event_participants",
)
LATER = 30  # days, in which rows change, so that there is a history


@dataclass(frozen=True)
class Account:
    """An account, and a warehouse of it."""

    served: Served
    warehouse: Warehouse

    @property
    def streams(self) -> Mapping[str, Stream]:
        """Its streams, its members area told."""

        def told(stream: Stream) -> Stream:
            area = replace(stream.told, values=(self.served.subdomain,)) if stream.told else None
            return replace(stream, told=area)

        return remade(STREAMS.values(), told)

    def layouts(self, schema: str = "main") -> Mapping[str, Layout]:
        return {name: stream.layout for name, stream in STREAMS.items()}

    def sync(self, *, full: bool = False) -> None:
        async def go() -> None:
            served = self.served
            told = {name: getattr(served, name) for name in ("api_url", "auth_url")}
            async with AsyncHotmart(served.client_id, served.client_secret, **told) as client:
                await sync(client, self.warehouse, NAMES, streams=self.streams, full=full)

        asyncio.run(go())


@pytest.fixture(scope="session")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """Synced twice, with a month in between."""
    with Simulator(Settings(sales=160, months=4, quota=1_000_000)).serve() as served:
        account = Account(served, Warehouse(tmp_path_factory.mktemp("account") / "hotmart.duckdb"))
        account.sync()
        served.simulator.advance(days=LATER)
        account.sync()
        yield account


@pytest.fixture
def account(synced: Account, tmp_path: Path) -> Account:
    """A copy of that warehouse, in a folder of its own."""
    shutil.copytree(synced.warehouse.path.parent, tmp_path, dirs_exist_ok=True)
    return Account(synced.served, Warehouse(tmp_path / synced.warehouse.path.name))
