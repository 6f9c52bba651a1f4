from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

import httpx2
import pytest

from hotmart import (
    AsyncHotmart,
    AuthenticationError,
    ConnectionFailedError,
    Hotmart,
    InvalidArgumentError,
    NotFoundError,
    OutcomeUnknownError,
    UnexpectedAnswerError,
)
from hotmart.api import CATALOGUE
from hotmart.exchange import Terms

SECRET = "a-very-secret-secret"
API, AUTH = "https://api.example", "https://auth.example"


class Server:
    """Hotmart, as small as a test needs it."""

    def __init__(self, *trouble: httpx2.Response) -> None:
        self.trouble = list(trouble)
        self.seen: Counter[str] = Counter()
        self.transport = httpx2.MockTransport(self.answer)

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.seen[f"{request.method} {request.url.path}"] += 1
        if request.url.host == "auth.example":
            return self.token(request)
        if self.trouble:
            return self.trouble.pop()
        if request.method == "PUT":
            return httpx2.Response(200, json={})
        if request.url.path.endswith("/purchases"):
            return httpx2.Response(200, json=[{"transaction": "HP1"}])
        return self.page(int(request.url.params.get("page_token", 1)))

    def token(self, request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={"access_token": f"t{self.logins}", "expires_in": 172799})

    def page(self, number: int) -> httpx2.Response:
        info: dict[str, object] = {"total_results": 3}
        if number < 3:
            info["next_page_token"] = str(number + 1)
        return httpx2.Response(
            200, json={"items": [{"purchase": {"transaction": f"HP{number}"}}], "page_info": info}
        )

    @property
    def logins(self) -> int:
        return self.seen["POST /security/oauth/token"]


class Refusing(Server):
    def token(self, request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(401, json={"error": "invalid_client", "error_description": "Bad credentials"})


def waiting(server: Server, max_retries: int = 5, timeout: float = 45.0) -> Hotmart:
    return Hotmart(
        "my-client-id",
        SECRET,
        api_url=API,
        auth_url=AUTH,
        max_retries=max_retries,
        timeout=timeout,
        transport=server.transport,
        sleep=lambda seconds: None,
    )


def awaited(server: Server) -> AsyncHotmart:
    async def no_sleep(seconds: float) -> None:
        pass

    return AsyncHotmart(
        "my-client-id", SECRET, api_url=API, auth_url=AUTH, transport=server.transport, sleep=no_sleep
    )


def test_a_listing_is_read_page_by_page_with_one_login() -> None:
    server = Server()
    with waiting(server) as client:
        assert [sale.purchase.transaction for sale in client.sales.history()] == ["HP1", "HP2", "HP3"]
        assert client.sales.history().total() == 3
        assert client.calls == 4
    assert server.logins == 1


def test_the_async_client_reads_the_same() -> None:
    server = Server()

    async def read() -> None:
        async with awaited(server) as client:
            codes = [sale.purchase.transaction async for sale in client.sales.history()]
            assert codes == ["HP1", "HP2", "HP3"]
            (purchase,) = await client.subscriptions.purchases("K7QW3ZP9")
            assert purchase.transaction == "HP1"
            await client.sales.refund("HP1")
            assert client.calls == 5

    asyncio.run(read())
    assert server.logins == 1
    assert server.seen["PUT /payments/api/v1/sales/HP1/refund"] == 1


def test_bare_arrays_and_empty_answers_are_what_they_are_declared() -> None:
    with waiting(Server()) as client:
        assert [one.transaction for one in client.subscriptions.purchases("K7QW3ZP9")] == ["HP1"]
        client.sales.refund("HP1")
        assert client.fetch(CATALOGUE[0].request()).startswith(b'{"items"')


def test_a_failing_read_is_retried_and_a_failing_write_is_not() -> None:
    server = Server(httpx2.Response(500), httpx2.Response(503))
    with waiting(server) as client:
        assert client.sales.history().total() == 3
    server = Server(httpx2.Response(500))
    with waiting(server) as client, pytest.raises(OutcomeUnknownError):
        client.sales.refund("HP1")
    assert server.seen["PUT /payments/api/v1/sales/HP1/refund"] == 1


def test_a_web_page_is_not_no_rows() -> None:
    pages = [httpx2.Response(200, html="<html></html>") for _ in range(2)]
    with waiting(Server(*pages)) as client, pytest.raises(UnexpectedAnswerError, match="web page"):
        list(client.sales.history())


def test_wrong_credentials_are_an_authentication_error() -> None:
    with waiting(Refusing()) as client, pytest.raises(AuthenticationError) as error:
        client.sales.history().total()
    assert (error.value.status, error.value.error) == (401, "invalid_client")

    async def read() -> None:
        async with awaited(Refusing()) as client:
            with pytest.raises(AuthenticationError):
                await client.sales.history().total()

    asyncio.run(read())


def test_many_tasks_and_threads_log_in_once() -> None:
    server = Server()

    async def read() -> None:
        async with awaited(server) as client:
            totals = await asyncio.gather(*(client.sales.history().total() for _ in range(20)))
            assert totals == [3] * 20

    asyncio.run(read())
    with waiting(server) as client:
        threads = [Thread(target=client.sales.history().total) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert client.calls == 8
    assert server.logins == 1


def test_an_expired_token_is_renewed_for_all() -> None:
    server = Server(httpx2.Response(401, json={"error": "token_expired"}))
    with waiting(server) as client:
        assert client.sales.history().total() == 3
        assert client.sales.history().total() == 3
    assert server.logins == 2


def test_an_unreachable_host_is_named_and_tried_again() -> None:
    slept: list[float] = []
    terms = Terms(chance=lambda: 1.0)
    here = "http://127.0.0.1:9"
    with (
        Hotmart(
            "id", SECRET, api_url=here, auth_url=here, max_retries=2, terms=terms, sleep=slept.append
        ) as client,
        pytest.raises(ConnectionFailedError, match=r"http://127\.0\.0\.1:9"),
    ):
        client.sales.history().total()
    assert slept == [0.5, 1.0]


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.sales.history(start_date=datetime(2026, 1, 1)),  # noqa: DTZ001  # the point
        lambda client: client.sales.history(start_date=date(2026, 1, 2), end_date=date(2026, 1, 1)),
        lambda client: client.sales.refund("HP1/../HP2"),
        lambda client: client.subscriptions.purchases(""),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_sent(ask: Callable[[object], object]) -> None:
    server = Server()
    with waiting(server) as client, pytest.raises(InvalidArgumentError):
        ask(client)
    with pytest.raises(InvalidArgumentError):  # at the call, not only when awaited
        ask(awaited(server))
    assert not server.seen


def test_options_that_cannot_be_meant_are_refused() -> None:
    with pytest.raises(InvalidArgumentError, match="max_retries"):
        waiting(Server(), max_retries=-1)
    with pytest.raises(InvalidArgumentError, match="timeout"):
        waiting(Server(), timeout=0)


def test_functions_of_a_client_tell_what_they_are() -> None:
    with waiting(Server()) as client:
        for endpoint in CATALOGUE:
            function = getattr(getattr(client, endpoint.group), endpoint.name)
            assert function.__name__ == endpoint.name
            assert function.__doc__ == endpoint.doc
            assert function.__signature__ == endpoint.signature
            assert function is getattr(getattr(client, endpoint.group), endpoint.name)


def test_nothing_secret_is_shown_logged_or_kept(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    caplog.set_level(logging.DEBUG)
    server = Server(httpx2.Response(500, text="rita@example.org"), httpx2.Response(401), httpx2.Response(429))
    with waiting(server) as client:
        sales = client.sales.history(buyer_email="rita@example.org")
        shown = f"{client!r} {sales!r} {list(sales)!r} {client._line!r} {[getattr(client._line, it.name) for it in fields(client._line)]!r}"
    assert "HTTP 500" in caplog.text
    kept = " ".join(path.read_text() + path.name for path in (tmp_path / "cache" / "tokens").iterdir())
    for hidden in (SECRET, "rita", "my-client-id", "Bearer"):
        assert hidden not in shown + caplog.text + kept
    assert json.loads(next((tmp_path / "cache" / "tokens").glob("*.json")).read_text())["value"] == "t2"


def test_a_client_says_where_it_is_and_for_whom() -> None:
    with waiting(Server()) as client:
        assert repr(client) == "<Hotmart at https://api.example as my-c…>"


@pytest.mark.parametrize("said", ["Sat, 21 Nov 2026 09:30:00 GMT", "Sat, 21 Nov 2026 09:30:00 -0000"])
def test_a_client_knows_what_time_it_is_at_hotmart(said: str) -> None:
    dates = [{"date": "tomorrow"}, {"date": said}]
    server = Server(*(httpx2.Response(404, headers=headers) for headers in dates))
    with waiting(server) as client:
        assert client.server_time is None
        for _ in dates:
            with pytest.raises(NotFoundError):
                client.sales.history().total()
            assert client.server_time == datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_clients_of_one_connection_share_their_quota() -> None:
    server = Server()
    with waiting(server) as one, waiting(server) as other:
        assert one.quota is other.quota
        assert one.quota.limit == 500
