"""As many questions are under way as use the quota up."""

from __future__ import annotations

import asyncio

import pytest

from hotmart.sync.lanes import FEWEST, MOST, Lanes, lanes_for


@pytest.mark.parametrize(
    ("latency", "lanes"), [(0.01, FEWEST), (0.8, 10), (1.6, 18), (7.0, MOST), (None, 10)]
)
def test_a_slower_hotmart_is_asked_more_at_once(latency: float | None, lanes: int) -> None:
    assert lanes_for(500, latency) == lanes


def test_no_quota_is_so_large_that_more_is_asked_than_can_be_read() -> None:
    assert lanes_for(1_000_000, 0.01) == FEWEST


async def crowd(width: list[int], visits: int) -> int:
    """The most that were inside at a time."""
    lanes, inside, most = Lanes(lambda: width[0]), 0, 0

    async def visit() -> None:
        nonlocal inside, most
        async with lanes:
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(visit() for _ in range(visits)))
    return most


def test_never_more_are_inside_than_there_are_lanes_and_all_get_in() -> None:
    assert asyncio.run(crowd([3], 50)) == 3


def test_one_who_gives_up_waiting_takes_no_lane_with_him() -> None:
    async def act() -> int:
        width = [1]
        lanes = Lanes(lambda: width[0])
        async with lanes:
            waiting = [asyncio.create_task(lanes.__aenter__()) for _ in range(3)]
            await asyncio.sleep(0)
            waiting[0].cancel()
            await asyncio.sleep(0)
        waiting[1].cancel()  # just as it was given the lane
        await asyncio.gather(*waiting[:2], return_exceptions=True)
        async with asyncio.timeout(1):
            await waiting[2]
        return len(waiting)

    assert asyncio.run(act()) == 3


def test_lanes_that_are_added_are_used_when_the_next_one_leaves() -> None:
    async def act() -> int:
        width = [1]
        lanes, inside = Lanes(lambda: width[0]), 0

        async def stay(until: asyncio.Event) -> None:
            nonlocal inside
            async with lanes:
                inside += 1
                await until.wait()

        first, rest = asyncio.Event(), asyncio.Event()
        tasks = [asyncio.create_task(stay(first)), *(asyncio.create_task(stay(rest)) for _ in range(4))]
        await asyncio.sleep(0)
        width[0] = 3
        first.set()
        for _ in range(5):
            await asyncio.sleep(0)
        rest.set()
        await asyncio.gather(*tasks)
        return inside

    assert asyncio.run(act()) == 5
