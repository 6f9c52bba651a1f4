"""A file made with one DuckDB is read and written by the other that we support, whichever made it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from hotmart.warehouse.errors import explained
from hotmart.warehouse.publish import publish
from hotmart.warehouse.rewriting import copy_everything, put_copy
from hotmart.warehouse.store import Warehouse
from hotmart.warehouse.swapping import attach_before, copy_before, swapped

from .formats import NEWEST_OF_1_5, format_of

VENV = Path(__file__).parents[2] / ".venv"
TAKEN = ("memory", "system", "temp", "main")  # names that DuckDB keeps for itself
FILL = "CREATE TABLE numbers AS SELECT range AS n, (range / 4)::DECIMAL(18,4) AS price FROM range(3)"
USE = """
import json, sys
import duckdb
for path in sys.argv[1:]:
    with duckdb.connect(path) as con:
        con.execute("INSERT INTO numbers VALUES (9, 0.25)")
        print(json.dumps([duckdb.__version__, path, con.execute("SELECT sum(n) FROM numbers").fetchall()]))
"""


def native(path: Path) -> Warehouse:
    """A file in the format that this DuckDB makes by itself."""
    with duckdb.connect(str(path)) as con:
        con.execute(FILL)
    return Warehouse(path)


def first_used(path: Path) -> Path:
    with Warehouse(path).transaction() as con:
        con.execute(FILL)
    return path


def kept_open(path: Path) -> Path:
    warehouse = Warehouse(path)
    with warehouse.kept_open(), warehouse.opened() as con:
        con.execute(FILL)
    return path


def rewritten(path: Path) -> Path:
    put_copy(native(path), path, copy_everything)
    return path


def replaced(path: Path) -> Path:
    old = native(path)
    with swapped(old) as new, new.opened() as con:
        attach_before(con, old)
        copy_before(con)
    return path


def published(path: Path) -> Path:
    publish(native(path.with_name("source.duckdb")), path, lambda _: {})
    return path


def named(name: str) -> Callable[[Path], Path]:
    return lambda path: first_used(path.with_name(f"{name}.duckdb"))


def rewritten_where_named(name: str) -> Callable[[Path], Path]:
    return lambda path: rewritten(path.with_name(f"{name}.duckdb"))


WAYS: dict[str, Callable[[Path], Path]] = {
    "first used": first_used,
    "kept open": kept_open,
    "rewritten": rewritten,
    "replaced": replaced,
    "published": published,
    **{f"named {name}": named(name) for name in TAKEN},
    **{f"rewritten where named {name}": rewritten_where_named(name) for name in TAKEN},
}


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize("way", WAYS)
def test_a_file_is_made_in_a_format_that_duckdb_1_5_knows(tmp_path: Path, way: str) -> None:
    assert format_of(WAYS[way](tmp_path / "hotmart.duckdb")) <= NEWEST_OF_1_5


def other_python() -> Path:
    """The Python of the environment that has the other DuckDB."""
    beside = VENV if Path(sys.prefix) == VENV / "oldest" else VENV / "oldest"
    return beside / "bin" / "python"


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.skipif(not other_python().exists(), reason="no other DuckDB is set up: make oldest")
def test_the_other_duckdb_reads_and_writes_what_was_made_and_this_one_reads_it_again(tmp_path: Path) -> None:
    made = list[Path]()
    for way, make in WAYS.items():
        (tmp_path / way).mkdir()
        made.append(make(tmp_path / way / "hotmart.duckdb"))
    command = [str(other_python()), "-c", USE, *map(str, made)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    told = [json.loads(line) for line in said]
    assert {version for version, *_ in told} != {duckdb.__version__}
    assert [rest for _, *rest in told] == [[str(path), [[12]]] for path in made]
    assert [Warehouse(path).rows("SELECT sum(n), sum(price) FROM numbers") for path in made] == [
        [(12, 1)] for _ in made
    ]
    assert {format_of(path) for path in made} == {NEWEST_OF_1_5}


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize("name", ["hotmart", *TAKEN])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_there_keeps_its_format_and_is_used_all_the_same(
    tmp_path: Path, name: str, read_only: bool
) -> None:
    warehouse = native(tmp_path / f"{name}.duckdb")
    before = format_of(warehouse.path)
    with warehouse.opened(read_only=read_only) as con:
        assert con.execute("SELECT sum(n) FROM numbers").fetchall() == [(3,)]
        if not read_only:
            con.execute("INSERT INTO numbers VALUES (4, 1); CHECKPOINT")
    assert format_of(warehouse.path) == before


def test_a_file_of_a_duckdb_that_is_newer_than_this_one_is_told_with_the_way_out() -> None:
    said = "Trying to read a database file with version number 999, but we can only read versions up to 68."
    told = explained(duckdb.IOException(said), "hotmart.duckdb")
    assert f"newer DuckDB; the one here, {duckdb.__version__}, cannot" in str(told)
    assert "hotmart rewrite" in str(told.advice)
