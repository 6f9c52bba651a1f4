"""Who answers questions of others does so exactly, from any thread, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from hotmart.errors import ConfigurationError, HotmartError, InvalidArgumentError
from hotmart.language import speaking
from hotmart.warehouse.asking.apart import messages
from hotmart.warehouse.asking.apart.asker import Asker
from hotmart.warehouse.asking.query import ask
from hotmart.warehouse.asking.refusals import QueryError
from hotmart.warehouse.errors import NotAWarehouseError, NoWarehouseError, WarehouseBusyError
from hotmart.warehouse.store import Warehouse

from .conftest import TIME

pytestmark = pytest.mark.slow
SYSTEM = Path("/proc/self/limits")
on_linux = pytest.mark.skipif(not SYSTEM.exists(), reason="looks at the processes of Linux")


def its_number(asker: Asker) -> int:
    """The number of the process that answers next."""
    with asker._pool.process(TIME) as process:
        process.wait_until_ready()
        return process.pid


@pytest.mark.oldest
def test_an_answer_is_what_the_owner_gets_from_the_same_question(file: Path, owners: Asker) -> None:
    query = (
        "SELECT code, price, TIMESTAMPTZ '2026-01-01 00:00:00+00' AS moment, DATE '2026-01-01' AS day,"
        " [price] AS list, {'a': price} AS struct, sum(1) OVER () AS n, code FROM sales ORDER BY code"
    )
    apart, at_home = owners.ask(query), ask(query, Warehouse(file))
    assert apart.rows == at_home.rows
    assert [list(map(type, row)) for row in apart] == [list(map(type, row)) for row in at_home]
    assert (apart.columns, apart.types, apart.as_of) == (at_home.columns, at_home.types, at_home.as_of)
    assert (apart.more, apart.time_zone) == (False, at_home.time_zone)
    assert isinstance(apart.rows[0][1], Decimal)
    assert apart.rows[0][2].isoformat() == "2025-12-31T21:00:00-03:00"


def test_days_are_those_of_the_zone_it_is_asked_in(owners: Asker) -> None:
    query = "SELECT date_trunc('day', TIMESTAMPTZ '2026-01-01 01:00:00+00')::DATE"
    assert owners.ask(query).rows == [(date(2025, 12, 31),)]
    told = owners.ask(query, time_zone="Europe/Lisbon")
    assert (told.rows, told.time_zone) == ([(date(2026, 1, 1),)], "Europe/Lisbon")
    with pytest.raises(ConfigurationError, match="no time zone"):
        owners.ask(query, time_zone="Mars/Olympus")


def test_a_mistake_is_told_in_both_languages_with_what_was_meant(others: Asker) -> None:
    with pytest.raises(QueryError) as refused:
        others.ask("FROM sould")
    assert (
        refused.value.text.en == 'Catalog Error: Table with name "sould" does not exist! Did you mean "sold"?'
    )
    with speaking("pt"):
        assert str(refused.value) == 'Não existe a tabela "sould". Você quis dizer "sold"? Existem: sold.'
    with pytest.raises(QueryError, match='"prise" not found in FROM clause! Candidate bindings: "price"'):
        others.ask("SELECT prise FROM sold")


def test_bounds_may_be_made_less_for_a_question_and_not_more(file: Path) -> None:
    with Asker(file, limit=5, timeout=TIME) as asker:
        assert [len(asker.ask("FROM range(9)", limit=limit)) for limit in (0, 3, 5, 9)] == [0, 3, 5, 5]
        assert [asker.ask("FROM range(5)", limit=limit).more for limit in (4, 5)] == [True, False]
        for bad in ({"limit": -1}, {"timeout": 0}):
            with pytest.raises(InvalidArgumentError):
                asker.ask("SELECT 1", **bad)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "bounds", [{"limit": -1}, {"timeout": 0}, {"size": 0}, {"memory": 1}, {"processes": 0}]
)
def test_bounds_that_are_none_are_refused(file: Path, bounds: dict[str, int]) -> None:
    with pytest.raises(InvalidArgumentError):
        Asker(file, **bounds)  # type: ignore[arg-type]


def test_what_is_no_warehouse_is_said_without_its_place(tmp_path: Path) -> None:
    (tmp_path / "text.duckdb").write_text("no file of DuckDB's" * 1000, encoding="utf-8")
    for name, kind in (("text.duckdb", NotAWarehouseError), ("none.duckdb", NoWarehouseError)):
        with Asker(tmp_path / name) as asker, pytest.raises(kind, match=name) as refused:
            asker.ask("SELECT 1")
        assert str(tmp_path) not in str(refused.value)


def test_a_file_that_somebody_writes_is_waited_for_no_longer_than_it_may_take(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with duckdb.connect(str(path)), Asker(path, timeout=5.0) as asker:
        asker.warm()
        with pytest.raises((WarehouseBusyError, QueryError)) as refused:
            asker.ask("SELECT 1", timeout=0.3)
        assert str(tmp_path) not in str(refused.value)


def test_the_file_that_took_its_place_is_read_by_the_next_question(tmp_path: Path) -> None:
    path = tmp_path / "copy.duckdb"
    with Asker(path) as asker:
        for number in (1, 2):
            with duckdb.connect(str(tmp_path / "draft.duckdb")) as con:
                con.execute(f"CREATE TABLE told AS SELECT {number} AS number")
            (tmp_path / "draft.duckdb").replace(path)
            assert asker.ask("FROM told").rows == [(number,)]


def test_nothing_of_a_question_is_left_for_the_next(owners: Asker) -> None:
    assert owners.ask("SELECT setseed(0.5), random()").rows
    first, second = (owners.ask("SELECT random()").rows for _ in range(2))
    assert first != second


def test_many_threads_ask_at_once_and_each_gets_its_own_answer(file: Path) -> None:
    with Asker(file, processes=2, timeout=TIME) as asker, ThreadPoolExecutor(8) as threads:
        found = threads.map(lambda number: asker.ask(f"SELECT {number}").rows, range(24))
        assert list(found) == [[(number,)] for number in range(24)]
        assert len(asker._pool._running) <= 2


def test_who_waits_for_others_waits_no_longer_than_its_own_time(file: Path) -> None:
    late = pytest.raises(QueryError, match=r"took more than 0\.05 s")
    with Asker(file, timeout=TIME) as asker, asker._pool.process(1.0), late:
        asker.ask("SELECT 1", timeout=0.05)


def test_a_process_that_is_gone_is_replaced(file: Path) -> None:
    with Asker(file, timeout=TIME) as asker:
        number = its_number(asker)
        assert its_number(asker) == number
        with asker._pool.process(TIME) as process:
            process.end()
        assert asker.ask("SELECT 1").rows == [(1,)]
        assert its_number(asker) != number


def test_a_process_that_ends_in_the_middle_is_told_and_replaced(file: Path) -> None:
    with Asker(file, timeout=TIME) as asker, ThreadPoolExecutor(1) as thread:
        its_number(asker)
        (process,) = asker._pool._running
        asked = thread.submit(asker.ask, "SELECT count(*) FROM range(10000000) a, range(10000000) b")
        while asker._pool._places.qsize():  # until it has been taken
            pass
        process._process.kill()
        with pytest.raises(QueryError, match="memory that it may have"):
            asked.result()
        assert asker.ask("SELECT 1").rows == [(1,)]


def test_whoever_is_interrupted_gets_no_answer_to_a_question_before(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(message: bytes) -> messages.Said:
        raise KeyboardInterrupt

    with Asker(file, timeout=TIME) as asker:
        number = its_number(asker)
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(messages, "said", interrupted)
            asker.ask("SELECT 1")
        assert asker.ask("SELECT 2").rows == [(2,)]
        assert its_number(asker) != number


def test_after_it_is_closed_nothing_runs_and_nothing_is_answered(file: Path) -> None:
    asker = Asker(file, timeout=TIME)
    asker.warm()
    (process,) = asker._pool._running
    asker.close()
    asker.close()
    assert not process.is_alive()
    with pytest.raises(HotmartError, match="was closed"):
        asker.ask("SELECT 1")
    assert not asker._pool._running


@on_linux
def test_it_has_nothing_of_the_environment_and_little_of_the_system(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_CLIENT_SECRET", "canary-0002")
    with Asker(file, timeout=TIME) as asker:
        place = Path(f"/proc/{its_number(asker)}")
        assert b"HOTMART" not in (place / "environ").read_bytes()
        limits = {
            line[:26].strip(): line[26:].split()[:2]
            for line in (place / "limits").read_text().splitlines()[1:]
        }
    assert limits["Max file size"] == limits["Max core file size"] == ["0", "0"]
    assert limits["Max open files"] == ["64", "64"]
    assert limits["Max address space"][1] != "unlimited"


@on_linux
def test_it_ends_with_whoever_started_it(file: Path) -> None:
    script = (
        "import os, sys; from hotmart.warehouse.asking.apart.asker import Asker;"
        "asker = Asker(sys.argv[1]); asker.ask('SELECT 1'); (one,) = asker._pool._running;"
        "print(one.pid, 'duckdb' in sys.modules, flush=True); os._exit(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)], capture_output=True, text=True, check=True, env=os.environ
    )
    number, knows_duckdb = done.stdout.split()
    assert knows_duckdb == "False"
    place = Path(f"/proc/{number}/stat")
    for _ in range(10**6):
        if not place.exists() or place.read_text().rpartition(")")[2].split()[0] == "Z":
            break
    else:
        pytest.fail("it goes on")
