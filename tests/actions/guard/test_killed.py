"""Killed at any point of the guard: what was asked for is sent at most once, and nobody is told otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hotmart.actions.guard import approving
from hotmart.actions.guard.approving import approve
from hotmart.actions.guard.book import Book
from hotmart.actions.guard.errors import PlanError
from hotmart.actions.guard.settling import settle
from hotmart.client import Hotmart
from hotmart.testing import SimulatedHotmart

from .clocks import later
from .test_every_write import ANYTHING, planned, sends

pytestmark = pytest.mark.slow


class KilledError(BaseException):
    """The process is no more."""


def killing(step: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
    def killed(*args: Any, **more: Any) -> Any:
        if after:
            step(*args, **more)
        raise KilledError

    return killed


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", ["Book.read", "see", "Book.take", "Hotmart.fetch", "Book.note"])
@pytest.mark.parametrize("id", ["sales.refund", "coupons.create"])
def test_killed_at_a_step_it_is_sent_at_most_once(
    id: str, step: str, *, after: bool, hotmart: SimulatedHotmart, client: Hotmart, book: Book
) -> None:
    plan = planned(id, client, book)
    before = sends(hotmart, plan)
    kind, _, name = step.rpartition(".")
    owner: Any = {"": approving, "Book": Book, "Hotmart": Hotmart}[kind]
    with pytest.MonkeyPatch.context() as patch:
        if step == "Hotmart.fetch":
            patch.setattr(client, "fetch", killing(client.fetch, after=after))
        else:
            patch.setattr(owner, name, killing(getattr(owner, name), after=after))
        with pytest.raises(KilledError):
            approve(plan.id, client, book, ANYTHING, "ana")
    sent = sends(hotmart, plan) - before
    assert sent == (step == "Book.note" or (step == "Hotmart.fetch" and after))
    was_taken = (step, after) in {("Book.take", True), ("Hotmart.fetch", False), ("Hotmart.fetch", True)}
    noted = step == "Book.note" and after
    assert [line.plan for line in book.unknown()] == ([plan.id] if was_taken or (sent and not noted) else [])
    again(plan.id, client, book)
    assert sends(hotmart, plan) - before <= 1
    if book.unknown():
        (settled,) = settle(later(book), client, "ana")
        assert settled.done is bool(sends(hotmart, plan) - before)
        assert book.unknown() == []


def again(plan_id: str, client: Hotmart, book: Book) -> None:
    """Whoever was killed tries the same once more."""
    try:
        approve(plan_id, client, book, ANYTHING, "ana")
    except PlanError:
        return


def test_of_many_who_approve_at_once_one_sends_it(
    hotmart: SimulatedHotmart, client: Hotmart, book: Book
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    plan = planned("sales.refund", client, book)
    before = sends(hotmart, plan)

    def approved(number: int) -> bool:
        try:
            approve(plan.id, client, Book(book.path), ANYTHING, f"person {number}")
        except PlanError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(approved, range(8))) == 1
    assert sends(hotmart, plan) == before + 1
