from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import get_type_hints

import pytest

from hotmart import Hotmart, HotmartError, InternalServerError, OutcomeUnknownError, waiting
from hotmart.simulator import FaultSpecError, Settings
from hotmart.testing import AccountSettings, SimulatedHotmart, simulated

REAL_SECONDS = 20.0  # far less than any pause for a rate limit adds up to here


def test_a_client_reads_the_account() -> None:
    with simulated() as hotmart:
        products = list(hotmart.client().products.list())
        assert len(products) == hotmart.truth()["rows"]["products"]


def test_an_async_client_reads_the_same() -> None:
    async def ids(hotmart: SimulatedHotmart) -> list[int]:
        async with hotmart.async_client() as client:
            return [product.id async for product in client.products.list()]

    with simulated() as hotmart:
        assert asyncio.run(ids(hotmart)) == [product.id for product in hotmart.client().products.list()]


def test_its_settings_are_those_of_the_simulator_and_small_where_nothing_is_said() -> None:
    assert get_type_hints(AccountSettings) == get_type_hints(Settings)
    assert [*get_type_hints(AccountSettings)] == [field.name for field in fields(Settings)]
    with simulated(seed=7) as hotmart:
        assert hotmart.simulator.settings == Settings(seed=7, sales=300)


def test_time_passes_when_it_is_told_to() -> None:
    with simulated() as hotmart:
        before = hotmart.now
        told = hotmart.advance(days=45)
        assert hotmart.now == before + timedelta(days=45)
        assert told


@pytest.mark.slow
@pytest.mark.parametrize(
    "today", [date(2026, 11, 21), date(2024, 2, 29), date(2025, 3, 31), date(2025, 1, 1)]
)
def test_an_account_may_live_today_for_programs_that_ask_for_their_last_days(today: date) -> None:
    with simulated(today=today) as hotmart:
        assert hotmart.now.date() == today
        last_month = hotmart.client().sales.history(start_date=today - timedelta(days=30), end_date=today)
        assert list(last_month)


def test_a_rate_limit_is_waited_out_at_once() -> None:
    with simulated(quota=2) as hotmart:
        began = time.monotonic()
        client = hotmart.client()
        for _ in range(20):
            assert next(iter(client.products.list()))
        assert time.monotonic() - began < REAL_SECONDS
        waiting.sleep(60)
        assert client.quota.remaining == 2


def test_what_is_said_to_wait_out_a_429_is_waited_out_at_once() -> None:
    with simulated() as hotmart:
        hotmart.fail("429", calls=3)
        began = time.monotonic()
        assert next(iter(hotmart.client().products.list()))
        assert time.monotonic() - began < REAL_SECONDS


def test_latency_takes_no_time_either() -> None:
    with simulated(latency_ms=60_000) as hotmart:
        began = time.monotonic()
        assert next(iter(hotmart.client().products.list()))
        assert time.monotonic() - began < REAL_SECONDS


def test_the_next_calls_fail_and_then_all_is_well() -> None:
    with simulated() as hotmart:
        hotmart.fail("500", calls=2)
        impatient = hotmart.client(max_retries=0)
        for _ in range(2):
            with pytest.raises(InternalServerError):
                next(iter(impatient.products.list()))
        assert next(iter(impatient.products.list()))


def test_calls_fail_until_calm() -> None:
    with simulated() as hotmart:
        client = hotmart.client(max_retries=1)
        hotmart.fail("500:1", "slow:0.5")
        with pytest.raises(InternalServerError):
            next(iter(client.products.list()))
        hotmart.calm()
        assert next(iter(client.products.list()))


def test_a_fault_that_does_not_exist_is_refused() -> None:
    with simulated() as hotmart, pytest.raises(FaultSpecError):
        hotmart.fail("teapot")


def refundable(client: Hotmart) -> str:
    sales = client.sales.history(transaction_status="APPROVED", commission_as="PRODUCER")
    return [sale.purchase.transaction for sale in sales][-1]


def test_a_write_whose_answer_is_lost_was_heard_once() -> None:
    with simulated(sales=800) as hotmart:
        client = hotmart.client()
        code = refundable(client)
        hotmart.fail("lost", calls=1)
        with pytest.raises(OutcomeUnknownError):
            client.sales.refund(code)
        writes = [heard.path for heard in hotmart.requests if heard.method == "PUT"]
        assert writes == [f"/payments/api/v1/sales/{code}/refund"]
        (sale,) = client.sales.history(transaction=code)
        assert sale.purchase.status != "APPROVED"


def test_every_request_is_heard_with_its_query() -> None:
    with simulated() as hotmart:
        list(hotmart.client().products.list(max_results=50))
        login, listing = hotmart.requests[:2]
        assert (login.method, login.path) == ("POST", "/security/oauth/token")
        assert (listing.method, listing.path) == ("GET", "/products/api/v1/products")
        assert listing.query["max_results"] == ["50"]


def test_two_accounts_at_once_do_not_meet() -> None:
    with simulated(seed=1) as one, simulated(seed=2) as other:
        first = {product.id for product in one.client().products.list()}
        second = {product.id for product in other.client().products.list()}
        assert first != second


def test_neither_the_environment_nor_the_users_tokens_are_touched(tmp_path: Path) -> None:
    before = dict(os.environ)
    with simulated() as hotmart:
        list(hotmart.client().products.list())
        assert dict(os.environ) == before
        cache = Path(hotmart.environment["HOTMART_CACHE_DIR"])
        assert list(cache.rglob("*.json"))
    assert not cache.exists()
    assert not list(tmp_path.rglob("*.json"))


@pytest.mark.slow
def test_its_environment_is_all_that_another_program_needs() -> None:
    program = "from hotmart import Hotmart; print(len(list(Hotmart().products.list())))"
    with simulated() as hotmart:
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, **hotmart.environment},
            capture_output=True,
            text=True,
            check=True,
        )
        assert int(done.stdout) == hotmart.truth()["rows"]["products"]


def test_a_client_is_closed_with_its_account() -> None:
    with simulated() as hotmart:
        client = hotmart.client()
        list(client.products.list())
    with pytest.raises((HotmartError, RuntimeError)):
        list(client.products.list())


def test_it_shows_no_secret() -> None:
    with simulated() as hotmart:
        assert hotmart.environment["HOTMART_CLIENT_SECRET"] not in repr(hotmart)
