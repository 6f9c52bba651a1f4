"""The log of what people ask: by when it is due, who asked without a name, and lines that are only added."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.errors import InvalidArgumentError
from hotmart.statement.requests import DAYS, Log, NoRequestError, Request, StepError
from hotmart.warehouse.key import KeyLostError, key_path

TODAY = date(2026, 3, 20)
ASKED = date(2026, 3, 2)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path / "requests.sqlite")


def test_a_request_is_due_in_fifteen_days(log: Log) -> None:
    made = log.add("access", ["rita@example.org"], ASKED, TODAY)
    assert made == Request(1, "access", ASKED, date(2026, 3, 17), None, None, None)
    assert log.all() == [made]


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 60))
def test_it_is_overdue_from_the_day_after_until_it_is_answered(asked: date, later: int) -> None:
    due = asked + timedelta(days=DAYS)
    waiting = Request(1, "access", asked, due, None, None, None)
    today = asked + timedelta(days=later)
    assert waiting.is_overdue(today) == (later > DAYS)
    assert not waiting._replace(answered=due).is_overdue(today)


def test_it_is_confirmed_and_then_answered_each_once(log: Log) -> None:
    log.add("access", ["rita@example.org"], ASKED, TODAY)
    assert log.confirm(1, ASKED, TODAY).confirmed == ASKED
    done = log.answer(1, TODAY, TODAY, "refused")
    assert (done.confirmed, done.answered, done.outcome) == (ASKED, TODAY, "refused")
    with pytest.raises(StepError, match="already"):
        log.confirm(1, TODAY, TODAY)
    with pytest.raises(StepError, match="already"):
        log.answer(1, TODAY, TODAY, "fulfilled")
    assert log.read(1) == done


def test_an_answer_confirms_as_well(log: Log) -> None:
    log.add("erasure", ["rita@example.org"], ASKED, TODAY)
    assert log.answer(1, TODAY, TODAY, "nothing_held").confirmed == TODAY


def test_days_that_cannot_be_are_refused(log: Log) -> None:
    with pytest.raises(InvalidArgumentError, match="still to come"):
        log.add("access", ["rita@example.org"], TODAY + timedelta(days=1), TODAY)
    log.add("access", ["rita@example.org"], ASKED, TODAY)
    with pytest.raises(InvalidArgumentError, match="still to come"):
        log.confirm(1, TODAY + timedelta(days=1), TODAY)
    with pytest.raises(InvalidArgumentError, match="before it was asked"):
        log.answer(1, ASKED - timedelta(days=1), TODAY, "fulfilled")
    assert log.read(1).confirmed is None


def test_a_number_that_is_not_there_is_told(log: Log) -> None:
    with pytest.raises(NoRequestError, match="7"):
        log.read(7)
    with pytest.raises(NoRequestError, match="7"):
        log.confirm(7, TODAY, TODAY)


def test_a_person_is_known_again_and_named_nowhere(log: Log) -> None:
    named = ["rita@example.org", "111.222.333-00", "(31) 90000-0001", "HP0000000001"]
    log.add("access", named, ASKED, TODAY)
    log.add("access", ["luis@example.org"], ASKED, TODAY)
    for name in (" Rita@Example.ORG", "11122233300", "31900000001", "hp0000000001"):
        assert [one.number for one in log.all([name])] == [1]
    assert log.all(["nobody@example.org"]) == []
    held = log.path.read_bytes()
    assert not [one for one in (*named, "11122233300", "31900000001") if one.encode() in held]
    assert {path.stat().st_mode & 0o777 for path in (log.path, key_path(log.path))} == {0o600}


def test_its_key_is_not_made_anew_when_it_is_lost(log: Log) -> None:
    log.add("access", ["rita@example.org"], ASKED, TODAY)
    key_path(log.path).unlink()
    with pytest.raises(KeyLostError):
        log.add("access", ["rita@example.org"], ASKED, TODAY)
    assert len(log.all()) == 1


@pytest.mark.parametrize("table", ["requests", "people", "steps"])
def test_the_file_refuses_to_change_or_lose_a_line(log: Log, table: str) -> None:
    log.add("access", ["rita@example.org"], ASKED, TODAY)
    log.confirm(1, TODAY, TODAY)
    with sqlite3.connect(log.path) as db:
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = 9"):
            with pytest.raises(sqlite3.IntegrityError, match="only added to"):
                db.execute(statement)


def test_where_nothing_was_asked_nothing_is_made(log: Log) -> None:
    assert log.all() == []
    assert not log.path.exists()
