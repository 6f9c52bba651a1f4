"""`hotmart schedule` and `hotmart run-due`, as they are typed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from hotmart.schedule import jobs

from .conftest import Command, ended, started

PRODUCTS = '[sync]\nstreams = ["products"]\n'


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    yield
    for process in jobs._started:
        process.kill()
        process.wait(20)
    jobs._started.clear()


@pytest.fixture
def here(run: Command) -> Command:
    """A folder with a hotmart.toml."""
    Path("hotmart.toml").write_text(PRODUCTS, encoding="utf-8")
    return run


def test_what_will_be_written_is_shown_before_and_a_person_says_yes(here: Command) -> None:
    asked = here("schedule", "add", "todo dia às 06:30", "--no-timer", "--name", "manha")
    assert asked.exit_code == 3
    assert '+when = "todo dia às 06:30"' in asked.stderr
    assert "Next run: " in asked.stderr
    command = "hotmart schedule add 'todo dia às 06:30' --what sync --name manha --no-timer --yes"
    assert command in asked.stderr
    told = here("schedule", "add", "todo dia às 06:30", "--no-timer", "--json").json["error"]
    assert (told["code"], told["plan"]["cron"]) == ("confirmation_needed", "30 6 * * *")
    assert Path("hotmart.toml").read_text(encoding="utf-8") == PRODUCTS


def test_a_schedule_comes_and_goes(here: Command) -> None:
    added = here("schedule", "add", "every hour", "--what", "metrics", "--zone", "UTC", "--no-timer", "-y")
    assert (added.exit_code, added.stdout) == (0, "metrics is scheduled.\n")
    (row,) = here("schedule", "list", "--json").json["data"]
    assert (row["name"], row["cron"], row["timer"], row["last"]) == ("metrics", "0 * * * *", None, None)
    assert row["next"].endswith(":00:00Z")
    assert "every hour" in here("schedule", "list").stdout
    assert here("schedule", "remove", "metrics", "--yes").exit_code == 0
    assert Path("hotmart.toml").read_text(encoding="utf-8") == PRODUCTS
    assert here("schedule", "list").stdout == "Nothing is scheduled.\n"


@pytest.mark.slow
@pytest.mark.usefixtures("account")
def test_a_run_is_followed_to_its_end_and_remembered(here: Command) -> None:
    here("schedule", "add", "every hour", "--no-timer", "--yes")
    ran = here("schedule", "run", "sync")
    assert (ran.exit_code, ran.stdout) == (0, "sync: done\n")
    assert "products: finished" in ran.stderr
    logs = here("schedule", "logs", "sync").stdout
    assert logs.splitlines()[-1].endswith(" done")
    (row,) = here("schedule", "list", "--json").json["data"]
    assert (row["last"]["outcome"], row["last"]["by"]) == ("done", "terminal")
    again = here("schedule", "run", "sync", "--json").json["data"]
    assert again["report"]["main"]["verdict"] == "read_whole"


@pytest.mark.slow
def test_what_is_due_runs_and_the_exit_code_says_whether_it_failed(here: Command) -> None:
    Path("hotmart.toml").write_text('[schedules.often]\nwhen = "every minute"\nwhat = "metrics"\n')
    ran = here("run-due", "--json")
    assert ran.exit_code == 1  # there is no warehouse
    (row,) = ran.json["data"]
    assert (row["schedule"], row["outcome"], row["by"]) == ("often", "failed", "run-due")
    nothing = here("run-due", "--config", _yearly())
    assert (nothing.exit_code, nothing.stdout) == (0, "Nothing is due.\n")


def _yearly() -> str:
    Path("yearly.toml").write_text('[schedules.yearly]\nwhen = "30 6 29 2 *"\n')
    return "yearly.toml"


@pytest.mark.slow
def test_who_serves_says_what_comes_and_ends_when_told(here: Command) -> None:
    serving = started(["schedule", "serve", "--config", _yearly()])
    assert serving.stderr is not None
    assert serving.stderr.readline().startswith("yearly: ")
    serving.send_signal(signal.SIGTERM)
    assert ended(serving).exit_code == 143
