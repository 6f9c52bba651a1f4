"""The ledger tells what was read, and no more of it than is of use."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hotmart.warehouse.ledger.notes import WHOLE, Reading, begin_run, note_readings
from hotmart.warehouse.ledger.queries import Remembered, remember
from hotmart.warehouse.store import Warehouse

DAY = 86_400_000


def at(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def reading(start: int, end: int, scope: str = WHOLE, *, proved: bool = True) -> Reading:
    return Reading("sales", scope, start, end, items=0, total_results=0, proved=proved)


def ledger(folder: Path) -> Warehouse:
    warehouse = Warehouse(folder / "warehouse.duckdb")
    run = begin_run(warehouse, as_of=3 * DAY, since={"sales": 0}, started_at=at(0), version="test")
    with warehouse.transaction() as con:
        note_readings(con, run, at(2 * DAY), [reading(0, DAY), reading(DAY, 2 * DAY, "REFUNDED")])
        note_readings(con, run, at(3 * DAY), [reading(DAY, 3 * DAY), reading(3 * DAY, 9 * DAY, proved=False)])
    return warehouse


def test_only_what_was_read_whole_proved_and_lately_enough_spares_another_reading(tmp_path: Path) -> None:
    warehouse = ledger(tmp_path)
    later = (DAY, 3 * DAY, 3 * DAY)
    assert remember(warehouse, lately=2 * DAY).readings == {"sales": [(0, DAY, 2 * DAY), later]}
    assert remember(warehouse, lately=DAY).readings == {"sales": [later]}
    assert remember(warehouse).readings == {}


def test_a_stream_was_read_up_to_the_end_of_its_last_whole_reading(tmp_path: Path) -> None:
    assert remember(ledger(tmp_path)).watermarks == {"sales": 3 * DAY}


def test_before_the_first_run_nothing_is_remembered_and_no_file_is_made(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "warehouse.duckdb")
    assert remember(warehouse) == Remembered()
    assert not warehouse.exists


def test_the_ledger_of_an_older_release_is_remembered_for_what_it_tells(tmp_path: Path) -> None:
    warehouse = ledger(tmp_path)
    with warehouse.transaction() as con:
        con.execute("ALTER TABLE _streams DROP COLUMN form; DROP TABLE _gaps; DROP TABLE _verdicts")
    found = remember(warehouse)
    assert found.streams == {"sales"}
    assert found.forms == {"sales": ""}
    assert found.missed == ()


def test_where_a_history_begins_is_the_earliest_that_was_ever_told(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "warehouse.duckdb")
    for since, table in ((5 * DAY, "sales"), (2 * DAY, "sales"), (7 * DAY, None)):
        tables = {"sales": table} if table else {}
        begin_run(warehouse, as_of=0, since={"sales": since}, started_at=at(0), version="test", tables=tables)
    assert warehouse.rows("SELECT stream, epoch_ms(since), table_name FROM _streams") == [
        ("sales", 2 * DAY, "sales")
    ]
