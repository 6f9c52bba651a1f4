"""Execuções: what is under way, what ran, and the proof as a calendar."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import htpy as h
import pytest

from console.looking import Looker, words
from hotmart.console.house import House
from hotmart.console.runs.progress import Progress, drawn
from hotmart.schedule import jobs
from hotmart.schedule.job import Job
from simulated import Account


@pytest.fixture
def own(synced: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A console of a copy of the account, with its credential, in which things may run."""
    shutil.copy(synced.warehouse.path, tmp_path / "hotmart.duckdb")
    shutil.copy(synced.folder / "hotmart.toml", tmp_path / "hotmart.toml")
    for name, value in synced.environment.items():
        if name.startswith("HOTMART_"):
            monkeypatch.setenv(name, value)
    house = House(file=tmp_path / "hotmart.toml")
    yield house
    house.close()


def test_past_runs_are_those_of_the_ledger(looker: Looker, house: House) -> None:
    (account,) = house.accounts
    told = looker.data("/execucoes", "runs")
    assert [(one["run"], one["state"], one["items"], one["requests"]) for one in told] == [
        (one.run, one.state, one.items, one.requests) for one in account.runs(100)
    ]


def test_the_calendar_has_every_month_that_was_read_and_says_whether_it_is_proved(
    looker: Looker, synced: Account
) -> None:
    told = {(one["stream"], one["month"]): one["state"] for one in looker.data("/execucoes", "proof")}
    with duckdb.connect(str(synced.warehouse.path), read_only=True) as con:
        con.execute("SET TimeZone = 'UTC'")
        windows = con.execute(
            "SELECT stream, window_start, window_end, proved FROM _windows"
            " WHERE scope = 'whole' AND window_start IS NOT NULL"
        ).fetchall()
    expected = {}
    for stream, start, end, proved in windows:
        number = start.year * 12 + start.month - 1
        while (number // 12, number % 12 + 1) <= (end.year, end.month):
            expected[stream, f"{number // 12}-{number % 12 + 1:02}"] = "proved" if proved else "read"
            number += 1
    assert told == expected
    assert "proved" in told.values()


def test_a_figure_that_is_not_met_makes_its_months_differ(own: House) -> None:
    with duckdb.connect(str(own.accounts[0].settings.warehouse)) as con:
        con.execute(
            "INSERT INTO _checks BY NAME"
            " SELECT max(run) AS run, stream, 'count' AS measure, 'APPROVED' AS scope,"
            " min(window_start) AS window_start, max(window_end) AS window_end,"
            " 2 AS hotmart, 1 AS warehouse, false AS matches, max(read_at) AS checked_at"
            " FROM _windows WHERE stream = 'sales_history' AND scope = 'whole' GROUP BY stream"
        )
    told = Looker(own).data("/execucoes", "proof")
    states = {one["stream"]: one["state"] for one in told}
    assert states["sales_history"] == "differs"
    assert states["subscriptions"] != "differs"


@pytest.mark.slow
def test_a_sync_is_started_and_followed_to_its_end(own: House) -> None:
    looker = Looker(own)
    answer = looker.does("/execucoes/comecar", what="sync")
    assert answer.status_code == 303
    (job,) = jobs.jobs(file=own.file)
    assert (job.what, job.by) == ("sync", "console")
    assert "Under way" in looker.page("/execucoes") or not jobs.job(job.id).running
    events = looker.page(f"/execucoes/ao-vivo?id={job.id}")  # to its last event
    assert events.rstrip().endswith(f"event: ended\nid: {job.id}\ndata:")
    assert f"event: shown\nid: {job.id}\n" in events
    ended = jobs.job(job.id)
    assert ended.outcome == "done"
    assert "ended" in words(looker.page(f"/execucoes/registro?id={job.id}"))
    (row,) = looker.data("/execucoes", "jobs")
    assert (row["what"], row["outcome"], row["by"]) == ("sync", "done", "console")


@pytest.mark.slow
def test_a_plan_tells_the_requests_of_each_stream(own: House) -> None:
    looker = Looker(own)
    planned = own.accounts[0].plan()
    told = {one["stream"]: one["calls"] for one in looker.data("/execucoes/plano", "plan")}
    assert set(told) == {one.stream.name for one in planned.streams}


@pytest.mark.parametrize("what", ["metrics", "", "rm"])
def test_only_a_sync_or_a_proof_is_started_from_the_page(own: House, what: str) -> None:
    looker = Looker(own)
    assert looker.does("/execucoes/comecar", what=what).status_code == 400
    assert jobs.jobs(file=own.file) == []


def test_an_account_that_is_not_there_starts_nothing(own: House) -> None:
    looker = Looker(own)
    assert looker.does("/execucoes/comecar", what="sync", connection="nobody").status_code == 400
    assert jobs.jobs(file=own.file) == []


def test_a_job_that_is_not_there_is_said_so(looker: Looker) -> None:
    assert looker.ask("GET", "/execucoes/ao-vivo?id=nothing").status_code in (400, 409)
    assert looker.ask("GET", "/execucoes/registro?id=nothing").status_code in (400, 409)


def test_before_the_first_sync_there_is_the_way_to_one(tmp_path: Path) -> None:
    house = House(warehouse=tmp_path / "none.duckdb")
    html = Looker(house).page("/execucoes")
    assert "Sync now" in html and "Past runs" not in html
    house.close()


def a_job(**told: object) -> Job:
    known: dict[str, object] = {
        "connections": (),
        "schedule": None,
        "by": "console",
        "due": None,
        "ended": None,
    }
    known |= {"outcome": None, "exit_code": None, "missed": 0, "started": datetime.now(UTC)}
    return Job("x", "sync", **(known | told))  # type: ignore[arg-type]


def test_progress_adds_up_over_accounts_and_keeps_what_is_said_as_text() -> None:
    progress = Progress()
    line = {"event": "read", "streams": 4, "streams_done": 1, "calls": 3, "planned_calls": 10, "gaps": 0}
    said = {"en": "a <b> said", "pt": "um <b> dito"}
    progress.add(
        [
            line | {"connection": "one", "stream": "products", "rows": 7, "seconds_left": 2.0, "text": None},
            line | {"connection": "two", "stream": "products", "rows": 9, "seconds_left": 5.0, "text": said},
            {},  # a line of somebody who was killed while writing it
        ]
    )
    html = str(h.fragment[drawn(a_job(), progress)])
    assert 'value="6"' in html and 'max="20"' in html
    assert "one · products: 7" in html and "two · products: 9" in html
    assert "a &lt;b&gt; said" in html and progress.seconds_left == 5.0


def test_a_job_that_failed_says_why_and_what_to_do() -> None:
    progress = Progress()
    text, advice = {"en": "No credential.", "pt": "Sem credencial."}, {"en": "Run it.", "pt": "Rode."}
    progress.add([{"event": "ended", "outcome": "failed", "problem": {"text": text, "advice": advice}}])
    html = str(h.fragment[drawn(a_job(), progress)])
    assert "No credential." in html and "Run it." in html and "failed" in html
