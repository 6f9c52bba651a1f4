from __future__ import annotations

import asyncio

from hotmart.accounts.session import Pauses
from hotmart.sync.watch import Watch
from hotmart.transport.quota import Quota


class Heard(Watch):
    def __init__(self) -> None:
        self.waits: list[float] = []

    def waiting(self, seconds: float) -> None:
        self.waits.append(seconds)


def paused(quota: Quota, *seconds: float) -> tuple[list[float], list[float]]:
    """What a watch hears when a client pauses so long, and how long it slept."""
    heard, slept = Heard(), list[float]()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def go() -> None:
        pauses = Pauses(sleep)
        await pauses(99.0)  # before anybody watches: while logging in
        pauses.tell(heard, quota)
        for each in seconds:
            await pauses(each)

    asyncio.run(go())
    return heard.waits, slept


def spent(limit: int, left: int) -> Quota:
    quota = Quota(limit=limit, clock=lambda: 1_000.0)
    for _ in range(limit - left):
        assert quota.reserve() == 0
    return quota


def test_a_wait_for_the_quota_is_told() -> None:
    assert paused(spent(100, left=0), 23.0) == ([23.0], [99.0, 23.0])


def test_the_reserve_for_others_counts_as_spent() -> None:
    assert paused(spent(100, left=2), 23.0)[0] == [23.0]


def test_a_pause_after_a_failure_is_no_wait_for_the_quota() -> None:
    assert paused(spent(100, left=50), 2.5) == ([], [99.0, 2.5])
