"""What is due runs once, whoever asks; and whoever serves goes on, whatever is wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from hotmart.config.schedules import What
from hotmart.document import Problem
from hotmart.language import speaking
from hotmart.schedule import kinds
from hotmart.schedule.errors import AlreadyRunningError, NoScheduleError
from hotmart.schedule.job import Job
from hotmart.schedule.jobs import jobs
from hotmart.schedule.running_due import ended, missed, run_due, run_now
from hotmart.schedule.schedule import Schedule
from hotmart.schedule.serving import LONGEST, serve

from .conftest import HOURLY

Told = Callable[..., Schedule]
TEN = datetime(2026, 11, 30, 10, 0, 3, tzinfo=UTC)


def test_every_kind_of_job_has_a_file() -> None:
    files = {path.stem for path in Path(kinds.__path__[0]).glob("*.py")} - {"__init__", "kind"}
    assert files == {*get_args(What)}


@pytest.mark.slow
def test_started_twice_at_once_it_runs_once(told: Told) -> None:
    told()
    with ThreadPoolExecutor(2) as both:
        found = [job for some in both.map(lambda _: run_due(now=lambda: TEN), range(2)) for job in some]
    assert [(job.schedule, job.outcome) for job in found] == [("hourly", "failed")]  # there is no warehouse
    assert jobs() == found
    assert run_due(now=lambda: TEN) == []
    (later,) = run_due(only="hourly", now=lambda: TEN + timedelta(hours=5))
    assert later.missed == 4
    assert str(missed(later)) == "4 earlier times were missed, and made up for once"
    with speaking("pt"):
        assert str(missed(later)) == "4 horários anteriores passaram sem execução; vale uma só"


def test_where_one_of_two_that_are_due_cannot_be_started_the_other_runs_all_the_same(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(HOURLY + HOURLY.replace("hourly", "other"))
    asked: list[str] = []

    def no_memory(job_id: str) -> None:
        asked.append(job_id)
        raise OSError("out of memory")

    monkeypatch.setattr("hotmart.schedule.jobs._process", no_memory)
    found = run_due(now=lambda: TEN)
    assert [(job.schedule, job.outcome) for job in found] == [("hourly", "failed"), ("other", "failed")]
    assert asked == [job.id for job in found]


def test_without_a_file_nothing_is_due_and_no_name_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_due() == []
    with pytest.raises(NoScheduleError):
        run_due(only="hourly")


@pytest.mark.slow
def test_a_schedule_can_be_run_at_once_and_one_at_a_time(told: Told) -> None:
    hourly = told()
    begun = run_now(hourly)
    with pytest.raises(AlreadyRunningError, match="hotmart schedule logs hourly"):
        run_now(hourly)
    assert ended(begun).due is None


class Clock:
    """A clock that goes on as far as is waited for, and ends what goes by it after some looks."""

    def __init__(self, looks: int) -> None:
        self.now, self.stop, self._left = TEN, threading.Event(), looks
        self.waited: list[float] = []
        self.heard: list[Job | Problem] = []

    def wait(self, seconds: float) -> bool:
        self.waited.append(seconds)
        self.now += timedelta(seconds=seconds)
        self._left -= 1
        if self._left == 0:
            self.stop.set()
        return self.stop.is_set()

    def serve(self) -> None:
        serve(self.stop, told=self.heard.append, now=lambda: self.now, wait=self.wait)


@pytest.mark.slow
def test_who_serves_starts_what_is_due_when_it_is(told: Told) -> None:
    told('[schedules.often]\nwhen = "* * * * *"\nzone = "UTC"\nwhat = "metrics"\n')
    clock = Clock(looks=5)
    clock.serve()
    assert [job.due for job in clock.heard if isinstance(job, Job)] == [
        TEN.replace(second=0),
        TEN.replace(minute=1, second=0),
    ]
    assert max(clock.waited) <= LONGEST


def test_who_serves_tells_of_a_file_that_is_wrong_once_and_goes_on(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    told('[schedules.yearly]\nwhen = "30 6 1 1 *"\nzone = "UTC"\n')
    (tmp_path / "hotmart.toml").write_text('[schedules.yearly]\nwhen = "soon"\n', encoding="utf-8")
    clock = Clock(looks=4)
    clock.serve()
    (problem,) = clock.heard
    assert isinstance(problem, Problem)
    assert '"soon" is not understood' in problem.message
