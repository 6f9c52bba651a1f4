"""The file is opened for as short as possible, and as small in memory as can be."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import duckdb
import pytest

from hotmart.warehouse.asking.query import ask
from hotmart.warehouse.engine import ROW_GROUP
from hotmart.warehouse.errors import NotAWarehouseError, NoWarehouseError, WarehouseBusyError
from hotmart.warehouse.sql import held_tables
from hotmart.warehouse.store import Warehouse

NUMBERS = f"CREATE TABLE numbers AS SELECT range AS n FROM range({3 * ROW_GROUP})"


def groups(warehouse: Warehouse) -> int:
    sql = "SELECT count(DISTINCT row_group_id) FROM pragma_storage_info('numbers')"
    with warehouse.opened(read_only=True) as con:
        ((count,),) = con.execute(sql).fetchall()
    return int(count)


def test_rows_are_written_in_groups_that_are_small_enough_to_hold(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "warehouse.duckdb")
    with warehouse.transaction() as con:
        con.execute(NUMBERS)
    assert groups(warehouse) == 3


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "warehouse.duckdb")
    with pytest.raises(ZeroDivisionError), warehouse.transaction() as con:
        con.execute(NUMBERS)
        raise ZeroDivisionError
    assert warehouse.rows("SELECT * FROM duckdb_tables()") == []


@pytest.mark.parametrize("name", ["memory", "system", "temp", "main", "shop"])
def test_a_file_may_have_the_name_of_a_database_that_is_always_there_or_of_its_schema(
    tmp_path: Path, name: str
) -> None:
    warehouse = Warehouse(tmp_path / f"{name}.duckdb", "shop")
    for value in (1, 2):
        with warehouse.transaction() as con:
            con.execute("CREATE TABLE IF NOT EXISTS numbers (n INTEGER)")
            con.execute("INSERT INTO numbers VALUES (?)", [value])
            con.execute("CREATE OR REPLACE VIEW all_numbers AS SELECT n FROM numbers")
    for alone in (False, True):
        with warehouse.opened(read_only=True, alone=alone) as con:
            assert con.execute("SELECT n FROM numbers ORDER BY n").fetchall() == [(1,), (2,)]
    assert ask("SELECT n FROM all_numbers ORDER BY n", warehouse).rows == [(1,), (2,)]
    with duckdb.connect(str(warehouse.path)) as con:
        con.execute("SET schema = 'shop'")
        assert con.execute("SELECT n FROM all_numbers ORDER BY n").fetchall() == [(1,), (2,)]


def test_a_notebook_of_this_process_that_has_the_file_open_is_no_hindrance(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(warehouse.path)) as notebook:
        with warehouse.transaction() as con:
            con.execute("CREATE TABLE numbers AS SELECT 1 AS n")
        assert notebook.execute("SELECT n FROM numbers").fetchall() == [(1,)]


def test_a_file_that_is_kept_open_is_used_as_ever_and_let_go_of_in_the_end(tmp_path: Path) -> None:
    warehouse, other = (Warehouse(tmp_path / "warehouse.duckdb", schema) for schema in ("shop", "school"))
    with warehouse.kept_open(), other.kept_open():
        for one in (warehouse, other):
            with one.transaction() as con:
                con.execute(f"CREATE TABLE numbers AS SELECT '{one.schema}' AS n")
        assert warehouse.rows("SELECT n FROM numbers") == [("shop",)]
        with other.opened(read_only=True) as con:
            assert con.execute("SELECT n FROM numbers").fetchall() == [("school",)]
    with duckdb.connect(str(warehouse.path), read_only=True) as con:
        assert con.execute("SELECT n FROM shop.numbers").fetchall() == [("shop",)]


@pytest.mark.parametrize("kept", [False, True])
def test_whoever_only_looks_sees_a_schema_that_is_not_there_as_empty_and_makes_none(
    tmp_path: Path, *, kept: bool
) -> None:
    warehouse = Warehouse(tmp_path / "warehouse.duckdb")
    with warehouse.opened() as con:
        con.execute("CREATE TABLE numbers AS SELECT 7 AS n")
    before = warehouse.path.read_bytes()
    absent = Warehouse(warehouse.path, "shop").looking()
    with absent.kept_open() if kept else nullcontext():
        for _ in range(2):
            with absent.opened() as con:
                assert held_tables(con) == set()
            assert warehouse.looking().rows("FROM numbers") == [(7,)]
    assert warehouse.path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["warehouse.duckdb"]


def test_a_block_that_does_not_use_the_file_does_not_open_it(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "warehouse.duckdb")
    with warehouse.kept_open(), pytest.raises(NoWarehouseError), warehouse.opened(read_only=True):
        pass
    assert not warehouse.exists


@pytest.mark.slow
@pytest.mark.oldest
def test_threads_that_keep_it_open_and_use_it_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    def work(name: str) -> None:
        warehouse = Warehouse(tmp_path / "warehouse.duckdb", name)
        for number in range(10):
            with warehouse.kept_open(), warehouse.transaction() as con:
                con.execute("CREATE TABLE IF NOT EXISTS numbers (n INTEGER)")
                con.execute("INSERT INTO numbers VALUES (?)", [number])
            assert len(warehouse.rows("SELECT n FROM numbers")) == number + 1

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, ["shop", "school", "club", "stage"]))


@pytest.mark.slow
@pytest.mark.oldest
def test_another_process_that_has_the_file_open_is_waited_for_and_then_told(tmp_path: Path) -> None:
    path, slept = tmp_path / "warehouse.duckdb", list[float]()
    holder = subprocess.Popen(
        [sys.executable, "-c", "import duckdb, sys; c = duckdb.connect(sys.argv[1]); input(print(1))", path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout
    holder.stdout.readline()
    warehouse = Warehouse(path, patience=3, clock=lambda: float(len(slept)), sleep=slept.append)
    with pytest.raises(WarehouseBusyError), warehouse.opened():
        pass
    assert len(slept) == 3
    holder.communicate()
    assert warehouse.rows("SELECT 1") == [(1,)]


def test_what_does_not_fit_into_memory_is_put_beside_the_file(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "warehouse.duckdb")
    (where,) = warehouse.rows("SELECT current_setting('temp_directory')")
    assert where == (f"{warehouse.path}.tmp",)


def test_what_is_no_warehouse_is_said_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database " * 1_000)
    with pytest.raises(NotAWarehouseError), Warehouse(path).opened():
        pass
    assert path.read_text() == "not a database " * 1_000
    with pytest.raises(NoWarehouseError), Warehouse(tmp_path / "none").opened(read_only=True):
        pass
