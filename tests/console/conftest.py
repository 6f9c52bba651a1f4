"""A small account that was synced once, which every test of the console only looks at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.looking import Looker
from hotmart.console.house import House
from simulated import Account


@pytest.fixture(scope="session")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """An account with a warehouse. Nobody may change it: whoever wants to takes a copy."""
    account = Account(tmp_path_factory.mktemp("console"), sales=400, months=8, seed=11)
    account.sync()
    yield account
    account.close()


@pytest.fixture
def house(synced: Account) -> Iterator[House]:
    """A console of that account."""
    house = House(file=Path(synced.folder / "hotmart.toml"))
    yield house
    house.close()


@pytest.fixture
def looker(house: House) -> Looker:
    """Whoever came by the link."""
    return Looker(house)
