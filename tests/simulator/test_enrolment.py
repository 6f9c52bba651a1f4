"""How long someone may come in, and how far they get in that time (dossier §8)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from hotmart.simulator import Settings
from hotmart.simulator.clock import DAY
from hotmart.simulator.enrolment import Enrolment, Pace
from hotmart.simulator.sale import Sale
from hotmart.simulator.world import World


@cache
def a_sale() -> Sale:
    return World(Settings(sales=50, months=1)).sales[0]


def test_who_buys_again_after_a_refund_learned_nothing_in_between() -> None:
    sale = a_sale()
    first, second = (replace(sale, status="APPROVED") for _ in range(2))
    first.become("REFUNDED", 10 * DAY)
    enrolment = Enrolment(sale.offer.product, 0, 20, [(100 * DAY, second), (0, first)])
    assert enrolment.status == "ACTIVE"
    assert enrolment.stays()[0] == (0, 10 * DAY)
    assert [enrolment.time_inside(day * DAY) // DAY for day in (5, 10, 50, 100, 107)] == [5, 10, 10, 10, 17]
    assert [enrolment.moment(day * DAY) // DAY for day in (5, 10, 11)] == [5, 10, 101]
    second.become("CHARGEBACK", 120 * DAY)
    assert (enrolment.status, enrolment.time_inside(500 * DAY)) == ("BLOCKED", 30 * DAY)


@given(
    stays=st.lists(st.tuples(st.integers(0, 100), st.integers(1, 50)), min_size=1, max_size=4),
    now=st.integers(0, 200),
)
def test_time_inside_is_time_between_coming_in_and_being_locked_out(
    stays: list[tuple[int, int]], now: int
) -> None:
    sale = a_sale()
    grants = [(start, replace(sale, status="REFUNDED", returned=start + days)) for start, days in stays]
    enrolment = Enrolment(sale.offer.product, 0, 20, list(grants))
    inside = {day for start, days in stays for day in range(start, start + days) if day < now}
    assert enrolment.time_inside(now) == len(inside)
    if inside:
        assert enrolment.moment(len(inside)) == max(inside) + 1
    assert enrolment.time_inside(now) <= enrolment.time_inside(now + 1)


@given(
    gap=st.integers(1, 10**9),
    stop=st.integers(0, 60),
    grain=st.integers(1, 2**40),
    at=st.integers(-(10**11), 10**11),
)
def test_counting_lessons_is_what_listing_them_counts(gap: int, stop: int, grain: int, at: int) -> None:
    pace = Pace(first=0, gap=gap, stop=stop, grain=grain)
    dates = [pace.completed(lesson) for lesson in range(stop)]
    assert dates == sorted(dates)
    assert pace.done_by(at) == sum(1 for date in dates if date <= at)
