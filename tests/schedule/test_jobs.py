"""Jobs go on by themselves, tell how far they are, and are told as killed when they were."""

from __future__ import annotations

import csv
import io
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import hotmart
from hotmart.accounts.progress import Event, Progress
from hotmart.config.schedules import What
from hotmart.errors import InvalidArgumentError
from hotmart.schedule import jobs, log
from hotmart.schedule.errors import NoJobError, NotStartedError
from hotmart.schedule.jobs import Job, job, start
from hotmart.schedule.place import lock_of, log_of
from hotmart.schedule.running_due import ended
from hotmart.schedule.telling import Telling, last_line
from hotmart.testing import SimulatedHotmart

KEYS = {
    *("at", "event", "connection", "stream", "rows", "written", "streams_done", "streams", "calls"),
    *("planned_calls", "seconds_left", "gaps", "text"),
}


@pytest.mark.slow
def test_a_sync_is_done_in_a_process_of_its_own_and_told_line_by_line(at_home: SimulatedHotmart) -> None:
    begun = start("sync", by="console")
    assert (begun.what, begun.by, begun.running, begun.outcome) == ("sync", "console", True, None)
    found = ended(begun)
    assert (found.outcome, found.exit_code, found.running) == ("done", 0, False)
    *lines, last = found.lines()
    assert {line["event"] for line in lines} >= {"planned", "finished"}
    assert all(line.keys() == KEYS for line in lines)
    assert last["event"] == "ended"
    assert last["report"]["main"]["verdict"] == "proved"
    assert found.lines(after=len(lines)) == [last]
    assert hotmart.open().ask("SELECT count(*) FROM sales_history").rows[0][0] > 0
    secret = at_home.simulator.credentials.client_secret
    written = log_of(found.id).read_text(encoding="utf-8")
    assert secret not in written
    assert "@" not in written
    assert stat.S_IMODE(log_of(found.id).stat().st_mode) == 0o600
    assert not lock_of(found.id).exists()
    for what in ("verify", "metrics"):
        assert _done(what).outcome == "done"


@pytest.mark.slow
def test_a_flow_writes_its_rows_where_it_says_and_tells_how_many(at_home: SimulatedHotmart) -> None:
    Path("hotmart.toml").write_text(
        '[flows.sales]\naction = "sales.history"\ncsv = "out/sales.csv"\n'
        '[flows.sales.parameters]\nperiod = "2015..2030"\ntransaction_status = "ALL"\n'
        '[schedules.sales]\nwhen = "every hour"\nwhat = "flow"\nflow = "sales"\n',
        encoding="utf-8",
    )
    found = ended(start("flow", schedule="sales"))
    assert (found.outcome, found.exit_code) == ("done", 0)
    (last,) = found.lines()
    written = Path("out/sales.csv")
    rows = [*csv.DictReader(io.StringIO(written.read_text(encoding="utf-8")))]
    assert last["report"]["main"]["rows"] == len(rows) > 0
    assert all(row["purchase.transaction"] for row in rows)
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert "@" not in log_of(found.id).read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_flow_of_no_schedule_is_said_to_be_none(at_home: SimulatedHotmart) -> None:
    (last,) = _done("flow").lines()
    assert "no flow" in last["problem"]["text"]["en"]


def _done(what: What) -> Job:
    return ended(start(what))


@pytest.mark.slow
def test_what_goes_wrong_is_how_it_ended(at_home: SimulatedHotmart) -> None:
    found = _done("metrics")
    assert (found.outcome, found.exit_code) == ("failed", 1)
    (last,) = found.lines()
    assert last["report"]["main"]["problem"]["code"] == "no_warehouse"
    assert last["problem"]["text"]["pt"] != last["problem"]["text"]["en"]


@pytest.mark.slow
def test_one_whose_process_was_killed_is_told_as_killed(at_home: SimulatedHotmart) -> None:
    begun = start("sync")
    (process,) = jobs._started
    assert job(begun.id).running
    process.kill()
    process.wait(20)
    found = job(begun.id)
    assert (found.outcome, found.exit_code, found.running) == ("killed", None, False)
    assert found.ended is not None
    assert found.lines()[-1]["outcome"] == "killed"
    assert jobs.jobs() == [found]


@pytest.mark.slow
def test_one_that_had_only_to_note_its_end_is_not_told_as_killed(at_home: SimulatedHotmart) -> None:
    begun = start("sync")
    (process,) = jobs._started
    process.kill()
    process.wait(20)
    log.add(begun.id, last_line("incomplete", 8))
    assert (job(begun.id).outcome, job(begun.id).exit_code) == ("incomplete", 8)


def test_where_there_is_no_process_it_has_failed(
    at_home: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(NotStartedError):
        start("sync")
    (found,) = jobs.jobs()
    assert (found.outcome, found.exit_code) == ("failed", 1)


def test_what_cannot_be_is_refused_before_anything_is_noted(at_home: SimulatedHotmart) -> None:
    with pytest.raises(InvalidArgumentError):
        start("sync", connections=["nobody"])
    with pytest.raises(NoJobError):
        job("nothing")
    assert jobs.jobs() == []


def test_a_line_that_is_half_written_is_not_there_yet(at_home: SimulatedHotmart) -> None:
    log.add("one", {"event": "planned"})
    with log_of("one").open("ab") as file:
        file.write(b'{"event": "re')
    assert [line["event"] for line in log.lines("one")] == ["planned"]
    log.add("one", {"event": "ended"})  # of the one that found it killed
    assert [line.get("event") for line in log.lines("one")] == ["planned", None]


def test_many_lines_about_rows_become_few(at_home: SimulatedHotmart) -> None:
    moments = iter((0.0, 0.1, 0.2, 0.9, 1.0))
    told = Telling("one", lambda: next(moments))
    for event in ("read", "read", "finished", "read", "read"):
        told(_progress(event))
    assert [line["event"] for line in log.lines("one")] == ["read", "finished", "read"]


def _progress(event: Event) -> Progress:
    return Progress(None, event, "products", {"products": 3}, {}, 0, 1, 2, 4, None, 0)


@pytest.mark.slow
def test_it_outlives_whoever_started_it(at_home: SimulatedHotmart) -> None:
    program = "from hotmart.schedule.jobs import start; print(start('sync').id)"
    starter = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    begun = job(starter.stdout.strip())
    assert begun.running
    assert ended(begun).outcome == "done"
