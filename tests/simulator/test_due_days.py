"""The day on which a subscription is charged next."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.simulator import Settings
from hotmart.simulator.clock import DAY, HOUR, instant, millis, noon
from hotmart.simulator.due_days import choose, next_charge, shown
from hotmart.simulator.sale import Subscription
from hotmart.simulator.world import World

PERIODS = (30, 90, 180, 360)


@pytest.fixture(scope="module")
def world() -> World:
    return World(Settings(sales=300, months=3))


def charged(world: World, at: int, period: int, recurrence: int = 1) -> Subscription:
    """A subscription whose recurrence was charged then."""
    model = world.subscriptions[0]
    offer = next(
        offer for product in world.catalogue.products for offer in product.offers if offer.period == period
    )
    return Subscription(
        id=1,
        code="AAAA1111",
        number=1,
        offer=offer,
        buyer=model.buyer,
        way=model.way,
        currency="BRL",
        affiliate=None,
        tracking=None,
        requested=at,
        due=0,
        recurrence=recurrence,
        charged=at,
        next_charge=at,
    )


@pytest.mark.parametrize("period", PERIODS)
def test_without_a_due_day_a_charge_comes_one_period_later_at_noon(world: World, period: int) -> None:
    at = millis(date(2025, 3, 10)) + 15 * HOUR
    assert next_charge(charged(world, at, period), at) == noon(at + period * DAY)


def test_a_charge_paid_late_is_never_followed_by_one_in_the_past(world: World) -> None:
    at = millis(date(2025, 3, 10))
    assert next_charge(charged(world, at, 30), at + 100 * DAY) == noon(at + 101 * DAY)


def test_a_due_day_takes_effect_one_cycle_after_the_next_charge(world: World) -> None:
    at = millis(date(2025, 1, 15))
    it = charged(world, at, 30)
    choose(it, 5)
    assert next_charge(it, at) == noon(at + 30 * DAY)
    it.recurrence, it.charged = 2, noon(at + 30 * DAY)
    assert instant(next_charge(it, it.charged)).date() == date(2025, 3, 5)


def test_day_31_is_the_last_day_of_a_short_month(world: World) -> None:
    it = charged(world, millis(date(2025, 1, 10)), 30)
    choose(it, 31)
    it.recurrence, it.charged = 2, millis(date(2025, 1, 31))
    days: list[date] = []
    for _ in range(4):
        it.charged = next_charge(it, it.charged)
        it.recurrence += 1
        days.append(instant(it.charged).date())
    assert days == [date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30), date(2025, 5, 31)]


def test_another_choice_does_not_undo_what_the_first_one_moved_already(world: World) -> None:
    it = charged(world, millis(date(2025, 1, 10)), 30)
    choose(it, 20)
    it.recurrence, it.charged = 2, millis(date(2025, 2, 9))
    choose(it, 3)
    assert instant(next_charge(it, it.charged)).day == 20
    assert shown(it) == 20
    it.recurrence, it.charged = 3, next_charge(it, it.charged)
    assert instant(next_charge(it, it.charged)).day == 3


@given(
    day=st.integers(1, 31),
    period=st.sampled_from(PERIODS),
    start=st.dates(date(2023, 1, 1), date(2027, 1, 1)),
    hour=st.integers(0, 23),
)
def test_every_charge_is_on_the_due_day_and_about_a_period_after_the_one_before(
    world: World, day: int, period: int, start: date, hour: int
) -> None:
    it = charged(world, millis(start) + hour * HOUR, period, recurrence=0)
    choose(it, day)
    it.recurrence = 1
    for _ in range(14):
        following = next_charge(it, it.charged)
        assert following == noon(following)
        assert abs(following - it.charged - period * DAY) <= 17 * DAY
        when = instant(following).date()
        last_of_month = instant(following + DAY).date().month != when.month
        assert when.day == day or (when.day < day and last_of_month)
        it.charged = following
        it.recurrence += 1
