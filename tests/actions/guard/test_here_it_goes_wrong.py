"""What goes wrong on this machine while a write is sent: nothing left, or it is said that it was done."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from hotmart.actions.guard import approving
from hotmart.actions.guard import book as module
from hotmart.actions.guard.approving import approve
from hotmart.actions.guard.book import Book
from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.settling import settle
from hotmart.client import Hotmart
from hotmart.deeds import deeds, remembered
from hotmart.errors import OutcomeUnknownError
from hotmart.language import Text
from hotmart.sqlite_errors import DatabaseBusyError, DatabaseFullError
from hotmart.testing import SimulatedHotmart

from .clocks import later
from .test_every_write import ANYTHING, happenings, planned, sends

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)


@contextmanager
def locked(book: Book) -> Generator[None]:
    """Another program has the file for itself."""
    with closing(sqlite3.connect(book.path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def spoiled(book: Book) -> Generator[None]:
    """The file is none any more, for a while."""
    kept = book.path.read_bytes()
    book.path.write_bytes(b"no database at all" * 100)
    yield
    book.path.write_bytes(kept)


@contextmanager
def full(book: Book) -> Generator[None]:
    """There is no space on the disk."""
    text = Text("The disk is full.", "O disco está cheio.")

    def no_space(*_: object) -> None:
        raise DatabaseFullError(text, text, book.path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Book, "note", no_space)
        yield


@contextmanager
def unwritable(book: Book) -> Generator[None]:
    """The file may only be read."""

    def opened(self: Book) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, isolation_level=None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Book, "_opened", opened)
        yield


TROUBLES = [locked, spoiled, full, unwritable]
trouble = pytest.mark.parametrize("trouble", TROUBLES, ids=lambda it: it.__name__)


def approved_with(
    trouble: Callable[[Book], Any], plan: Plan, client: Hotmart, book: Book, fault: str | None = None
) -> tuple[Any, BaseException | None]:
    """A plan is sent, and before its answer comes the trouble begins."""
    with pytest.MonkeyPatch.context() as patch:
        send, context = client.fetch, trouble(book)

        def sent(request: Any) -> bytes:
            try:
                return send(request)
            finally:
                context.__enter__()

        patch.setattr(client, "fetch", sent)
        try:
            return approve(plan.id, client, book, ANYTHING, "ana", found_by=" --connection loja"), None
        except Exception as error:
            return None, error
        finally:
            context.__exit__(None, None, None)


@trouble
def test_what_was_done_is_told_as_done_though_it_cannot_be_noted(
    trouble: Callable[[Book], Any], hotmart: SimulatedHotmart, client: Hotmart, book: Book
) -> None:
    plan = planned("sales.refund", client, book)
    before = sends(hotmart, plan)
    with remembered():
        done, error = approved_with(trouble, plan, client, book)
        assert [deed.said for deed in deeds()] == [done.happened.said]
    assert error is None
    (warning,) = done.warnings
    assert warning.en.startswith("It was done, but the audit could not note it: ")
    assert warning.en.endswith(f": hotmart audit settle {plan.id} --connection loja")
    assert sends(hotmart, plan) == before + 1
    assert happenings(book, plan) == ["planned", "sending"]
    (settled,) = settle(book, client, "ana")
    assert settled.done is True


@trouble
def test_a_lost_answer_stays_unknown_though_it_cannot_be_noted(
    trouble: Callable[[Book], Any], hotmart: SimulatedHotmart, client: Hotmart, book: Book
) -> None:
    plan = planned("sales.refund", client, book)
    hotmart.fail("lost:1@refund")
    _, error = approved_with(trouble, plan, client, book)
    hotmart.calm()
    assert isinstance(error, OutcomeUnknownError)
    assert "The audit could not note it" in error.text.en
    assert error.advice is not None
    assert error.advice.en.endswith(f": hotmart audit settle {plan.id} --connection loja")


def test_where_the_sending_cannot_be_noted_nothing_is_sent(
    hotmart: SimulatedHotmart, client: Hotmart, book: Book
) -> None:
    plan = planned("sales.refund", client, book)
    before = sends(hotmart, plan)
    with closing(sqlite3.connect(book.path)) as other:
        other.execute("BEGIN IMMEDIATE")  # what is there can be read, and nothing written
        with pytest.raises(DatabaseBusyError) as raised:
            approve(plan.id, client, book, ANYTHING, "ana")
    assert raised.value.advice is not None
    assert raised.value.advice.en.startswith("Nothing was sent.")
    assert sends(hotmart, plan) == before
    assert happenings(book, plan) == ["planned"]
    approve(plan.id, client, book, ANYTHING, "ana")
    assert happenings(book, plan) == ["planned", "sending", "done"]


def test_a_fault_of_ours_while_it_is_sent_is_an_unknown_outcome(
    client: Hotmart, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned("sales.refund", client, book)

    def broken(request: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr(client, "fetch", broken)
    with pytest.raises(OutcomeUnknownError, match="may have been done") as raised:
        approve(plan.id, client, book, ANYTHING, "ana")
    assert f"hotmart audit settle {plan.id}" in str(raised.value.hint)
    assert happenings(book, plan) == ["planned", "sending", "unknown"]
    monkeypatch.undo()
    (settled,) = settle(later(book), client, "ana")
    assert settled.done is False


def test_an_answer_that_nobody_expects_is_still_one(
    client: Hotmart, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned("sales.refund", client, book)

    def broken(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr(approving, "happened", broken)
    done = approve(plan.id, client, book, ANYTHING, "ana")
    assert done.happened.said.en == f"Hotmart took {plan.said}."
    assert happenings(book, plan)[-1] == "done"
