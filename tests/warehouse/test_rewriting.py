"""The file made anew, so that what was deleted is out of its bytes too."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from hotmart.warehouse.engine import ROW_GROUP
from hotmart.warehouse.errors import WarehouseError
from hotmart.warehouse.rewriting import NEW, copy_everything, put_copy
from hotmart.warehouse.store import Warehouse

SECRET = "rita.fontes@example.org"


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    made = Warehouse(tmp_path / "hotmart.duckdb", "client")
    with made.opened() as con:
        con.execute("SET force_compression = 'uncompressed'")  # so that a search of the bytes finds texts
        con.execute(
            "CREATE TABLE people AS SELECT range AS id, 'person-' || range || '@example.org' AS email,"
            " (range / 7)::DECIMAL(18,4) AS price, ['a', NULL] AS tags, {'a': [range]} AS nested,"
            " '{\"a\": 1.50}'::JSON AS _extra, TIMESTAMPTZ '2024-01-31 12:00:00.125+00' AS moment"
            " FROM range(5000)"
        )
        con.execute("CREATE VIEW dear AS SELECT * FROM people WHERE price > 100")
        con.execute("CREATE VIEW main.all_people AS SELECT * FROM client.people")
        con.execute(f"INSERT INTO people (id, email) SELECT 9999, '{SECRET}' FROM range(100)")
    return made


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_what_was_deleted_is_in_no_file_any_more(warehouse: Warehouse) -> None:
    with warehouse.opened() as con:
        con.execute("DELETE FROM people WHERE id = 9999; CHECKPOINT")
    assert SECRET.encode() in bytes_of(warehouse.path.parent)
    put_copy(warehouse, warehouse.path, copy_everything)
    assert SECRET.encode() not in bytes_of(warehouse.path.parent)
    assert [file.name for file in warehouse.path.parent.iterdir()] == ["hotmart.duckdb"]


@pytest.mark.slow
@pytest.mark.oldest
def test_everything_else_is_as_it_was_in_the_same_order(warehouse: Warehouse) -> None:
    asked = ("people", "dear", "main.all_people", "information_schema.columns")
    before = [warehouse.rows(f"FROM {name}") for name in asked]
    put_copy(warehouse, warehouse.path, copy_everything)
    assert [warehouse.rows(f"FROM {name}") for name in asked] == before


def test_a_copy_that_was_killed_leaves_the_old_file_and_is_made_again(warehouse: Warehouse) -> None:
    draft = warehouse.path.with_name("hotmart.duckdb.new")
    draft.write_bytes(b"half of a copy")
    draft.with_name(draft.name + ".wal").write_bytes(b"and its log")
    put_copy(warehouse, warehouse.path, copy_everything)
    assert [file.name for file in warehouse.path.parent.iterdir()] == ["hotmart.duckdb"]
    assert len(warehouse.rows("FROM people")) == 5100


def test_a_copy_that_fails_changes_nothing(warehouse: Warehouse) -> None:
    before = warehouse.rows("FROM people")

    def fail(con: duckdb.DuckDBPyConnection, source: str) -> None:
        con.execute(f"CREATE TABLE {NEW}.half AS SELECT 1")
        raise OSError(28, "No space left on device")

    with pytest.raises(WarehouseError, match=r"full|cheio"):
        put_copy(warehouse, warehouse.path, fail)
    assert warehouse.rows("FROM people") == before
    assert [file.name for file in warehouse.path.parent.iterdir()] == ["hotmart.duckdb"]


def test_the_new_file_has_the_row_groups_of_a_file_that_grew(warehouse: Warehouse) -> None:
    with warehouse.opened() as con:
        con.execute("CREATE TABLE long AS SELECT hash(range) AS n FROM range(150_000)")
    put_copy(warehouse, warehouse.path, copy_everything)
    largest = "SELECT max(rows) FROM (SELECT sum(count) AS rows FROM pragma_storage_info('long')"
    asked = f"{largest} WHERE segment_type <> 'VALIDITY' GROUP BY row_group_id)"
    assert warehouse.rows(asked) == [(ROW_GROUP,)]
