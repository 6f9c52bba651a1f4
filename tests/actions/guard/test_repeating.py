"""The same is not asked for again while nobody knows whether it was done, however it is spelled."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hotmart.actions.guard.book import Book, Happening
from hotmart.actions.guard.errors import PlanError
from hotmart.actions.guard.plan import GOOD_FOR, Plan, new_id, now
from hotmart.actions.guard.repeating import check_not_repeated
from hotmart.language import Text
from hotmart.request import Request


def plan(action: str = "links.charge_value", account: str = "mine", path: str = "/x", **told: Any) -> Plan:
    return Plan(
        id=new_id(),
        action=action,
        connection="main",
        account=account,
        arguments=told or {"token": "ab12", "value": Decimal(10)},
        request=Request(method="POST", path=path),
        does=Text("Does.", "Faz."),
        made_at=now(),
        expires_at=now() + GOOD_FOR,
    )


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "writes.sqlite")


def sent(book: Book, became: Happening | None, made: Plan | None = None) -> Plan:
    made = made or plan()
    book.add(made, "ana")
    book.take(made, "ana")
    if became:
        book.note(made, became, "ana")
    return made


@pytest.mark.parametrize("became", ["unknown", None], ids=["its answer was lost", "it was killed"])
@pytest.mark.parametrize("value", [Decimal(10), "10", "10.00", 10])
def test_what_may_be_done_is_not_asked_for_again(value: Any, became: Happening | None, book: Book) -> None:
    first = sent(book, became)
    with pytest.raises(PlanError) as error:
        check_not_repeated(plan(token="ab12", value=value), book, " --connection loja")
    assert first.id in error.value.text.en
    assert error.value.advice
    for advice in error.value.advice:
        assert f"hotmart audit settle {first.id} --connection loja" in advice


@pytest.mark.parametrize("became", ["done", "refused", "settled_not_done", "told_not_done", "settled_done"])
def test_what_is_known_may_be_asked_for_again(became: Happening, book: Book) -> None:
    sent(book, became)
    check_not_repeated(plan(), book)


@pytest.mark.parametrize(
    "other",
    [
        plan(account="another"),
        plan("links.charge_offer"),
        plan(token="ab12", value=11),
        plan(token="cd34", value=10),
        plan(path="/y"),
    ],
    ids=["another account", "another action", "another amount", "another link", "another path"],
)
def test_another_write_does_not_wait(other: Plan, book: Book) -> None:
    sent(book, "unknown")
    check_not_repeated(other, book)


def test_of_two_plans_for_the_same_that_are_taken_at_once_one_waits_for_the_other(book: Book) -> None:
    """Looked at before either was taken: who comes second is refused, and its plan left as it was."""
    first, second = plan(), plan()
    for one in (first, second):
        book.add(one, "ana")
        check_not_repeated(one, book)
    book.take(first, "ana", check=lambda: check_not_repeated(first, book))
    with pytest.raises(PlanError, match=first.id):
        book.take(second, "bia", check=lambda: check_not_repeated(second, book))
    assert book.read(second.id) == second
    assert [one.id for one in book.waiting()] == [second.id]


def test_what_is_the_same_once_or_twice_does_not_wait(book: Book) -> None:
    sent(book, "unknown", plan("subscriptions.change_due_day", due_day=5))
    check_not_repeated(plan("subscriptions.change_due_day", due_day=5), book)
