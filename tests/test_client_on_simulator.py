"""The client against a Hotmart on this machine, through every fault."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import httpx2
import pytest

from hotmart import (
    AsyncHotmart,
    AuthenticationError,
    BadRequestError,
    Hotmart,
    HotmartError,
    NotFoundError,
    OutcomeUnknownError,
    UnexpectedAnswerError,
)
from hotmart.api import CATALOGUE
from hotmart.api.choices import SaleStatus
from hotmart.request import Request
from hotmart.simulator import Settings, Simulator
from hotmart.simulator.simulator import Served
from hotmart.transport.retrying import Terms

SETTINGS = Settings(seed=7, sales=400, months=11, quota=100_000)


class Time:
    """A clock that moves when somebody sleeps, so that nobody has to wait."""

    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def waiting(served: Served, secret: str | None = None, max_retries: int = 5) -> Hotmart:
    time = Time()
    return Hotmart(
        served.client_id,
        secret or served.client_secret,
        api_url=served.api_url,
        auth_url=served.auth_url,
        terms=Terms(max_retries=max_retries, clock=lambda: time.now),
        sleep=time.sleep,
    )


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Simulator(SETTINGS).serve() as served:
        yield served


@pytest.fixture
def client(served: Served) -> Iterator[Hotmart]:
    with waiting(served) as client:
        yield client


def test_the_rows_are_those_the_simulator_knows_of(client: Hotmart, served: Served) -> None:
    now = served.simulator.now
    windows = [now - timedelta(days=365 * years) for years in (2, 1, 0)]
    sales = [
        sale
        for start, end in pairwise(windows)
        for sale in client.sales.history(
            start_date=start, end_date=end - timedelta(milliseconds=1), transaction_status=list(SaleStatus)
        )
    ]
    assert len(sales) == len({sale.purchase.transaction for sale in sales}) > 300
    assert all(isinstance(sale.purchase.status, SaleStatus) and sale.purchase.status.known for sale in sales)
    assert all(sale.purchase.order_date and sale.purchase.order_date.tzinfo is UTC for sale in sales)


@pytest.fixture(scope="module")
def years() -> Iterator[Served]:
    with Simulator(Settings(seed=9, sales=300, months=40, quota=100_000)).serve() as served:
        yield served


def test_three_years_are_read_in_windows_the_oldest_first(years: Served) -> None:
    asked: dict[str, Any] = {
        "start_date": years.simulator.now - timedelta(days=1215),
        "transaction_status": list(SaleStatus),
        "max_results": 50,
    }
    with waiting(years) as client:
        sales = client.sales.history(**asked)
        codes = [sale.purchase.transaction for sale in sales]
        assert len(codes) == len(set(codes)) == sales.total() == client.sales.history.total(**asked)
        assert [one.purchase.transaction for one in client.sales.history_autopaginate(**asked)] == codes
        assert [one.purchase.transaction for one in sales.at_once(3)] == codes
        windows = [page.window for page in sales.pages()]
        assert len(set(windows)) == 4
        for page in sales.pages():
            start, end = page.window
            ordered = [one.purchase.order_date for one in page]
            assert all(at and start and start <= at and (end is None or at <= end) for at in ordered)
    assert len(codes) > 250


def test_an_asynchronous_client_reads_the_same(years: Served) -> None:
    start = years.simulator.now - timedelta(days=1215)

    async def read() -> tuple[list[str], int | None, list[str], int | None]:
        who = (years.client_id, years.client_secret)
        async with AsyncHotmart(*who, api_url=years.api_url, auth_url=years.auth_url) as client:
            listing = client.sales.history(start_date=start)
            codes = [one.purchase.transaction async for one in listing]
            opened = await client.sales.history(start_date=start)
            again = [one.purchase.transaction async for one in opened]
            return codes, await listing.total(), again, await opened.total()

    codes, total, again, told = asyncio.run(read())
    assert len(codes) == len(set(codes)) == total == told
    assert again == codes
    with waiting(years) as client:
        assert [one.purchase.transaction for one in client.sales.history(start_date=start)] == codes


def test_a_first_window_without_sales_is_passed_over_for_the_first_page(years: Served) -> None:
    now = years.simulator.now
    with waiting(years) as client:
        sales = client.sales.history(start_date=now - timedelta(days=3000))
        assert sales.items
        assert sales.total() == len(list(sales)) > 0


def test_a_page_that_comes_again_ends_in_an_error(served: Served, client: Hotmart) -> None:
    served.simulator.fail("repeat_page:1")
    try:
        with pytest.raises(UnexpectedAnswerError):
            list(client.sales.history(start_date=served.simulator.now - timedelta(days=300), max_results=50))
    finally:
        served.simulator.fail()


def set_faults(served: Served, *faults: str) -> None:
    httpx2.post(f"{served.api_url}/_simulator/faults", json={"faults": list(faults)}, trust_env=False)


def approved(client: Hotmart, now: datetime) -> str:
    """A sale that can still be refunded."""
    recent = client.sales.history(
        start_date=now - timedelta(days=6), end_date=now, transaction_status=SaleStatus.APPROVED
    )
    return next(iter(recent)).purchase.transaction


def test_a_refund_changes_the_sale_and_cannot_be_asked_twice() -> None:
    with Simulator(SETTINGS).serve() as served, waiting(served) as client:
        code = approved(client, served.simulator.now)
        client.sales.refund(code)
        (sale,) = client.sales.history(transaction=code)
        assert sale.purchase.status in (SaleStatus.PROTESTED, SaleStatus.REFUNDED)
        with pytest.raises(HotmartError, match=r"HTTP 40[04]"):
            client.sales.refund(code)


def test_a_refund_whose_answer_is_lost_is_done_once_and_settled_by_a_read() -> None:
    simulator = Simulator(SETTINGS)
    with simulator.serve() as served, waiting(served) as client:
        code = approved(client, simulator.now)
        client.fetch(CATALOGUE[0].request())
        set_faults(served, "lost:1")
        with pytest.raises(OutcomeUnknownError) as lost:
            client.sales.refund(code)
        set_faults(served)
        assert lost.value.settle_with == f"sales.history(transaction='{code}')"
        (sale,) = client.sales.history(transaction=code)
        assert sale.purchase.status in (SaleStatus.PROTESTED, SaleStatus.REFUNDED)


@pytest.mark.slow
@pytest.mark.parametrize(
    "faults",
    [
        ("429:0.2",),
        ("500:0.2", "503:0.1"),
        ("cut:0.2",),
        ("truncated:0.2",),
        ("notjson:0.2",),
        ("expired:0.02",),
        ("login:0.5",),
    ],
    ids=" ".join,
)
def test_a_read_gets_through(faults: tuple[str, ...], served: Served) -> None:
    def ask(client: Hotmart) -> list[Any]:
        now = served.simulator.now
        return list(
            client.sales.commissions(start_date=now - timedelta(days=300), end_date=now, max_results=20)
        )

    with waiting(served) as client:
        calm = ask(client)
    settings = Settings(seed=7, sales=400, months=11, quota=100_000, faults=faults)
    with Simulator(settings).serve() as troubled, waiting(troubled, max_retries=10) as client:
        assert ask(client) == calm


@pytest.mark.parametrize(
    ("fault", "kind"), [("html:1", UnexpectedAnswerError), ("empty:1", UnexpectedAnswerError)]
)
def test_an_answer_that_says_nothing_is_never_no_rows(fault: str, kind: type[HotmartError]) -> None:
    settings = Settings(seed=7, sales=10, months=1, faults=(fault,))
    with Simulator(settings).serve() as served, waiting(served) as client, pytest.raises(kind):
        list(client.products.list())


def test_a_path_that_does_not_exist_is_told(client: Hotmart) -> None:
    with pytest.raises(UnexpectedAnswerError, match="web page"):
        client.fetch(Request(method="GET", path="/payments/api/v1/subscriptions/K7QW3ZP9/transactions"))


def test_a_code_that_does_not_exist_is_not_found(client: Hotmart) -> None:
    with pytest.raises(NotFoundError):
        client.subscriptions.purchases("ZZZZZZZZ")


def test_a_product_without_plans_is_a_bad_request(client: Hotmart) -> None:
    ucode = next(one.ucode for one in client.products.list() if not one.is_subscription)
    with pytest.raises(BadRequestError):
        list(client.products.plans(ucode or ""))


def test_a_wrong_secret_is_refused_although_a_good_token_is_kept(client: Hotmart, served: Served) -> None:
    list(client.products.list())
    with waiting(served, secret="wrong") as stranger, pytest.raises(AuthenticationError):
        list(stranger.products.list())


def test_rows_nobody_documented_are_read_too() -> None:
    settings = Settings(seed=7, sales=60, months=2, faults=("unknown_status:1", "new_field:1"))
    with Simulator(settings).serve() as served, waiting(served) as client:
        now = served.simulator.now
        sales = list(client.sales.history(start_date=now - timedelta(days=90), end_date=now))
        assert any(sale.purchase.status and not sale.purchase.status.known for sale in sales)


def test_nothing_secret_is_logged_at_any_level(
    client: Hotmart, served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    now = served.simulator.now
    list(
        client.sales.history(
            start_date=now - timedelta(days=30), end_date=now, buyer_email="rita@example.org"
        )
    )
    token = client._line.tokens.at_hand()
    assert token
    assert "sales/history" in caplog.text
    for hidden in (served.client_id, served.client_secret, served.basic, token, "rita"):
        assert hidden not in caplog.text
