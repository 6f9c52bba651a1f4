"""A write whose answer was lost is settled by reading, truly; where no read tells, the panel is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

from hotmart.actions.guard.approving import approve
from hotmart.actions.guard.book import Book
from hotmart.actions.guard.settling import Settled, settle
from hotmart.client import Hotmart
from hotmart.testing import SimulatedHotmart, simulated

from .clocks import later
from .targets import TARGETS
from .test_every_write import ANYTHING, FAULTS, WRITES, failure_of, happenings, planned

pytestmark = pytest.mark.slow

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
    approve(again.id, client, book, ANYTHING, "ana")
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
    approve(second.id, client, book, ANYTHING, "ana")
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
