"""The runs of the past come with what became of their streams."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from hotmart.warehouse.ledger.notes import Missed, Standing, begin_run, end_run, note_outcome
from hotmart.warehouse.ledger.past_runs import PastRun, Successes, past_runs, successes
from hotmart.warehouse.store import Warehouse

AT = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
MISSED = Missed("products", None, None, ("7",), "it answers 500")


def standing(stream: str, verdict: str, items: int) -> Standing:
    return Standing(stream, verdict, items, new=items, changed=0, gone=0, figures=1, unmet=0, gaps=0)


FIRST = [standing("sales_history", "proved", 3), standing("products", "incomplete", 1)]
SECOND = [standing("products", "read_whole", 2)]


def ledger(folder: Path) -> Warehouse:
    """Three runs: one that missed something, one that read everything, and one that has not ended."""
    warehouse = Warehouse(folder / "warehouse.duckdb")
    for day, (state, missed, standings) in enumerate(
        [("incomplete", [MISSED], FIRST), ("read_whole", [], SECOND), ("", [], FIRST)]
    ):
        at = AT + day * DAY
        run = begin_run(
            warehouse,
            as_of=round(at.timestamp() * 1000),
            since={one.stream: None for one in standings},
            started_at=at,
            version="test",
        )
        note_outcome(warehouse, run, at, checks=[], missed=missed, standings=standings)
        if state:
            end_run(warehouse, run, state=state, requests=3, finished_at=at + timedelta(minutes=1))
    return warehouse


def came_out(runs: list[PastRun]) -> list[tuple[int, list[Standing], list[Missed]]]:
    return [(one.run, one.standings, one.missed) for one in runs]


def test_each_run_tells_how_its_streams_came_out_and_what_it_missed(tmp_path: Path) -> None:
    told = [(3, FIRST, []), (2, SECOND, []), (1, FIRST, [MISSED])]
    warehouse = ledger(tmp_path)
    assert came_out(past_runs(warehouse, 10)) == told
    assert came_out(past_runs(warehouse, 2)) == told[:2]


def test_a_run_that_has_not_ended_proves_nothing(tmp_path: Path) -> None:
    proved = {"products": AT + DAY, "sales_history": AT}
    assert successes(ledger(tmp_path), ["products"]) == Successes(2, AT + DAY, "read_whole", proved)


def test_a_run_proves_nothing_of_streams_that_it_did_not_read(tmp_path: Path) -> None:
    told = successes(ledger(tmp_path), ["products", "sales_history"])
    assert (told.run, told.as_of, told.verdict) == (None, None, None)
    assert told.streams == {"products": AT + DAY, "sales_history": AT}


def test_they_can_be_asked_for_while_somebody_else_reads_the_warehouse(tmp_path: Path) -> None:
    warehouse = ledger(tmp_path)
    with duckdb.connect(warehouse.path, read_only=True):
        assert len(past_runs(warehouse, 10)) == 3
        assert successes(warehouse, ["products"]).run == 2
