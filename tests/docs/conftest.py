"""A small account and a warehouse of it, for the code in the documents to speak to."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hotmart.accounts.account import Account
from hotmart.accounts.telling import tell
from hotmart.client import AsyncHotmart
from hotmart.config.accounts import OF_ENVIRONMENT
from hotmart.simulator import Served, Settings, Simulator
from hotmart.streams.known import STREAMS
from hotmart.sync.run import sync
from hotmart.warehouse.store import Warehouse

LATER = 45  # days, in which sales change that the first sync had read
ACCOUNT = Settings(sales=200, start=date(2024, 10, 1), months=8, quota=1_000_000)


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    with Simulator(ACCOUNT).serve() as served:
        yield served


@pytest.fixture(scope="session")
def synced(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of that account, synced twice, so that it has a history."""
    warehouse = Warehouse(tmp_path_factory.mktemp("account") / "hotmart.duckdb")

    async def twice() -> None:
        told = {name: getattr(served, name) for name in ("client_id", "client_secret", "api_url", "auth_url")}
        async with AsyncHotmart(**told) as client:
            await sync(client, warehouse)
            served.simulator.advance(days=LATER)
            await sync(client, warehouse)

    asyncio.run(twice())
    tell(Account(replace(OF_ENVIRONMENT, warehouse=warehouse.path)), STREAMS)
    return warehouse.path


@pytest.fixture
def account() -> Iterator[Served]:
    """The same account once more, so that what one page changes no other page sees."""
    simulator = Simulator(ACCOUNT)
    simulator.advance(days=LATER)
    with simulator.serve() as account:
        yield account


@pytest.fixture
def folder(account: Served, synced: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the warehouse and its pages, in which the command line finds the account.

    Two clients of an agency, of whom the documents tell, are that account too.
    """
    shutil.copytree(synced.parent, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for name in ("client_id", "client_secret", "api_url", "auth_url"):
        monkeypatch.setenv(f"HOTMART_{name.upper()}", getattr(account, name))
    for client in ("ANA", "BIA"):
        monkeypatch.setenv(f"{client}_ID", account.client_id)
        monkeypatch.setenv(f"{client}_SECRET", account.client_secret)
    for home in ("HOME", "USERPROFILE"):  # what is told to programs there is theirs, and not of these tests
        monkeypatch.setenv(home, str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    return tmp_path


@pytest.fixture(scope="session")
def buyers(synced: Path) -> set[str]:
    """Everything that says who a buyer is."""
    columns = ("user_name", "user_email", "user_phone", "user_cellphone", "user_address_zip_code")
    held: set[str] = set()
    for column in columns:
        sql = f"SELECT DISTINCT {column} FROM sales_participants WHERE role = 'BUYER'"
        held |= {value for (value,) in Warehouse(synced).rows(sql) if value}
    return held
