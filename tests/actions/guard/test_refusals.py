"""What the guard refuses, each before anything is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from hotmart.actions.guard.approving import approve
from hotmart.actions.guard.book import Book
from hotmart.actions.guard.errors import ForbiddenError, PlanError, TooManyError
from hotmart.actions.guard.plan import GOOD_FOR, now
from hotmart.actions.guard.planning import plan_of
from hotmart.actions.missing import NotHereError
from hotmart.api import operation
from hotmart.client import Hotmart
from hotmart.config.writes import WritesConfig
from hotmart.errors import HotmartError
from hotmart.testing import SimulatedHotmart

from .targets import TARGETS
from .test_every_write import ANYTHING, planned, sends

pytestmark = pytest.mark.slow


def writes(hotmart: SimulatedHotmart) -> int:
    return sum(one.method != "GET" and "oauth" not in one.path for one in hotmart.requests)


def refused(hotmart: SimulatedHotmart, kind: type[HotmartError], why: str, act: Callable[[], object]) -> None:
    before = writes(hotmart)
    with pytest.raises(kind, match=why):
        act()
    assert writes(hotmart) == before


def test_a_plan_that_nobody_made(hotmart: SimulatedHotmart, client: Hotmart, book: Book) -> None:
    refused(hotmart, PlanError, "no plan", lambda: approve("zzzzzzzz", client, book, ANYTHING, "ana"))


def test_a_plan_older_than_a_quarter_of_an_hour(
    hotmart: SimulatedHotmart, client: Hotmart, tmp_path: Path
) -> None:
    book = Book(tmp_path / "writes.sqlite")
    plan = planned("sales.refund", client, book)
    later = Book(book.path, clock=lambda: now() + GOOD_FOR + timedelta(seconds=1))
    refused(hotmart, PlanError, "15 minutes", lambda: approve(plan.id, client, later, ANYTHING, "ana"))


def test_a_plan_of_another_account(hotmart: SimulatedHotmart, client: Hotmart, book: Book) -> None:
    plan = planned("sales.refund", client, book)
    other = Hotmart("another", "secret", api_url=client.host, auth_url=client.host)
    with other:
        refused(hotmart, PlanError, "another account", lambda: approve(plan.id, other, book, ANYTHING, "ana"))


def test_a_plan_whose_sale_has_changed_since(hotmart: SimulatedHotmart, client: Hotmart, book: Book) -> None:
    plan = planned("sales.refund", client, book)
    client.sales.refund(plan.arguments["transaction_code"])
    refused(hotmart, PlanError, "changed", lambda: approve(plan.id, client, book, ANYTHING, "ana"))
    assert [line.happening for line in book.lines(plan.id)] == ["planned", "withdrawn"]


@pytest.mark.parametrize(
    ("id", "arguments"),
    [
        ("sales.refund", {"transaction_code": "HP0000000000"}),
        ("subscriptions.cancel_single", {"subscriber_code": "ZZZZZZZZ"}),
        ("subscriptions.cancel", {"subscriber_code": ["ZZZZZZZZ"]}),
        ("coupons.create", {"product_id": 1, "coupon_code": "AB12", "discount": 10}),
        ("coupons.delete", {"coupon_id": 1}),
        ("products.configure", {"product_id": 1, "is_allowed_to_email_the_buyer": True}),
    ],
)
def test_what_this_account_does_not_have(
    id: str, arguments: dict[str, object], hotmart: SimulatedHotmart, client: Hotmart
) -> None:
    refused(
        hotmart,
        NotHereError,
        "This account has no",
        lambda: plan_of(operation(id), arguments, client, "main"),
    )


@pytest.mark.parametrize("pattern", ["sales.refund", "sales.*", "*"])
def test_what_the_rules_forbid(pattern: str, hotmart: SimulatedHotmart, client: Hotmart, book: Book) -> None:
    plan = planned("sales.refund", client, book)
    rules = WritesConfig(forbid=[pattern])
    refused(hotmart, ForbiddenError, "forbids", lambda: approve(plan.id, client, book, rules, "ana"))


def test_more_money_than_the_rules_allow(hotmart: SimulatedHotmart, client: Hotmart, book: Book) -> None:
    plan = planned("sales.refund", client, book)
    (currency,) = plan.amounts
    less = WritesConfig(max_amount={currency: plan.amounts[currency] - Decimal("0.01")})
    refused(hotmart, ForbiddenError, "max_amount", lambda: approve(plan.id, client, book, less, "ana"))
    exactly = WritesConfig(max_amount={currency: plan.amounts[currency]})
    approve(plan.id, client, book, exactly, "ana")
    assert [line.happening for line in book.lines(plan.id)][-1] == "done"


def test_more_records_than_one_plan_may_change(
    hotmart: SimulatedHotmart, client: Hotmart, book: Book
) -> None:
    plan = planned("sales.refund", client, book)
    many = msgspec.structs.replace(plan, id="m", records=11)
    book.add(many, "ana")
    refused(hotmart, TooManyError, "11", lambda: approve("m", client, book, WritesConfig(), "ana"))


def test_the_book_is_only_added_to(client: Hotmart, book: Book) -> None:
    import sqlite3

    planned("coupons.create", client, book)
    with sqlite3.connect(book.path) as db:
        for statement in ("DELETE FROM audit", "UPDATE audit SET who = 'nobody'"):
            with pytest.raises(sqlite3.IntegrityError, match="only added to"):
                db.execute(statement)
    db.close()


def test_nobody_else_can_read_the_book(client: Hotmart, book: Book) -> None:
    planned("coupons.create", client, book)
    assert book.path.stat().st_mode & 0o077 == 0


def test_a_plan_that_was_carried_out_leaves_no_request_behind(
    hotmart: SimulatedHotmart, client: Hotmart, book: Book
) -> None:
    slip = {"payment_type": "BILLET", "document": "000.000.000-00"}
    arguments = TARGETS["negotiation.create"](client) | slip
    plan = plan_of(operation("negotiation.create"), arguments, client, "main")
    book.add(plan, "ana")
    approve(plan.id, client, book, ANYTHING, "ana")
    assert sends(hotmart, plan) >= 1
    assert b"000.000.000-00" not in book.path.read_bytes()
    assert "000.000.000-00" not in str(book.lines()) + repr(plan)
