"""A write whose answer was lost is settled by reading, truly; where no read tells, the panel is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import Mock

import msgspec
import pytest

from hotmart.actions.guard import approving, settling_states
from hotmart.actions.guard.approving import approve
from hotmart.actions.guard.book import Book, Line
from hotmart.actions.guard.errors import PlanError
from hotmart.actions.guard.looking import sale_of, subscription_of
from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.planning import plan_of
from hotmart.actions.guard.settling import Settled, elsewhere, record, settle
from hotmart.actions.guard.settling_states import cancelled, refunded
from hotmart.api import operation
from hotmart.api.choices import SaleStatus, SubscriptionStatus
from hotmart.client import ANSWERED_WITHIN, OVER_WITHIN, Hotmart
from hotmart.testing import SimulatedHotmart, simulated

from .clocks import later
from .targets import TARGETS, sales, subscribers
from .test_every_write import ANYTHING, FAULTS, WRITES, failure_of, happenings, planned

pytestmark = pytest.mark.slow

OVER = timedelta(seconds=OVER_WITHIN)

SETTLED = (
    "sales.refund",
    "subscriptions.cancel",
    "subscriptions.cancel_single",
    "subscriptions.switch_plan",
    "coupons.create",
    "coupons.delete",
    "links.create",
    "links.create_offer",
    "links.create_plan",
)


@pytest.fixture(scope="module")
def hotmart() -> Iterator[SimulatedHotmart]:
    """An account of its own: links are looked for by what they are called."""
    with simulated(sales=700, months=8, quota=1_000_000, reactivations_accepted=0, seed=5) as account:
        yield account


def truth(client: Hotmart) -> dict[str, Callable[[dict[str, Any]], Any]]:
    """What a write changes, to be looked at before and after."""

    def plan_now(told: dict[str, Any]) -> Any:
        plans = next(iter(client.subscriptions.switch_plans([told["subscriber_code"]]))).plans or []
        return [one.offer and one.offer.key for one in plans if one.current]

    def of_link(told: dict[str, Any]) -> Any:
        (link,) = [one for one in client.links.list() if one.ucode == told["ucode"]]
        return len(link.offers or ()), len(link.plans or ())

    return {
        "subscriptions.switch_plan": plan_now,
        "links.create": lambda _: len([*client.links.list()]),
        "links.create_offer": of_link,
        "links.create_plan": of_link,
    }


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    "id", ["subscriptions.switch_plan", "links.create", "links.create_offer", "links.create_plan"]
)
def test_what_is_found_out_is_true(
    id: str, fault: str, hotmart: SimulatedHotmart, client: Hotmart, book: Book
) -> None:
    look = truth(client)[id]
    plan = planned(id, client, book)
    before = look(plan.arguments)
    failure_of(plan, client, book, hotmart, fault)
    done = look(plan.arguments) != before
    if happenings(book, plan)[-1] == "unknown":
        (settled,) = settle(later(book), client, "ana")
        assert settled.done is done
        assert book.unknown() == []
    else:
        assert (happenings(book, plan)[-1] == "done") is done


def lost(id: str, hotmart: SimulatedHotmart, client: Hotmart, book: Book, fault: str = "lost") -> str:
    plan = planned(id, client, book)
    failure_of(plan, client, book, hotmart, fault)
    return plan.id


def approved_all_the_same(plan: Plan, client: Hotmart, book: Book) -> None:
    """As by a release that did not wait until the outcome of the first was known."""
    with pytest.MonkeyPatch.context() as before:
        before.setattr(approving, "check_not_repeated", lambda *told: None)
        approve(plan.id, client, book, ANYTHING, "ana")


@pytest.mark.parametrize("id", WRITES)
def test_every_write_is_settled_or_the_panel_is_named(
    id: str, hotmart: SimulatedHotmart, client: Hotmart, book: Book
) -> None:
    lost(id, hotmart, client, book)
    (settled,) = settle(later(book), client, "ana")
    assert (settled.done is True) == (id in SETTLED)
    for text in settled.why:
        assert ("panel" in text or "painel" in text) == (id not in SETTLED)
        assert "  " not in text
        assert ".." not in text


def test_one_that_was_made_is_found_though_the_same_was_asked_for_again(
    hotmart: SimulatedHotmart, client: Hotmart, book: Book
) -> None:
    first = lost("links.create", hotmart, client, book)
    again = planned("links.create", client, book)
    approved_all_the_same(again, client, book)
    (settled,) = settle(later(book), client, "ana", first)
    assert settled.done is True


def test_another_of_the_same_is_not_taken_for_it(
    hotmart: SimulatedHotmart, client: Hotmart, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first was never made; the second was, and is the only one there."""
    first = planned("links.create", client, book)
    monkeypatch.setattr(client, "fetch", lost_on_the_way)
    with suppress(KilledError):
        approve(first.id, client, book, ANYTHING, "ana")
    monkeypatch.undo()
    second = planned("links.create", client, book)
    approved_all_the_same(second, client, book)
    (settled,) = settle(later(book), client, "ana")
    assert settled.done is None
    assert "asked for the same" in settled.why.en
    assert [line.plan for line in book.unknown()] == [first.id]


class KilledError(BaseException):
    """The process is no more."""


def lost_on_the_way(request: object) -> bytes:
    raise KilledError


def test_a_link_of_before_is_not_taken_for_it(
    hotmart: SimulatedHotmart, client: Hotmart, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.links.create(**TARGETS["links.create"](client))
    hotmart.advance(1)
    plan = planned("links.create", client, book)
    monkeypatch.setattr(client, "fetch", lost_on_the_way)
    with suppress(KilledError):
        approve(plan.id, client, book, ANYTHING, "ana")
    monkeypatch.undo()
    settled: list[Settled] = settle(later(book), client, "ana")
    assert [one.done for one in settled] == [False]


def killed(
    id: str, client: Hotmart, book: Book, monkeypatch: pytest.MonkeyPatch, **arguments: object
) -> Plan:
    """A plan that was taken, of which nothing was sent."""
    told = TARGETS[id](client) | arguments
    plan = plan_of(operation(id), told, client, "main")
    book.add(plan, "ana")
    monkeypatch.setattr(client, "fetch", lost_on_the_way)
    with suppress(KilledError):
        approve(plan.id, client, book, ANYTHING, "ana")
    monkeypatch.undo()
    return plan


@pytest.mark.parametrize("id", ["sales.refund", "coupons.create", "links.create"])
def test_what_may_still_be_under_way_is_not_said_to_be_undone(
    id: str, client: Hotmart, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the terminal beside it is still sending, or was closed a moment ago."""
    plan = killed(id, client, book, monkeypatch)
    for seconds in (0, OVER_WITHIN - 60):
        (settled,) = settle(later(book, seconds), client, "ana", found_by=" --connection loja")
        assert (settled.done, settled.until) == (None, datetime.fromisoformat(settled.line.at) + OVER)
        assert settled.why.en.endswith(f": hotmart audit settle {plan.id} --connection loja")
        assert happenings(book, plan) == ["planned", "sending"]
    approve_as_it_was(plan, client)
    (settled,) = settle(book, client, "ana")
    assert (settled.done, settled.until) == (True, None)  # what was done can be seen at once


def approve_as_it_was(plan: Plan, client: Hotmart) -> None:
    """What was under way arrives at Hotmart."""
    client.fetch(plan.request)


def test_a_lost_answer_needs_no_more_patience_than_hotmart_has(
    client: Hotmart, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = killed("sales.refund", client, book, monkeypatch)
    book.note(plan, "unknown", "ana")
    (early,) = settle(book, client, "ana")
    assert early.done is None
    (late,) = settle(later(book, ANSWERED_WITHIN + 1), client, "ana")
    assert late.done is False


def test_what_was_said_to_be_undone_is_corrected_by_a_later_look(
    client: Hotmart, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = killed("sales.refund", client, book, monkeypatch)
    settle(later(book), client, "ana")
    approve_as_it_was(plan, client)  # later than anybody would have thought
    assert settle(later(book), client, "ana") == []
    for _ in range(2):
        (settled,) = settle(later(book), client, "bia", plan.id)
        assert settled.done is True
    assert happenings(book, plan) == ["planned", "sending", "settled_not_done", "settled_done"]
    assert book.unknown() == []


def test_a_state_that_held_before_the_sending_proves_nothing(
    hotmart: SimulatedHotmart, client: Hotmart, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of two had ended before. Only what becomes of the other tells."""
    running = next(subscribers(client, SubscriptionStatus.ACTIVE))
    over = next(subscribers(client, SubscriptionStatus.CANCELLED_BY_SELLER, SubscriptionStatus.INACTIVE))
    plan = killed("subscriptions.cancel", client, book, monkeypatch, subscriber_code=[over, running])
    assert [*book.lines(plan.id)[-1].told["before"]] == [over, running]
    (settled,) = settle(later(book), client, "ana")
    assert settled.done is False
    approve_as_it_was(plan, client)
    (settled,) = settle(later(book), client, "ana", plan.id)
    assert settled.done is True


def line_of(action: str, arguments: dict[str, object], before: Mapping[str, str | None]) -> Line:
    told = {"arguments": arguments, "before": before}
    return Line(1, "2026-01-01T00:00:00Z", "abcdefgh", "x", "main", action, "sending", "ana", told)


@pytest.mark.parametrize("known", [True, False], ids=["as it was seen", "as nobody saw"])
def test_what_ended_already_is_not_said_to_be_done_by_its_cancelling(known: bool, client: Hotmart) -> None:
    status = SubscriptionStatus.CANCELLED_BY_SELLER, SubscriptionStatus.INACTIVE
    code = next(subscribers(client, *status))
    before = {code: "INACTIVE"} if known else {}
    done, why = cancelled(line_of("subscriptions.cancel_single", {"subscriber_code": code}, before), client)
    assert done is None
    assert "before" in why.en


def test_a_subscription_that_its_own_subscriber_ended_proves_nothing(client: Hotmart) -> None:
    code = next(subscribers(client, SubscriptionStatus.CANCELLED_BY_CUSTOMER))
    line = line_of("subscriptions.cancel_single", {"subscriber_code": code}, {code: "ACTIVE"})
    assert cancelled(line, client)[0] is None


def test_a_sale_that_was_given_back_before_is_not_said_to_be_by_its_refund(client: Hotmart) -> None:
    code = next(sales(client, SaleStatus.REFUNDED, SaleStatus.PROTESTED))
    line = line_of("sales.refund", {"transaction_code": code}, {code: "PROTESTED"})
    assert refunded(line, client)[0] is None
    assert refunded(line._replace(told=line.told | {"before": {code: "APPROVED"}}), client)[0] is True


@pytest.mark.parametrize("status", ["CHARGEBACK", "CANCELLED", "A_NEW_ONE", None])
def test_a_state_that_no_refund_leads_to_tells_nothing(
    status: str | None, client: Hotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refund may have been made before the sale came to it: that it was not done is not known."""
    code = next(sales(client, SaleStatus.APPROVED))
    sale = sale_of(client, code)
    assert sale
    line = line_of("sales.refund", {"transaction_code": code}, {code: "APPROVED"})
    assert refunded(line, client)[0] is False
    purchase = msgspec.structs.replace(sale.purchase, status=status and SaleStatus(status))
    there = msgspec.structs.replace(sale, purchase=purchase)
    monkeypatch.setattr(settling_states, "sale_of", Mock(return_value=there))
    assert refunded(line, client)[0] is None
    unchanged = line._replace(told=line.told | {"before": {code: status}})
    assert refunded(unchanged, client)[0] is False


@pytest.mark.parametrize(("status", "done"), [("A_NEW_ONE", None), ("STARTED", None), ("ACTIVE", False)])
def test_a_state_that_no_cancelling_leads_to_tells_nothing(
    status: str, done: bool | None, client: Hotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = next(subscribers(client, SubscriptionStatus.ACTIVE))
    one = subscription_of(client, code)
    assert one
    there = msgspec.structs.replace(one, status=SubscriptionStatus(status))
    monkeypatch.setattr(settling_states, "subscription_of", Mock(return_value=there))
    line = line_of("subscriptions.cancel_single", {"subscriber_code": code}, {code: "ACTIVE"})
    assert cancelled(line, client)[0] is done
    unchanged = line._replace(told=line.told | {"before": {code: status}})
    assert cancelled(unchanged, client)[0] is False


def test_a_refund_that_another_plan_made_is_not_taken_for_it(
    client: Hotmart, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = killed("sales.refund", client, book, monkeypatch)
    second = plan_of(operation("sales.refund"), first.arguments, client, "main")
    book.add(second, "ana")
    approved_all_the_same(second, client, book)
    (settled,) = settle(later(book), client, "ana")
    assert (settled.line.plan, settled.done) == (first.id, None)
    assert "asked for the same" in settled.why.en


def test_what_no_read_tells_is_noted_by_whoever_has_looked(
    hotmart: SimulatedHotmart, client: Hotmart, book: Book
) -> None:
    id = lost("products.configure", hotmart, client, book)
    (settled,) = settle(later(book), client, "ana")
    assert settled.why.en.endswith(f"hotmart audit settle {id} --done, or --not-done")
    record(book, "bia (cli)", id, done=True)
    assert book.unknown() == []
    last = book.lines(id)[-1]
    assert (last.happening, last.who) == ("told_done", "bia (cli)")
    record(later(book), "caio (cli)", id, done=False)  # and looked again
    assert happenings_of(book, id)[-2:] == ["told_done", "told_not_done"]


def happenings_of(book: Book, id: str) -> list[str]:
    return [line.happening for line in book.lines(id)]


@pytest.mark.parametrize("id", ["links.create", "links.create_offer"])
def test_a_link_that_is_named_for_its_buyer_is_found_and_not_taken_for_anothers(
    id: str, client: Hotmart, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The audit does not know whom it is named for."""
    name = "name" if id == "links.create" else "offer_name"
    there = plan_of(operation(id), TARGETS[id](client) | {name: "Aula de bia@example.org"}, client, "main")
    client.fetch(there.request)
    more = there.arguments | {name: "Aula de rita@example.org"}
    plan = killed(id, client, book, monkeypatch, **more)
    assert plan.warnings == ()
    assert "example.org" not in str(book.lines())
    (settled,) = settle(later(book), client, "ana")
    assert settled.done is False
    approve_as_it_was(plan, client)
    (settled,) = settle(later(book), client, "ana", plan.id)
    assert settled.done is True


def test_nobody_can_have_seen_that_what_is_under_way_was_not_done(
    client: Hotmart, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = killed("products.configure", client, book, monkeypatch)
    with pytest.raises(PlanError, match="under way"):
        record(book, "ana", plan.id, done=False)
    record(book, "ana", plan.id, done=True)


def test_what_is_known_is_not_noted_otherwise(client: Hotmart, book: Book) -> None:
    with pytest.raises(PlanError, match="no plan"):
        record(book, "ana", "zzzzzzzz", done=True)
    waiting = planned("coupons.create", client, book)
    with pytest.raises(PlanError, match="not sent"):
        record(book, "ana", waiting.id, done=True)
    approve(waiting.id, client, book, ANYTHING, "ana")
    with pytest.raises(PlanError, match="answered"):
        record(book, "ana", waiting.id, done=False)


def test_a_write_of_another_account_is_told_with_its_connection_and_host(
    client: Hotmart, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = killed("sales.refund", client, book, monkeypatch)
    with Hotmart("another", "secret", api_url=client.host, auth_url=client.host) as other:
        assert settle(later(book), other, "ana") == []
        assert [line.plan for line in elsewhere(book, other)] == [plan.id]
        with pytest.raises(PlanError, match=f"connection main, at {client.host}"):
            settle(later(book), other, "ana", plan.id)
    assert elsewhere(book, client) == []
