"""A living world: it follows from its seed, whatever the steps of its clock (dossier §15.1)."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.simulator import Settings
from hotmart.simulator.catalogue import Catalogue
from hotmart.simulator.clock import DAY
from hotmart.simulator.sale import Sale, Subscription
from hotmart.simulator.terms import SALE_STATUSES
from hotmart.simulator.world import World
from simulator.visitor import PRODUCTS, SUBSCRIPTIONS, Visitor, canonical

# What may follow what (dossier §15.1). OVERDUE is an unpaid renewal, which is paid late or given up.
ROADS = {
    "": {
        "STARTED",
        "WAITING_PAYMENT",
        "PRINTED_BILLET",
        "UNDER_ANALISYS",
        "PROCESSING_TRANSACTION",
        "PRE_ORDER",
        "OVERDUE",
    },
    "STARTED": {"APPROVED", "CANCELLED", "NO_FUNDS", "BLOCKED"},
    "WAITING_PAYMENT": {"APPROVED", "EXPIRED", "OVERDUE"},
    "PRINTED_BILLET": {"APPROVED", "EXPIRED", "CANCELLED", "OVERDUE"},
    "UNDER_ANALISYS": {"APPROVED", "BLOCKED"},
    "PROCESSING_TRANSACTION": {"APPROVED", "CANCELLED"},
    "PRE_ORDER": {"APPROVED"},
    "OVERDUE": {"APPROVED", "CANCELLED"},
    "APPROVED": {"COMPLETE", "PROTESTED", "CHARGEBACK"},
    "PROTESTED": {"REFUNDED", "PARTIALLY_REFUNDED", "APPROVED"},
    "COMPLETE": {"CHARGEBACK"},
}


def fingerprint(world: World) -> list[tuple[Any, ...]]:
    sales = [
        (
            s.code,
            s.ordered,
            s.status,
            s.approved,
            s.warranty,
            s.updated,
            s.returned,
            astuple(s.price),
            s.buyer.email,
        )
        for s in world.sales
    ]
    subscriptions = [
        (s.code, s.status, s.accession, s.ended, s.next_charge, s.recurrence, s.attempts, s.unpaid)
        for s in world.subscriptions
    ]
    yesterday = sorted((sale.code, before.status) for sale, before in world.sales_yesterday)
    changed = sorted((it.code, before.status) for it, before in world.subscriptions_yesterday)
    return [*sales, *subscriptions, *yesterday, *changed]


def all_rows(visitor: Visitor) -> list[str]:
    window = {"accession_date": visitor.truth["began"], "end_accession_date": visitor.now}
    charges = {"transaction_date": visitor.truth["began"], "end_transaction_date": visitor.now}
    return [
        canonical(row)
        for rows in (
            visitor.all_sales(),
            visitor.all_sales("users"),
            visitor.all_sales("commissions"),
            visitor.all(SUBSCRIPTIONS, **window),
            visitor.all(f"{SUBSCRIPTIONS}/summary", **window),
            visitor.all(f"{SUBSCRIPTIONS}/transactions", **charges),
            visitor.all(PRODUCTS),
        )
        for row in rows
    ]


@pytest.mark.slow
def test_the_same_seed_gives_the_same_rows_but_for_the_order_of_keys() -> None:
    rows = all_rows(Visitor(sales=400))
    assert rows == all_rows(Visitor(sales=400))
    assert rows != all_rows(Visitor(sales=400, seed=2))


@pytest.mark.slow
@settings(deadline=None, max_examples=12)
@given(seed=st.integers(0, 1_000), steps=st.lists(st.integers(0, 60 * DAY), min_size=1, max_size=5))
def test_a_world_does_not_depend_on_the_steps_of_its_clock(seed: int, steps: list[int]) -> None:
    chosen = Settings(seed=seed, sales=80, months=5)
    walked, jumped = World(chosen), World(chosen)
    for step in steps:
        walked.advance_to(walked.now + step)
    jumped.advance_to(jumped.now + sum(steps))
    assert fingerprint(walked) == fingerprint(jumped)


@pytest.mark.slow
def test_45_days_and_then_400_are_445() -> None:
    twice, once = Visitor(sales=400), Visitor(sales=400)
    twice.simulator.advance(45)
    twice.simulator.advance(400)
    once.simulator.advance(445)
    assert twice.truth == once.truth
    assert all_rows(twice) == all_rows(once)


def test_a_refund_asked_for_changes_nobody_elses_life() -> None:
    touched, other = World(Settings(sales=400)), World(Settings(sales=400))
    sale = next(s for s in reversed(touched.sales) if s.status == "APPROVED" and s.subscription is None)
    touched.ask_refund(sale)
    for world in (touched, other):
        world.advance_to(world.now + 90 * DAY)
    differing = [a.code for a, b in zip(touched.sales, other.sales, strict=True) if a.status != b.status]
    assert differing == [sale.code]
    assert sale.status == "REFUNDED"


def test_time_never_goes_back() -> None:
    world = World(Settings(sales=10))
    with pytest.raises(ValueError, match="never goes back"):
        world.advance_to(world.now - 1)


@pytest.fixture(scope="module")
def watched() -> list[tuple[str, str, int]]:
    """Every change of status of half a year: before, after, and the age of the sale in milliseconds."""
    world = World(Settings(sales=6_000))
    statuses: dict[str, str] = {}
    changes: list[tuple[str, str, int]] = []
    for _ in range(180 * 4):
        world.advance_to(world.now + DAY // 4)
        for sale in world.sales:
            before = statuses.get(sale.code)
            if before is not None and before != sale.status:
                changes.append((before, sale.status, sale.updated - sale.ordered))
            statuses[sale.code] = sale.status
    return changes


@pytest.mark.slow
def test_statuses_follow_the_life_of_a_sale(watched: list[tuple[str, str, int]]) -> None:
    """Two changes within six hours are seen as one, so a road may skip a station."""
    for before, after, _ in watched:
        direct = ROADS[before]
        assert after in direct | {far for near in direct for far in ROADS.get(near, set())}, (before, after)


@pytest.mark.slow
def test_pending_sales_settle_soon_and_chargebacks_come_late(watched: list[tuple[str, str, int]]) -> None:
    pending = [age for before, _, age in watched if before in ROADS[""] - {"OVERDUE"}]
    completed = [age for _, after, age in watched if after == "COMPLETE"]
    charged_back = [age for _, after, age in watched if after == "CHARGEBACK"]
    assert max(pending) <= 10 * DAY
    assert max(completed) <= 60 * DAY
    assert min(charged_back) >= 30 * DAY
    assert max(charged_back) >= 200 * DAY


def test_order_dates_never_move_and_old_sales_change() -> None:
    world = World(Settings(sales=2_000))
    before = {sale.code: (sale.ordered, sale.status) for sale in world.sales}
    happened = world.advance_to(world.now + 45 * DAY)
    for sale in world.sales[: len(before)]:
        assert sale.ordered == before[sale.code][0]
    changed = {
        sale.code for sale in world.sales if sale.code in before and before[sale.code][1] != sale.status
    }
    assert {sale.code for sale in happened.old_sales} == changed != set()
    assert len(world.sales) == len(before) + happened.new_sales


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_large_account_has_every_status_currency_and_a_very_late_chargeback(seed: int) -> None:
    world = World(Settings(seed=seed))
    assert abs(len(world.sales) - 20_000) < 1_000
    assert {sale.status for sale in world.sales} == set(SALE_STATUSES)
    assert {sale.price.currency for sale in world.sales} == {"BRL", "USD", "EUR", "MXN", "COP"}
    assert {sale.price.payout for sale in world.sales} == {"BRL", "USD", "EUR"}
    old, then = world.now - 200 * DAY, world.now
    world.advance_to(then + 400 * DAY)
    assert any(s.status == "CHARGEBACK" and s.ordered < old and s.returned > then for s in world.sales)


@pytest.mark.slow
def test_sales_keep_coming_at_the_pace_of_the_past() -> None:
    world = World(Settings(sales=4_000))
    recent = sum(1 for sale in world.sales if sale.ordered > world.now - 365 * DAY)
    happened = world.advance_to(world.now + 365 * DAY)
    assert 0.7 < happened.new_sales / recent < 1.6


def test_sales_are_in_order_of_date_and_codes_are_never_given_twice() -> None:
    world = World(Settings(sales=3_000))
    assert [sale.ordered for sale in world.sales] == sorted(sale.ordered for sale in world.sales)
    assert len({sale.code for sale in world.sales}) == len(world.sales)
    assert len({it.id for it in world.subscriptions}) == len({it.code for it in world.subscriptions})
    assert all(len(sale.code) == 16 and sale.code.startswith("HP") for sale in world.sales)


def test_renewals_retries_and_goodbyes_all_happen() -> None:
    world = World(Settings(sales=5_000))
    statuses = Counter(it.status for it in world.subscriptions)
    assert {
        "ACTIVE",
        "INACTIVE",
        "OVERDUE",
        "CANCELLED_BY_CUSTOMER",
        "CANCELLED_BY_SELLER",
        "CANCELLED_BY_ADMIN",
    } <= set(statuses)
    assert max(sale.recurrence for sale in world.recurring) > 12
    assert {sale.attempt for sale in world.recurring} == {1, 2, 3, 4, 5}
    assert any(sale.negotiated and sale.approved for sale in world.recurring)
    assert any(it.offer.trial and it.status == "ACTIVE" for it in world.subscriptions)


def test_a_first_recurrence_given_back_ends_the_subscription() -> None:
    world = World(Settings(sales=5_000))
    ended = 0
    for it in world.subscriptions:
        first = next(
            (sale for sale in it.sales if sale.recurrence == 1 and sale.status in ("REFUNDED", "CHARGEBACK")),
            None,
        )
        if first is not None:
            assert it.status not in ("ACTIVE", "DELAYED", "STARTED")
            ended += 1
    assert ended


@pytest.mark.slow
def test_a_subscription_that_left_may_come_back() -> None:
    world = World(Settings(sales=10_000))
    left = {it.code for it in world.subscriptions if it.status == "CANCELLED_BY_CUSTOMER"}
    world.advance_to(world.now + 60 * DAY)
    back = [it for it in world.subscriptions if it.code in left and it.status in ("ACTIVE", "DELAYED")]
    assert back
    assert all(it.ended == 0 for it in back)


def test_text_needs_no_escaping() -> None:
    """Rows are written as text: a quote in a name would break them."""

    def texts(thing: object) -> list[str]:
        if isinstance(thing, str):
            return [thing]
        if isinstance(thing, Catalogue | Sale | Subscription):
            return []
        names = getattr(thing, "__slots__", ())
        return [text for name in names if isinstance(text := getattr(thing, name), str)]

    for seed in range(6):
        world = World(Settings(seed=seed, sales=200))
        things: list[object] = [world.catalogue.account, *world.catalogue.affiliates, *world.market.people]
        for product in world.catalogue.products:
            things += [product, product.producer, *product.offers]
        for thing in things:
            for text in texts(thing):
                assert not set(text) & {'"', "\\"}
                assert text.isprintable()
