"""A DuckDB that has started serves one file after the other, and nothing of a use outlives it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from hotmart.warehouse import engine
from hotmart.warehouse.store import Warehouse

SETTINGS = "SELECT name, value FROM duckdb_settings() WHERE name NOT IN ('temp_directory', 'duckdb_api')"
SET = [
    "SET threads = 1",
    "SET memory_limit = '100MB'",
    "SET TimeZone = 'Asia/Tokyo'",
    "SET schema = 'memory.main'",
]
MADE = ["CREATE TEMP TABLE kept AS SELECT 1", "CREATE TEMP MACRO one() AS 1", "BEGIN TRANSACTION"]


@pytest.fixture(autouse=True)
def nothing_idle() -> Iterator[None]:
    engine.let_go()
    yield
    engine.let_go()


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    return counted(monkeypatch)


def counted(patched: pytest.MonkeyPatch) -> list[Any]:
    found: list[Any] = []
    connect = duckdb.connect

    def connected(*of: Any, **how: Any) -> duckdb.DuckDBPyConnection:
        found.append(of)
        return connect(*of, **how)

    patched.setattr(duckdb, "connect", connected)
    return found


def state(warehouse: Warehouse) -> tuple[Any, ...]:
    with warehouse.opened() as con:
        settings = con.execute(SETTINGS).fetchall()
        databases = con.execute("SELECT database_name, path FROM duckdb_databases()").fetchall()
        tables = con.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
        macros = con.execute("SELECT function_name FROM duckdb_functions() WHERE NOT internal").fetchall()
    return settings, databases, tables, macros


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize("statement", SET + MADE + ["ATTACH ':memory:' AS beside"])
def test_nothing_that_a_use_sets_or_makes_for_itself_is_there_in_the_next(
    tmp_path: Path, statement: str
) -> None:
    one, other = Warehouse(tmp_path / "one.duckdb"), Warehouse(tmp_path / "other.duckdb")
    fresh = state(other)
    engine.let_go()
    with one.opened() as con:
        con.execute(statement)
    assert state(other) == fresh


def test_one_start_serves_many_uses_of_many_files(tmp_path: Path, starts: list[Any]) -> None:
    for number in range(3):
        for name in ("one", "other"):
            with Warehouse(tmp_path / f"{name}.duckdb").transaction() as con:
                con.execute(f"CREATE TABLE numbers_{number} AS SELECT {number} AS n")
    assert len(starts) == 1


def test_a_file_between_two_uses_is_free_for_others(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "warehouse.duckdb")
    with warehouse.transaction() as con:
        con.execute("CREATE TABLE numbers AS SELECT 1 AS n")
    assert not Path(f"{warehouse.path}.wal").exists()
    with duckdb.connect(str(warehouse.path)) as con:
        con.execute("INSERT INTO numbers VALUES (2)")
    assert warehouse.rows("SELECT n FROM numbers ORDER BY 1") == [(1,), (2,)]


def test_after_trouble_a_new_one_is_started(tmp_path: Path, starts: list[Any]) -> None:
    warehouse = Warehouse(tmp_path / "warehouse.duckdb")
    with pytest.raises(duckdb.CatalogException):
        warehouse.rows("SELECT * FROM nothing")
    assert warehouse.rows("SELECT 1") == [(1,)]
    assert len(starts) == 2


@pytest.mark.slow
@pytest.mark.oldest
def test_one_that_has_spilled_to_one_disk_is_not_asked_to_spill_to_another(tmp_path: Path) -> None:
    one, other = Warehouse(tmp_path / "one.duckdb"), Warehouse(tmp_path / "other.duckdb")
    with one.transaction("40MB") as con:
        con.execute("CREATE TEMP TABLE many AS SELECT hash(range)::VARCHAR AS n FROM range(3_000_000)")
        assert Path(f"{one.path}.tmp").exists()
    with other.opened() as con:
        assert con.execute("SELECT current_setting('temp_directory')").fetchall() == [(f"{other.path}.tmp",)]


def starts_of_a_use(path: Path) -> int:
    with pytest.MonkeyPatch.context() as patched:
        found = counted(patched)
        Warehouse(path).rows("SELECT 1")
    return len(found)


def test_a_process_that_is_forked_from_this_one_starts_its_own(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    assert (starts_of_a_use(path), starts_of_a_use(path)) == (1, 0)
    with multiprocessing.get_context("fork").Pool(1) as pool:  # without the threads of the one before
        assert pool.apply_async(starts_of_a_use, [path]).get(timeout=30) == 1
