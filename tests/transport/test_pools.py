from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from hotmart import AsyncHotmart, ConfigurationError
from hotmart.simulator import Settings, Simulator
from hotmart.simulator.simulator import Served
from hotmart.transport import wire
from hotmart.transport.pools import AsyncPool, Pool
from small_hotmart import Server, awaited, waiting

SETTINGS = wire.settings("http://api.example")


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Simulator(Settings(sales=5, months=1)).serve() as served:
        yield served


async def lent(pool: AsyncPool) -> httpx2.AsyncClient:
    async with pool.connections() as http:
        return http


async def twice(pool: AsyncPool) -> bool:
    return await lent(pool) is await lent(pool)


def test_a_process_that_was_forked_opens_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Pool(None, SETTINGS)
    before = pool.connections()
    assert pool.connections() is before
    monkeypatch.setattr(os, "getpid", lambda: -1)  # as a child would see it
    assert pool.connections() is not before
    pool.close()


def test_each_loop_has_its_own_and_those_of_ended_loops_are_let_go() -> None:
    pool = AsyncPool(None, SETTINGS)
    assert all(asyncio.run(twice(pool)) for _ in range(5))
    assert len(pool) <= 2


def test_threads_with_a_loop_each_do_not_disturb_each_other() -> None:
    pool = AsyncPool(None, SETTINGS)
    with ThreadPoolExecutor(8) as threads:
        done = [threads.submit(asyncio.run, twice(pool)) for _ in range(200)]
        assert all(one.result() for one in done)


def test_what_is_closed_stays_closed() -> None:
    pool = Pool(None, SETTINGS)
    http = pool.connections()
    for _ in range(2):
        pool.close()
    assert http.is_closed
    with pytest.raises(ConfigurationError, match="closed"):
        pool.connections()

    async def closed() -> bool:
        pool = AsyncPool(None, SETTINGS)
        http = await lent(pool)
        for _ in range(2):
            await pool.close()
        with pytest.raises(ConfigurationError, match="closed"):
            await lent(pool)
        return http.is_closed

    assert asyncio.run(closed())


def test_a_client_that_is_closed_refuses_calls_before_it_logs_in() -> None:
    server = Server()
    client = waiting(server)
    client.close()
    with pytest.raises(ConfigurationError, match="closed"):
        client.sales.history()

    async def call() -> None:
        client = awaited(server)
        await client.aclose()
        with pytest.raises(ConfigurationError, match="closed"):
            await client.sales.history()

    asyncio.run(call())
    assert server.logins == 0


@pytest.mark.slow
@pytest.mark.parametrize("steps", range(0, 24, 2))
def test_a_client_that_is_closed_among_its_calls_leaves_no_socket_open(served: Served, steps: int) -> None:
    """Wherever they are then: one that waits is refused, and one that was sent is answered."""

    async def closed(client: AsyncHotmart) -> list[int | BaseException | None]:
        await client.sales.history().total()
        calls = [asyncio.create_task(client.sales.history().total()) for _ in range(5)]
        for _ in range(steps):
            await asyncio.sleep(0)
        await client.aclose()
        return await asyncio.gather(*calls, return_exceptions=True)

    told = served.client_id, served.client_secret
    ended = asyncio.run(closed(AsyncHotmart(*told, api_url=served.api_url, auth_url=served.auth_url)))
    assert all(isinstance(one, int | ConfigurationError) for one in ended)
    gc.collect()  # an open socket that it finds would fail this test
