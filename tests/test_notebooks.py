"""Notebooks, threads, asyncio servers and several processes: one client serves them all, with one login."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest

from hotmart import AsyncHotmart, Hotmart
from hotmart.testing import SimulatedHotmart, simulated
from hotmart.transport.hooks import Attempt


@pytest.fixture
def account() -> Iterator[SimulatedHotmart]:
    with simulated() as hotmart:
        yield hotmart


def logins(account: SimulatedHotmart) -> int:
    return [heard.path for heard in account.requests].count("/security/oauth/token")


def months(account: SimulatedHotmart, number: int) -> list[tuple[date, date]]:
    """Windows of thirty days, the last of which ends today."""
    ends = [account.now.date() - timedelta(days=30 * back) for back in range(number)]
    return [(end - timedelta(days=30), end) for end in ends]


def codes(client: Hotmart, window: tuple[date, date]) -> list[str]:
    sales = client.sales.history(start_date=window[0], end_date=window[1], max_results=5)
    return [sale.purchase.transaction for sale in sales]


async def codes_async(client: AsyncHotmart, window: tuple[date, date]) -> list[str]:
    sales = client.sales.history(start_date=window[0], end_date=window[1], max_results=5)
    return [sale.purchase.transaction async for sale in sales]


@pytest.mark.slow
def test_the_waiting_client_works_where_an_event_loop_runs_already(account: SimulatedHotmart) -> None:
    async def cell() -> int:
        with account.client() as client:
            return len(list(client.products.list()))

    assert asyncio.run(cell()) == account.truth()["rows"]["products"]


def test_the_async_client_is_used_by_one_cell_after_another(account: SimulatedHotmart) -> None:
    async def cell(client: AsyncHotmart) -> int:
        return len((await client.products.list()).items)

    with asyncio.Runner() as notebook:  # one loop for all cells, as IPython keeps it
        client = account.async_client()
        counts = {notebook.run(cell(client)) for _ in range(3)}
        notebook.run(client.aclose())
    assert counts == {account.truth()["rows"]["products"]}
    assert logins(account) == 1


@pytest.mark.slow
def test_sixteen_threads_share_a_client_and_one_login(account: SimulatedHotmart) -> None:
    windows = months(account, 16)
    expected = [codes(account.client(), window) for window in windows]
    assert any(expected)
    with simulated() as same:
        start, client = Barrier(16), same.client()

        def read(window: tuple[date, date]) -> list[str]:
            start.wait()
            return codes(client, window)

        with ThreadPoolExecutor(16) as pool:
            assert list(pool.map(read, windows)) == expected
        assert logins(same) == 1
        assert client.calls == len(same.requests) - 1


@pytest.mark.slow
def test_the_tasks_of_a_server_share_a_client_and_one_login(account: SimulatedHotmart) -> None:
    windows = months(account, 16)
    expected = [codes(account.client(), window) for window in windows]

    async def serve(account: SimulatedHotmart) -> list[list[str]]:
        async with account.async_client() as client:
            return await asyncio.gather(*(codes_async(client, window) for window in windows))

    with simulated() as same:
        assert asyncio.run(serve(same)) == expected
        assert logins(same) == 1


def test_a_task_that_is_cancelled_leaves_the_client_usable(account: SimulatedHotmart) -> None:
    async def impatient() -> int:
        async with account.async_client() as client:
            tasks = [asyncio.create_task(codes_async(client, window)) for window in months(account, 8)]
            await asyncio.sleep(0)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            return len((await client.products.list()).items)

    assert asyncio.run(impatient()) == account.truth()["rows"]["products"]


@pytest.mark.slow
def test_processes_share_one_login(account: SimulatedHotmart) -> None:
    program = "from hotmart import Hotmart; print(len(list(Hotmart().products.list())))"
    environment = {**os.environ, **account.environment}
    running = [
        subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    answers = [process.communicate()[0].strip() for process in running]
    assert answers == [str(account.truth()["rows"]["products"])] * 3
    assert logins(account) == 1


def test_a_token_that_is_revoked_is_renewed_once_for_all_threads(account: SimulatedHotmart) -> None:
    client = account.client()
    list(client.products.list())
    account.fail("expired", calls=1)
    with ThreadPoolExecutor(8) as pool:
        counts = set(pool.map(lambda _: len(list(client.products.list())), range(8)))
    assert counts == {account.truth()["rows"]["products"]}
    assert logins(account) == 2


def test_a_hook_is_told_of_every_attempt_of_every_thread(account: SimulatedHotmart) -> None:
    told: list[Attempt] = []
    client = account.client(hook=told.append)
    list(client.products.list())
    account.fail("503", calls=1)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: client.products.list(), range(8)))
    assert len(told) == len(account.requests)
    failed = [attempt for attempt in told if attempt.error]
    assert [(one.operation, one.status, one.error) for one in failed] == [
        ("products.list", 503, "InternalServerError")
    ]
    (again,) = [attempt for attempt in told if attempt.number == 2]
    assert again.template == failed[0].template == "/products/api/v1/products"
