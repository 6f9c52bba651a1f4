from __future__ import annotations

import asyncio
import gc
import logging
import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import httpx2
import pytest

from hotmart import (
    AsyncHotmart,
    AuthenticationError,
    ConfigurationError,
    Hotmart,
    InvalidArgumentError,
    OutcomeUnknownError,
    PermissionDeniedError,
)
from hotmart.language import speaking
from small_hotmart import API, Server

TOKEN = "H4sIAAAA-a-token-of-a-client"


class Platform:
    """A program that holds the tokens of its clients, and counts how often it is asked."""

    def __init__(self, *tokens: str) -> None:
        self.tokens, self.asked = tokens, 0

    def __call__(self) -> str:
        self.asked += 1
        return self.tokens[min(self.asked, len(self.tokens)) - 1]

    async def awaited(self) -> str:
        await asyncio.sleep(0)
        return self()


class Guarded(Server):
    """A Hotmart that takes one token."""

    def __init__(self, good: str) -> None:
        super().__init__()
        self.good, self.refused = good, 0

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        if request.headers["authorization"] != f"Bearer {self.good}":
            self.refused += 1
            return httpx2.Response(401, json={"error": "invalid_token", "error_description": "expired"})
        return super().answer(request)


def waiting(server: Server, token: Any, **more: Any) -> Hotmart:
    return Hotmart(access_token=token, api_url=API, transport=server.transport, sleep=lambda _: None, **more)


def awaited(server: Server, token: Any) -> AsyncHotmart:
    return AsyncHotmart(access_token=token, api_url=API, transport=server.transport)


@pytest.mark.parametrize("given", [TOKEN, f" Bearer {TOKEN}\n", Platform(TOKEN)])
def test_a_given_token_needs_no_credential_and_no_login(given: str | Callable[[], str]) -> None:
    server = Guarded(TOKEN)
    with waiting(server, given) as client:
        assert client.sales.history().total() == 3
        assert client.with_options(timeout=5).sales.history().total() == 3
        assert TOKEN not in repr(client)

    async def read() -> None:
        async with awaited(server, given) as client:
            assert await client.sales.history().total() == 3

    asyncio.run(read())
    assert (server.logins, server.refused) == (0, 0)


def test_it_goes_before_the_credential_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMART_CLIENT_ID", "an-id")
    monkeypatch.setenv("HOTMART_CLIENT_SECRET", "a-secret")
    with waiting(server := Guarded(TOKEN), TOKEN) as client:
        assert client.sales.history().total() == 3
    assert server.logins == 0


def test_a_function_is_asked_once_and_not_before_the_first_call() -> None:
    platform, server = Platform(TOKEN), Guarded(TOKEN)
    with waiting(server, platform) as client:
        assert platform.asked == 0
        for _ in range(3):
            client.sales.history().total()
    assert platform.asked == 1


def test_a_refused_token_is_asked_for_once_more() -> None:
    platform, server = Platform("old", "new"), Guarded("new")
    with waiting(server, platform) as client:
        assert client.sales.history().total() == 3
        client.sales.refund("HP1")
    assert (platform.asked, server.refused) == (2, 1)


def test_a_token_that_stays_refused_is_an_authentication_error() -> None:
    platform, server = Platform("old", "older"), Guarded("new")
    with waiting(server, platform) as client, pytest.raises(AuthenticationError, match="access token"):
        client.sales.history().total()
    assert (platform.asked, server.refused) == (2, 2)


@pytest.mark.parametrize("given", ["old", Platform("old")])
def test_the_same_token_is_not_sent_twice_once_it_is_refused(given: str | Callable[[], str]) -> None:
    server = Guarded("new")
    with waiting(server, given) as client, pytest.raises(AuthenticationError) as refused:
        client.sales.history().total()
    assert server.refused == 1
    assert "HOTMART_CLIENT_ID" not in str(refused.value)
    with speaking("pt"):
        assert "informe o novo" in str(refused.value)


def test_the_async_client_awaits_what_is_to_be_awaited() -> None:
    platform, server = Platform("old", "new"), Guarded("new")

    async def read() -> None:
        async with awaited(server, platform.awaited) as client:
            totals = await asyncio.gather(*(client.sales.history().total() for _ in range(20)))
            assert totals == [3] * 20

    asyncio.run(read())
    assert platform.asked == 2


def test_an_object_that_is_called_and_awaited_is_a_function_too() -> None:
    class Held:
        async def __call__(self) -> str:
            return TOKEN

    def asked() -> Any:
        return Held()()

    async def read() -> None:
        for given in (Held(), asked):
            async with awaited(Guarded(TOKEN), given) as client:
                assert await client.sales.history().total() == 3

    asyncio.run(read())


def test_one_client_in_two_loops_asks_in_each_without_waiting_for_the_other() -> None:
    platform, server = Platform("old", "new"), Guarded("new")
    client = awaited(server, platform.awaited)

    async def read() -> None:
        assert await client.sales.history().total() == 3

    asyncio.run(read())
    asyncio.run(read())
    assert platform.asked == 2


def test_many_threads_ask_once_for_another() -> None:
    platform, server = Platform("old", "new"), Guarded("new")
    with waiting(server, platform) as client:
        threads = [Thread(target=client.sales.history().total) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert platform.asked == 2


def test_what_a_function_raises_reaches_whoever_called() -> None:
    def gone() -> str:
        raise LookupError("no such client")

    with waiting(server := Guarded(TOKEN), gone) as client, pytest.raises(LookupError, match="no such"):
        client.sales.history().total()

    async def read() -> None:
        async with awaited(server, gone) as client:
            await client.sales.history().total()

    with pytest.raises(LookupError):
        asyncio.run(read())


@pytest.mark.parametrize("wrong", ["", "  ", "Bearer ", "two words", "a\nb", "não", b"bytes", 7])
def test_what_can_be_no_token_is_refused_unseen(wrong: Any) -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        waiting(Server(), wrong)
    assert refused.value.argument == "access_token"
    assert not str(wrong).strip() or str(wrong) not in str(refused.value) or wrong == 7
    with waiting(server := Server(), lambda: wrong) as client, pytest.raises(InvalidArgumentError):
        client.sales.history().total()
    assert server.seen == {}


@pytest.mark.slow
def test_a_client_that_waits_says_that_it_awaits_nothing() -> None:
    client = waiting(Server(), Platform(TOKEN).awaited)
    with client, pytest.raises(InvalidArgumentError, match="AsyncHotmart"):
        client.sales.history().total()
    gc.collect()  # nothing is left that was never awaited


def test_a_credential_beside_it_is_one_too_many() -> None:
    with pytest.raises(InvalidArgumentError, match="one or the other"):
        waiting(Server(), TOKEN, client_id="an-id")
    with pytest.raises(ConfigurationError, match="HOTMART_CLIENT_ID"):
        Hotmart()


def test_nothing_of_it_is_written_or_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("HOTMART_CACHE_DIR", str(tmp_path))
    with caplog.at_level(logging.DEBUG, "hotmart"), waiting(Guarded(TOKEN), TOKEN) as client:
        client.sales.history().total()
        assert client.quota.remaining < client.quota.limit
    assert TOKEN not in caplog.text
    assert [*os.walk(tmp_path)] == [(str(tmp_path), [], [])]


def test_each_token_has_a_quota_of_its_own() -> None:
    with waiting(Guarded(TOKEN), TOKEN) as one, waiting(Guarded("other"), "other") as two:
        one.sales.history().total()
        assert (two.quota.limit - two.quota.remaining, one.quota.limit - one.quota.remaining) == (0, 1)


def test_other_refusals_are_what_they_always_were() -> None:
    server = Server(httpx2.Response(403, json={"error": "forbidden"}))
    with waiting(server, TOKEN) as client, pytest.raises(PermissionDeniedError, match="owns this"):
        client.sales.history().total()
    with waiting(Server(httpx2.Response(500)), TOKEN) as client, pytest.raises(OutcomeUnknownError):
        client.sales.refund("HP1")
