from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from hotmart import waiting

AGES = 86_400.0  # no test can wait so long


def test_outside_of_skipping_time_is_real() -> None:
    before, real = waiting.now(), time.monotonic()
    waiting.sleep(0.001)
    asyncio.run(waiting.sleep_async(0.001))
    assert time.monotonic() - real >= 0.002
    assert waiting.now() - before == pytest.approx(time.monotonic() - real, abs=0.5)


def test_a_sleep_that_is_skipped_moves_the_clock_by_as_much() -> None:
    with waiting.skipping():
        before, real = waiting.now(), time.monotonic()
        waiting.sleep(AGES)
        asyncio.run(waiting.sleep_async(AGES))
        assert 2 * AGES <= waiting.now() - before < 2 * AGES + 60
        assert time.monotonic() - real < 60


def test_what_was_skipped_stays_skipped_so_the_clock_never_goes_back() -> None:
    with waiting.skipping():
        waiting.sleep(AGES)
        inside = waiting.now()
    assert waiting.now() >= inside


def test_to_wait_for_less_than_nothing_is_not_to_wait() -> None:
    before = waiting.now()
    waiting.sleep(-1)
    asyncio.run(waiting.sleep_async(-1))
    with waiting.skipping():
        waiting.sleep(-AGES)
        asyncio.run(waiting.sleep_async(-AGES))
    assert before <= waiting.now() < before + 60


def test_skipping_may_be_nested() -> None:
    with waiting.skipping():
        with waiting.skipping():
            pass
        real = time.monotonic()
        waiting.sleep(AGES)
        assert time.monotonic() - real < 60


def test_skipping_ends_when_its_block_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ZeroDivisionError), waiting.skipping():
        _ = 1 / 0
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    waiting.sleep(3.0)
    assert slept == [3.0]


def test_it_holds_in_every_thread() -> None:
    with waiting.skipping(), ThreadPoolExecutor(8) as pool:
        real = time.monotonic()
        list(pool.map(waiting.sleep, [AGES] * 32))
        assert time.monotonic() - real < 60


def test_tasks_that_wait_side_by_side_wait_together() -> None:
    async def together() -> float:
        before = waiting.now()
        await asyncio.gather(*(waiting.sleep_async(AGES) for _ in range(50)))
        return waiting.now() - before

    with waiting.skipping():
        assert AGES <= asyncio.run(together()) < AGES + 60


def test_a_skipped_wait_lets_other_tasks_go_on() -> None:
    turns: list[str] = []

    async def taking_turns(name: str) -> None:
        for _ in range(3):
            turns.append(name)
            await waiting.sleep_async(1)

    async def both() -> None:
        await asyncio.gather(taking_turns("a"), taking_turns("b"))

    with waiting.skipping():
        asyncio.run(both())
    assert turns == ["a", "b"] * 3


def test_the_clock_loses_nothing_when_threads_move_it_at_once() -> None:
    start = threading.Barrier(8)

    def wait_often(_: int) -> None:
        start.wait()
        for _ in range(200):
            waiting.sleep(1.0)

    with waiting.skipping(), ThreadPoolExecutor(8) as pool:
        before = waiting.now()
        list(pool.map(wait_often, range(8)))
        assert waiting.now() - before >= 200  # each thread has waited its own two hundred seconds
