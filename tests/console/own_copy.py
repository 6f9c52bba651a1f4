"""A console of a copy of the synced account, for tests that change something."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from hotmart.accounts.telling import tell
from hotmart.console.house import House
from hotmart.warehouse.key import key_path
from simulated import Account


@contextmanager
def console_of_a_copy(synced: Account, folder: Path) -> Generator[House]:
    """The copy lies in a folder of its own, with its hotmart.toml, its raw pages and its key."""
    shutil.copy(synced.folder / "hotmart.toml", folder / "hotmart.toml")
    path = folder / "hotmart.duckdb"
    shutil.copy(synced.warehouse.path, path)
    shutil.copytree(f"{synced.warehouse.path}.raw", f"{path}.raw")
    if key_path(synced.warehouse.path).exists():
        shutil.copy(key_path(synced.warehouse.path), key_path(path))
    house = House(file=folder / "hotmart.toml")
    (account,) = house.accounts
    tell(account, [one.name for one in account.usual_streams])  # the views that a command makes after a sync
    try:
        yield house
    finally:
        house.close()
