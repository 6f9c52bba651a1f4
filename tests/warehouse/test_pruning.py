"""Raw pages are kept for as long as told, and nothing else of a run lies about."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from hotmart.streams.windows import DAY
from hotmart.warehouse.ledger.queries import kept_readings
from hotmart.warehouse.pruning import prune
from hotmart.warehouse.spool import raw_folder
from hotmart.warehouse.store import Warehouse
from sync.scripted import NOON, Account, Shop, sale, sync


@pytest.fixture(scope="module")
def three_runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a warehouse that was synced on three days."""
    folder = tmp_path_factory.mktemp("three-runs")
    warehouse = Warehouse(folder / "warehouse.duckdb")
    for day in range(3):
        account = Account(Shop([sale(1)]))
        account.server_time = NOON + timedelta(days=day, seconds=1)
        sync(account, warehouse, ["sales_history"], full=True, raw_kept=None)
    return folder


@pytest.fixture
def warehouse(three_runs: Path, tmp_path: Path) -> Warehouse:
    """Three runs, of today, of yesterday and of the day before."""
    shutil.copytree(three_runs, tmp_path, dirs_exist_ok=True)
    return Warehouse(tmp_path / "warehouse.duckdb")


def runs_kept(warehouse: Warehouse) -> set[int]:
    """The runs of which there are files, which are those of which the ledger says so."""
    files = raw_folder(warehouse.path).rglob("*.zst")
    found = {int(file.name.partition("-")[0]) for file in files}
    assert {one.run for one in kept_readings(warehouse)} == found
    return found


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize(
    ("kept", "left"),
    [(None, {1, 2, 3}), (3 * DAY, {1, 2, 3}), (2 * DAY, {2, 3}), (DAY, {3}), (1, {3}), (0, set())],
)
def test_pages_go_with_age(warehouse: Warehouse, kept: int | None, left: set[int]) -> None:
    prune(warehouse, kept)
    assert runs_kept(warehouse) == left
    assert prune(warehouse, kept) == 0


@pytest.mark.slow
@pytest.mark.oldest
def test_what_a_killed_run_left_goes(warehouse: Warehouse) -> None:
    folder = raw_folder(warehouse.path) / "products"
    folder.mkdir(exist_ok=True)
    (folder / "9-1.zst").write_bytes(b"of a run that was killed")
    assert prune(warehouse, None) == 1
    assert not (folder / "9-1.zst").exists()
    assert runs_kept(warehouse) == {1, 2, 3}


@pytest.mark.slow
@pytest.mark.oldest
def test_pages_of_another_schema_stay(warehouse: Warehouse) -> None:
    other = Warehouse(warehouse.path, "other")
    sync(Account(Shop([sale(1)])), other, ["sales_history"])
    prune(warehouse, 0)
    assert any(raw_folder(other.path, "other").rglob("*.zst"))


def test_where_no_pages_were_kept_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert prune(Warehouse(tmp_path / "warehouse.duckdb"), 0) == 0
