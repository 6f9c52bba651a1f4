from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hotmart.simulator import Simulator
from hotmart.streams.windows import DAY
from hotmart.warehouse.ledger import notes
from hotmart.warehouse.ledger.notes import Missed, Standing
from hotmart.warehouse.store import Warehouse

from .conftest import Command

READING = """
import duckdb
con = duckdb.connect("hotmart.duckdb", read_only=True)
print("open", flush=True)
input()
"""
START = datetime(2025, 3, 1, 12, tzinfo=UTC)
GOOD = Standing("sales_history", "proved", 900, 10, 5, 1, 40, 0, 0)
BAD = Standing("sales_history", "incomplete", 900, 10, 5, 1, 40, 2, 1)
LOST = Missed("sales_history", 0, 30 * DAY, (), "HTTP 500")
ORPHAN = Missed("club_lessons", None, None, ("my-course", "u1"), "HTTP 404")


def remember(number: int, state: str | None, *standings: Standing, missed: tuple[Missed, ...] = ()) -> None:
    """Note a run that began so many days after the first; one without a state never ended."""
    warehouse, at = Warehouse(Path("hotmart.duckdb")), START + timedelta(days=number)
    names: dict[str, int | None] = {one.stream: 0 for one in standings}
    run = notes.begin_run(
        warehouse, as_of=int(at.timestamp() * 1000), since=names, started_at=at, version="1"
    )
    notes.note_outcome(warehouse, run, at, checks=[], missed=missed, standings=standings)
    if state:
        ended = at + timedelta(seconds=90)
        notes.end_run(warehouse, run, state=state, requests=120, finished_at=ended)


@pytest.fixture
def remembered(run: Command) -> Command:
    Path("hotmart.toml").write_text('[sync]\nstreams = ["sales_history"]\n')
    remember(1, "proved", GOOD)
    remember(2, "failed")
    remember(3, "incomplete", BAD, missed=(LOST, ORPHAN))
    remember(4, None, GOOD)
    return run


@pytest.mark.slow
def test_runs_are_told_the_last_first_and_no_more_than_wanted(remembered: Command) -> None:
    told = remembered("runs", "--json").json
    assert [one["state"] for one in told["data"]] == ["running", "incomplete", "failed", "proved"]
    assert [one["run"] for one in remembered("runs", "--json", "-n", 2).json["data"]] == [4, 3]


@pytest.mark.slow
def test_a_run_is_told_with_its_cost_its_streams_and_what_it_left_unread(remembered: Command) -> None:
    unended, incomplete, *_ = remembered("runs", "--json").json["data"]
    assert (unended["seconds"], unended["finished_at"]) == (None, None)
    assert (incomplete["seconds"], incomplete["requests"]) == (90, 120)
    assert incomplete["streams"] == [BAD._asdict()]
    assert [one["why"] for one in incomplete["gaps"]] == ["HTTP 500", "HTTP 404"]
    assert incomplete["gaps"][1]["owner"] == ["my-course", "u1"]


@pytest.mark.slow
def test_only_a_run_that_ended_proved_is_a_success(remembered: Command) -> None:
    (last,) = remembered("runs", "--json").json["meta"]["last_proved"]
    assert last == {
        "run": 1,
        "as_of": "2025-03-02T12:00:00Z",
        "verdict": "proved",
        "streams": {"sales_history": "2025-03-02T12:00:00Z"},
    }


@pytest.mark.slow
def test_people_see_a_row_for_each_run_and_what_was_incomplete(remembered: Command) -> None:
    told = remembered("runs").stdout
    assert "2025-03-04 12:00 UTC  1 min 30 s" in told
    for words in (
        "running",
        "✗ 3: sales_history: 2 of 40 figures do not match",
        "✗ 3: sales_history, 1970-01-01 – 1970-01-31: not read: HTTP 500",
        "✗ 3: club_lessons my-course/u1: not read: HTTP 404",
        "Last proved as of 2025-03-02 12:00 UTC, by run 1.",
    ):
        assert words in told
    assert max(map(len, told.splitlines())) <= 80


def test_many_gaps_of_one_run_are_counted(run: Command) -> None:
    remember(1, "incomplete", BAD, missed=(LOST,) * 9)
    told = run("runs").stdout
    assert "✗ 1: and 4 more: --json gives all" in told
    assert "No run has proved all streams yet." in told


@pytest.mark.slow
def test_a_run_is_never_credited_with_streams_that_it_did_not_read(remembered: Command) -> None:
    remember(5, "read_whole", GOOD._replace(stream="products", verdict="read_whole"))
    (last,) = remembered("runs", "--json").json["meta"]["last_proved"]
    assert (last["run"], last["verdict"]) == (1, "proved")
    assert last["streams"]["products"] == "2025-03-06T12:00:00Z"
    assert "Last proved as of 2025-03-02 12:00 UTC, by run 1." in remembered("runs").stdout


def test_what_has_no_figure_is_called_read_whole_and_not_proved(run: Command) -> None:
    Path("hotmart.toml").write_text('[sync]\nstreams = ["products"]\n')
    remember(1, "read_whole", GOOD._replace(stream="products", verdict="read_whole"))
    assert "Last read whole as of 2025-03-02 12:00 UTC, by run 1." in run("runs").stdout


def test_without_a_warehouse_there_are_no_runs(run: Command) -> None:
    outcome = run("runs", "--json")
    assert (outcome.exit_code, outcome.json["error"]["code"]) == (1, "no_warehouse")


def test_a_run_that_failed_before_it_read_is_listed_with_why(
    run: Command, account: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as wrong:
        wrong.setenv("HOTMART_CLIENT_SECRET", "another")
        run("sync", "products")
    with monkeypatch.context() as missing:
        missing.delenv("HOTMART_CLIENT_ID")
        run("sync", "products")
    told = run("runs", "--json").json
    assert [(one["run"], one["state"]) for one in told["data"]] == [(2, "failed"), (1, "failed")]
    missing_id, refused = (one["why"] for one in told["data"])
    assert missing_id.startswith("HOTMART_CLIENT_ID is not set")
    assert "401" in refused
    assert told["meta"]["last_proved"] == [{"run": None, "as_of": None, "verdict": None, "streams": {}}]
    assert "✗ 2: HOTMART_CLIENT_ID is not set." in run("runs").stdout
    run("sync", "products")
    states = [one["state"] for one in run("runs", "--json").json["data"]]
    assert states == ["read_whole", "failed", "failed"]


@pytest.mark.slow
def test_runs_are_told_while_another_program_reads_the_file(run: Command, account: Simulator) -> None:
    Path("hotmart.toml").write_text('[privacy]\npersonal = "hash"\n')
    run("sync", "products")
    with subprocess.Popen(
        [sys.executable, "-c", READING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout
        reader.stdout.readline()
        told = run("runs", "--json")
        reader.communicate("close\n")
    assert [one["state"] for one in told.json["data"]] == ["read_whole"]


def test_a_real_run_is_remembered(run: Command, account: Simulator) -> None:
    run("sync", "products")
    (one,) = run("runs", "--json").json["data"]
    assert (one["state"], [part["stream"] for part in one["streams"]]) == ("read_whole", ["products"])
    assert one["requests"] > 0
