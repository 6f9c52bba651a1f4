"""The book: what is durable, what is let go of, and which line counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from hotmart.actions.guard import book as module
from hotmart.actions.guard.book import Book, Happening
from hotmart.actions.guard.errors import PlanError
from hotmart.actions.guard.plan import GOOD_FOR, Plan, now
from hotmart.language import Text
from hotmart.request import Request
from hotmart.sqlite_errors import DatabaseBusyError, DatabaseError

SECRET = "000.000.000-00"
UNTIL_OLD = GOOD_FOR + timedelta(seconds=1)


def plan(id: str = "abcdefgh") -> Plan:
    return Plan(
        id=id,
        action="negotiation.create",
        connection="main",
        account="an account",
        arguments={"document": SECRET},
        private=("document",),
        request=Request(method="POST", path="/x", body={"document": SECRET, "filler": "x" * 9_000}),
        does=Text("Does.", "Faz."),
        made_at=now(),
        expires_at=now() + GOOD_FOR,
    )


def on_the_disk(book: Book) -> bytes:
    """All that lies there of it: the file, and whatever a database puts beside it."""
    return b"".join(path.read_bytes() for path in book.path.parent.glob(f"{book.path.name}*"))


def looked_for(book: Book) -> None:
    with pytest.raises(PlanError):
        book.read("nothing")


def made(book: Book) -> None:
    book.add(plan("another1"), "ana")
    book.decline(plan("another1"), "ana")  # so that it does not keep the same document


OPENING = [Book.lines, Book.unknown, looked_for, made]


@pytest.mark.parametrize("opened", OPENING, ids=lambda it: it.__name__)
def test_a_plan_that_is_too_old_leaves_nothing_on_the_disk(
    opened: Callable[[Book], object], book: Book
) -> None:
    book.add(plan(), "ana")
    assert SECRET.encode() in on_the_disk(book)
    opened(Book(book.path, clock=lambda: now() + UNTIL_OLD))
    assert SECRET.encode() not in on_the_disk(book)
    assert b"x" * 500 not in on_the_disk(book)


def test_a_plan_that_waits_is_kept_while_others_are_looked_at(book: Book) -> None:
    book.add(plan(), "ana")
    book.lines()
    assert book.read("abcdefgh").request.body == plan().request.body


def test_who_reads_does_not_wait_for_who_writes(book: Book) -> None:
    book.add(plan(), "ana")
    late = Book(book.path, clock=lambda: now() + UNTIL_OLD)
    with closing(sqlite3.connect(book.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert [line.happening for line in late.lines()] == ["planned"]
    late.lines()
    assert SECRET.encode() not in on_the_disk(book)


def test_what_is_written_is_on_the_disk_also_after_a_power_cut(book: Book) -> None:
    with book._writing() as db:
        assert db.execute("PRAGMA synchronous").fetchone() == (3,)  # EXTRA: the journal's end as well


def test_a_file_that_cannot_be_used_is_named(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.add(plan(), "ana")
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    with closing(sqlite3.connect(book.path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseBusyError, match=book.path.name):
            book.lines()
    broken = Book(tmp_path / "broken.sqlite")
    broken.path.write_bytes(b"no database at all" * 100)
    with pytest.raises(DatabaseError, match="damaged"):
        broken.lines()


@pytest.mark.parametrize(
    ("said", "is_open"),
    [
        (["sending"], True),
        (["sending", "unknown"], True),
        (["sending", "done"], False),
        (["sending", "unknown", "settled_not_done"], False),
        (["sending", "settled_done", "unknown"], True),
        (["sending", "unknown", "told_done"], False),
    ],
)
def test_the_newest_line_counts(said: list[Happening], is_open: bool, book: Book) -> None:
    made = plan()
    book.add(made, "ana")
    for happening in said:
        book.note(made, happening, "ana")
    assert [line.plan for line in book.unknown()] == ([made.id] if is_open else [])


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET who = 'rita'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
    ],
)
def test_no_line_of_the_audit_is_changed_taken_away_or_replaced(change: str, book: Book) -> None:
    book.add(plan(), "ana")
    before = book.lines()
    with closing(sqlite3.connect(book.path)) as db, pytest.raises(sqlite3.Error, match="only added to"):
        db.execute(change)
    assert book.lines() == before


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (Book.decline, "said no"),
        (Book.withdraw, "changed"),
        (Book.take, "carried out before"),
    ],
)
def test_whoever_comes_too_late_is_told_what_became_of_the_plan(
    meanwhile: Callable[[Book, Plan, str], None], why: str, book: Book
) -> None:
    """Between the look at a plan and its taking somebody may have said no: it was not carried out then."""
    book.add(plan(), "ana")
    found = book.read("abcdefgh")
    meanwhile(book, found, "rita")
    with pytest.raises(PlanError, match=why):
        book.take(found, "ana")


def test_a_plan_that_grew_old_meanwhile_is_not_said_to_be_carried_out(book: Book) -> None:
    book.add(plan(), "ana")
    found = book.read("abcdefgh")
    with pytest.raises(PlanError, match="older than 15 minutes"):
        Book(book.path, clock=lambda: now() + UNTIL_OLD).take(found, "ana")
    assert [line.happening for line in book.lines()] == ["planned"]
