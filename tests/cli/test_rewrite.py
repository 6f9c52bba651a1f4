from __future__ import annotations

import subprocess
from pathlib import Path

import duckdb
import pytest

from hotmart.warehouse.publish import publish
from hotmart.warehouse.store import Warehouse

from .conftest import Command

OLDER = Path(__file__).parents[2] / ".venv" / "oldest" / "bin" / "python"
ASK = """
import sys
from hotmart.warehouse.store import Warehouse
print([Warehouse(path).rows("SELECT sum(n) FROM numbers") for path in sys.argv[1:]])
"""


@pytest.fixture
def native(run: Command) -> Warehouse:
    """A warehouse in the format that this DuckDB makes by itself."""
    with duckdb.connect("hotmart.duckdb") as con:
        con.execute("CREATE TABLE numbers AS SELECT range AS n, hash(range) AS much FROM range(200_000)")
        con.execute("DELETE FROM numbers WHERE n > 2")
    return Warehouse("hotmart.duckdb")


def test_the_file_is_made_anew_without_the_room_of_what_was_deleted(run: Command, native: Warehouse) -> None:
    outcome = run("rewrite", "--json")
    ((told),) = outcome.json["data"]
    assert Path(told["warehouse"]) == native.path.absolute()
    assert told["bytes_after"] == native.path.stat().st_size < told["bytes_before"]
    assert native.rows("SELECT sum(n) FROM numbers") == [(3,)]


def test_people_are_told_which_files_were_made(run: Command, native: Warehouse) -> None:
    publish(native, Path("masked.duckdb"), lambda _: {})
    outcome = run("rewrite")
    assert [line.split(": ")[0].split("/")[-1] for line in outcome.stdout.splitlines()] == [
        "hotmart.duckdb",
        "masked.duckdb",
    ]


def test_without_a_warehouse_it_says_how_to_make_one_and_makes_none(run: Command) -> None:
    outcome = run("rewrite")
    assert (outcome.exit_code, "hotmart sync" in outcome.stderr) == (1, True)
    assert not Path("hotmart.duckdb").exists()


@pytest.mark.slow
@pytest.mark.skipif(not OLDER.exists(), reason="no older DuckDB is set up: make oldest")
def test_an_older_duckdb_says_what_to_do_and_opens_the_file_and_its_copy_once_it_is_done(
    run: Command, native: Warehouse
) -> None:
    publish(native, Path("masked.duckdb"), lambda _: {})
    asked = [str(OLDER), "-c", ASK, "hotmart.duckdb", "masked.duckdb"]
    before = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert "hotmart rewrite" in before.stderr
    assert run("rewrite").exit_code == 0
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "[[(3,)], [(3,)]]\n"
