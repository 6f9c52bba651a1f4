"""Whoever is named hears of a run that ended another way than the one before, and of no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from hotmart.language import Text
from hotmart.schedule import hearing, log
from hotmart.schedule.book import Book
from hotmart.schedule.hearing import tell_whoever_is_named
from hotmart.schedule.job import Job
from hotmart.schedule.place import book_path
from hotmart.schedule.schedule import Schedule
from hotmart.schedule.telling import last_line


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    heard: list[Any] = []

    def send(told: Any, _: Any) -> list[Text]:
        heard.append(told)
        return []

    monkeypatch.setattr(hearing, "send", send)
    return heard


def run(schedule: Schedule, outcome: Any) -> Job:
    """A run of it that ends so, and is told."""
    book = Book(book_path())
    job = book.claim_now(schedule, datetime.now(UTC), "x")
    assert job is not None
    ended = last_line(outcome, 0 if outcome == "done" else 1)
    assert tell_whoever_is_named(job, ended) == []
    log.add(job.id, ended)
    book.end(job.id, outcome, None)
    return job


def test_only_what_changed_is_told(told: Callable[..., Schedule], sent: list[Any]) -> None:
    hourly = told()
    ways = []
    for outcome in ("done", "done", "failed", "failed", "skipped", "killed", "done"):
        before = len(sent)
        run(hourly, outcome)
        ways += [(outcome, one.way) for one in sent[before:]]
    assert ways == [("failed", "worse"), ("killed", "other"), ("done", "better")]


def test_what_goes_wrong_with_telling_is_said_and_is_not_the_affair_of_the_run(
    told: Callable[..., Schedule], monkeypatch: pytest.MonkeyPatch
) -> None:
    def send(*_: Any) -> list[Text]:
        raise OSError(28, "full")

    monkeypatch.setattr(hearing, "send", send)
    job = Book(book_path()).claim_now(told(), datetime.now(UTC), "x")
    assert job is not None
    (said,) = tell_whoever_is_named(job, last_line("failed", 1))
    assert said.en == "The disk is full."
