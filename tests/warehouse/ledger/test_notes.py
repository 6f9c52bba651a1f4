"""What the ledger says of a run is said once, and stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hotmart.warehouse.ledger.notes import begin_run, end_run
from hotmart.warehouse.store import Warehouse

AT = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_run_that_has_ended_stays_as_it_ended(tmp_path: Path) -> None:
    """Ctrl-C may come while the last step is done: the first to tell of an end is believed."""
    warehouse = Warehouse(tmp_path / "warehouse.duckdb")
    run = begin_run(warehouse, as_of=0, since={}, started_at=AT, version="test")
    end_run(warehouse, run, state="proved", requests=3, finished_at=AT)
    end_run(warehouse, run, state="interrupted", requests=3, finished_at=AT + timedelta(seconds=1))
    assert warehouse.rows("SELECT state, finished_at FROM _runs") == [("proved", AT)]
