"""The book: a run is given to one of all who ask, and what runs already is not run beside itself."""

from __future__ import annotations

import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hotmart.schedule.book import KEPT, Book
from hotmart.schedule.life import held
from hotmart.schedule.schedule import Schedule
from hotmart.sqlite_errors import DatabaseError

TEN = datetime(2026, 11, 30, 10, 0, 3, tzinfo=UTC)
Told = Callable[..., Schedule]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "jobs.sqlite")


def test_a_new_schedule_is_run_at_its_time_and_not_for_what_was_before(book: Book, told: Told) -> None:
    hourly = told()
    assert book.claim(hourly, TEN + timedelta(minutes=20), "x") is None
    job = book.claim(hourly, TEN + timedelta(minutes=60), "x")
    assert job is not None
    assert (job.due, job.missed, job.outcome) == (TEN.replace(hour=11, second=0), 0, None)


def test_whom_a_timer_wakes_for_it_runs_although_nobody_ever_looked_before(book: Book, told: Told) -> None:
    job = book.claim(told(), TEN, "x")
    assert job is not None
    assert job.due == TEN.replace(second=0)


def test_of_all_who_look_at_once_one_gets_the_run(book: Book, told: Told) -> None:
    hourly = told()
    with ThreadPoolExecutor(8) as many:
        found = [*many.map(lambda _: book.claim(hourly, TEN, "x"), range(16))]
    assert len([one for one in found if one]) == 1
    assert len(book.jobs(50)) == 1


def test_one_that_is_running_is_not_run_beside_itself_and_that_is_noted(book: Book, told: Told) -> None:
    hourly = told()
    first = book.claim(hourly, TEN, "x")
    assert first is not None
    book.begin(first.id)
    with held(first.id):
        second = book.claim(hourly, TEN + timedelta(hours=1), "x")
        assert book.claim_now(hourly, TEN, "x") is None
    assert second is not None
    assert (second.outcome, second.ended) == ("skipped", TEN + timedelta(hours=1))
    third = book.claim(hourly, TEN + timedelta(hours=2), "x")
    assert third is not None
    assert third.outcome is None  # whoever held it is gone


def test_a_schedule_that_means_another_time_now_has_missed_nothing(book: Book, told: Told) -> None:
    hourly = told()
    assert book.claim(hourly, TEN, "x")
    later = replace(hourly, cron="30 9 * * *")
    assert book.claim(later, TEN + timedelta(hours=5), "x") is None


def test_a_clock_that_was_far_ahead_stops_no_schedule(book: Book, told: Told) -> None:
    hourly = told()
    assert book.claim(hourly, TEN + timedelta(days=400), "x")
    assert book.claim(hourly, TEN + timedelta(minutes=1), "x") is None
    assert book.claim(hourly, TEN + timedelta(hours=1), "x")


def test_a_clock_that_is_put_back_a_little_runs_nothing_twice(book: Book, told: Told) -> None:
    hourly = told()
    assert book.claim(hourly, TEN, "x")
    assert book.claim(hourly, TEN - timedelta(seconds=30), "x") is None
    assert book.claim(hourly, TEN, "x") is None


def test_what_is_forgotten_begins_anew_and_its_runs_remain(book: Book, told: Told) -> None:
    hourly = told()
    book.claim(hourly, TEN, "x")
    book.forget(hourly.file, hourly.name)
    assert book.claim(hourly, TEN + timedelta(hours=5, minutes=9), "x") is None
    assert len(book.jobs(50, "hourly", str(hourly.file))) == 1
    assert book.jobs(50, "other") == []


def test_old_runs_are_let_go_of_but_those_of_each_schedule(book: Book, told: Told) -> None:
    hourly = told()
    seldom = replace(hourly, name="seldom")
    kept = book.claim(seldom, TEN, "x")
    assert kept is not None
    book.end(kept.id, "done", 0)
    for hour in range(KEPT + 5):
        job = book.claim(hourly, TEN + timedelta(hours=hour), "x")
        assert job is not None
        book.end(job.id, "done", 0)
    assert len(book.prune()) == 5
    assert (len(book.jobs(500)), len(book.jobs(500, "seldom"))) == (KEPT + 1, 1)


def test_an_end_is_noted_once(book: Book, told: Told) -> None:
    job = book.claim(told(), TEN, "x")
    assert job is not None
    assert book.end(job.id, "done", 0)
    assert not book.end(job.id, "killed", None)
    (found,) = book.jobs(5)
    assert (found.outcome, found.exit_code) == ("done", 0)


def test_nobody_else_can_read_it(book: Book, told: Told) -> None:
    assert book.jobs(5) == []
    book.claim(told(), TEN, "x")
    assert stat.S_IMODE(book.path.stat().st_mode) == 0o600


def test_a_file_that_is_none_of_ours_is_told_by_name(book: Book) -> None:
    book.path.write_bytes(b"not a database at all, but long enough to be looked at" * 10)
    with pytest.raises(DatabaseError, match=r"jobs\.sqlite"):
        book.jobs(5)
