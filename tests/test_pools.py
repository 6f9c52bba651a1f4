from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from hotmart import wire
from hotmart.pools import AsyncPool, Pool

SETTINGS = wire.settings("https://api.example")


def test_a_process_that_was_forked_opens_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Pool(None, SETTINGS)
    before = pool.connections()
    assert pool.connections() is before
    monkeypatch.setattr(os, "getpid", lambda: -1)  # as a child would see it
    assert pool.connections() is not before
    pool.close()
    assert pool.closed


def test_each_loop_has_its_own_and_those_of_ended_loops_are_let_go() -> None:
    pool = AsyncPool(None, SETTINGS)

    async def twice() -> bool:
        return pool.connections() is pool.connections()

    assert all(asyncio.run(twice()) for _ in range(5))
    assert len(pool) <= 2


def test_threads_with_a_loop_each_do_not_disturb_each_other() -> None:
    pool = AsyncPool(None, SETTINGS)

    async def once() -> bool:
        return pool.connections() is pool.connections()

    with ThreadPoolExecutor(8) as threads:
        done = [threads.submit(asyncio.run, once()) for _ in range(200)]
        assert all(one.result() for one in done)


def test_closing_closes_those_of_the_running_loop() -> None:
    pool = AsyncPool(None, SETTINGS)

    async def opened_and_closed() -> bool:
        http = pool.connections()
        await pool.close()
        return http.is_closed

    assert asyncio.run(opened_and_closed())
