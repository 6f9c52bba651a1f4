"""The index finds what a plain reading of every sale finds."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from hotmart.simulator import Settings
from hotmart.simulator.terms import SALE_STATUSES
from hotmart.simulator.world import World


@cache
def world() -> World:
    return World(Settings(sales=500))


MOMENTS = st.integers(0, 800 * 86_400_000)


@given(
    statuses=st.sets(st.sampled_from(SALE_STATUSES)), start=MOMENTS, length=MOMENTS, filtered=st.booleans()
)
def test_a_selection_is_what_reading_every_sale_finds(
    statuses: set[str], start: int, length: int, *, filtered: bool
) -> None:
    it = world()
    first, last = it.began + start, it.began + start + length
    expected = [
        position
        for position, sale in enumerate(it.sales)
        if first <= sale.ordered <= last
        and sale.status in statuses
        and (not filtered or sale.recurrence == 0)
    ]
    found = it.index.select(
        (first, last),
        statuses,
        "single" if filtered else None,
        (lambda sale: sale.recurrence == 0) if filtered else None,
    )
    assert list(found) == expected


def test_the_index_follows_the_world() -> None:
    it = World(Settings(sales=500))
    before = len(it.index.select(None, SALE_STATUSES))
    sale = next(sale for sale in it.sales if sale.status == "APPROVED")
    it.ask_refund(sale)
    assert [it.sales[position] for position in it.index.select(None, ["PROTESTED"])].count(sale) == 1
    happened = it.advance_to(it.now + 10 * 86_400_000)
    assert len(it.index.select(None, SALE_STATUSES)) == before + happened.new_sales
