"""A run that broke off is listed with why, be there a file to note it in or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hotmart.language import speaking
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.ledger.broken import MOST, Broken, folder_of, put_beside, waiting
from hotmart.warehouse.ledger.notes import begin_run, break_off
from hotmart.warehouse.ledger.past_runs import past_runs
from hotmart.warehouse.store import Warehouse

AT = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse.duckdb", patience=0)


def broken(number: int, run: int | None = None) -> Broken:
    began = AT + number * MINUTE
    return Broken("failed", f"no answer, {number}", began, began + MINUTE, 3, "test", ["products"], run)


def begun(warehouse: Warehouse) -> int:
    return begin_run(warehouse, as_of=0, since={}, started_at=datetime.now(UTC), version="test")


def told(warehouse: Warehouse) -> list[tuple[int, str, str | None]]:
    return [(one.run, one.state, one.why) for one in past_runs(warehouse, 10)]


def test_before_there_is_a_file_they_are_told_and_no_file_is_made(warehouse: Warehouse) -> None:
    with pytest.raises(NoWarehouseError):
        past_runs(warehouse, 10)
    for number in (1, 2):
        break_off(warehouse, broken(number))
    assert told(warehouse) == [(2, "failed", "no answer, 2"), (1, "failed", "no answer, 1")]
    assert not warehouse.exists


def test_the_next_run_takes_them_in_once_under_the_same_numbers(warehouse: Warehouse) -> None:
    break_off(warehouse, broken(1))
    before, beside = told(warehouse), waiting(warehouse)
    assert begun(warehouse) == 2
    assert told(warehouse) == [(2, "running", None), *before]
    assert not folder_of(warehouse).parent.exists()
    folder_of(warehouse).mkdir(parents=True)
    for path in beside:  # killed before it was taken away
        path.write_bytes(
            b'{"state":"failed","why":"no answer, 1","started_at":"2026-01-01T00:01:00Z",'
            b'"finished_at":"2026-01-01T00:02:00Z","requests":3,"version":"test"}'
        )
    begun(warehouse)
    assert [run for run, state, _ in told(warehouse) if state == "failed"] == [1]


def test_why_is_told_in_the_language_of_whoever_asks(warehouse: Warehouse) -> None:
    def why() -> str | None:
        return past_runs(warehouse, 1)[0].why

    with speaking("pt"):
        break_off(warehouse, replace(broken(1), why_pt="sem resposta"))
        assert why() == "sem resposta"
    assert why() == "no answer, 1"
    run = begun(warehouse)
    break_off(warehouse, replace(broken(2, run), why_pt="nada"))
    assert why() == "no answer, 2"
    with speaking("pt"):
        assert [one.why for one in past_runs(warehouse, 2)] == ["nada", "sem resposta"]
        break_off(warehouse, broken(3))  # of an older release
        assert why() == "no answer, 3"


def test_one_that_had_begun_is_noted_where_it_stands_also_while_the_file_is_held(
    warehouse: Warehouse,
) -> None:
    run = begun(warehouse)
    with warehouse.kept_open(), warehouse.opened():
        held = Warehouse(warehouse.path, "another")  # whose file is this, and whose ledger is not there
        break_off(held, broken(2))
    assert [one.why for one in waiting(held).values()] == ["no answer, 2"]
    break_off(warehouse, broken(1, run))
    assert told(warehouse) == [(1, "failed", "no answer, 1")]
    assert waiting(warehouse) == {}


def test_what_is_beside_the_file_does_not_grow_for_ever(warehouse: Warehouse) -> None:
    for number in range(MOST + 3):
        break_off(warehouse, broken(number))
    whys = [one.why for one in waiting(warehouse).values()]
    assert (len(whys), whys[-1]) == (MOST, f"no answer, {MOST + 2}")


def test_what_is_nobodys_note_is_passed_over(warehouse: Warehouse) -> None:
    break_off(warehouse, broken(1))
    (folder_of(warehouse) / "0.run").write_bytes(b"torn")
    assert told(warehouse) == [(1, "failed", "no answer, 1")]


def test_those_that_waited_come_before_one_that_is_noted_at_once(warehouse: Warehouse) -> None:
    begun(warehouse)
    put_beside(warehouse, broken(1))
    break_off(warehouse, broken(2))
    assert [(run, why) for run, _, why in told(warehouse)] == [
        (3, "no answer, 2"),
        (2, "no answer, 1"),
        (1, None),
    ]
    assert waiting(warehouse) == {}
