from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from threading import Thread
from traceback import walk_tb
from typing import Any

import httpx2
import pytest

from hotmart import (
    ConfigurationError,
    ConnectionFailedError,
    HotmartWarning,
    InvalidArgumentError,
    OutcomeUnknownError,
    UnexpectedAnswerError,
    WrongCallError,
)
from hotmart.api import CATALOGUE
from hotmart.language import Language, speaking
from small_hotmart import SECRET, Server, awaited, waiting


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


@pytest.mark.parametrize("given", ["/payments/api/v1/sales/history", b"/", 7, None, {"path": "/"}])
@pytest.mark.parametrize(("language", "word"), [("en", "takes a Request"), ("pt", "recebe um Request")])
def test_what_is_fetched_is_a_request_and_anything_else_is_told_how_to_be_one(
    given: Any, language: Language, word: str
) -> None:
    server = Server()
    with speaking(language), waiting(server) as client, pytest.raises(TypeError, match=word) as refused:
        client.fetch(given)
    assert "from hotmart.request import Request" in str(refused.value)

    async def read() -> None:
        async with awaited(server) as client:
            await client.fetch(given)

    with speaking(language), pytest.raises(TypeError, match=word):
        asyncio.run(read())
    assert server.logins == 0


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


def test_nothing_secret_is_shown_logged_or_kept(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    server = Server(httpx2.Response(500, text="rita@example.org"), httpx2.Response(401), httpx2.Response(429))
    with waiting(server) as client:
        sales = client.sales.history(buyer_email="rita@example.org")
        held = [getattr(client._line, part.name) for part in fields(client._line)]
        shown = f"{client!r} {sales!r} {list(sales)!r} {client._line!r} {held!r}"
    assert "HTTP 500" in caplog.text
    tokens = Path(os.environ["HOTMART_CACHE_DIR"], "tokens")
    kept = " ".join(path.read_text() + path.name for path in tokens.iterdir())
    for hidden in (SECRET, "rita", "my-client-id", "Bearer"):
        assert hidden not in shown + caplog.text + kept
    assert json.loads(next(tokens.glob("*.json")).read_text())["value"] == "t2"


def test_a_client_says_where_it_is_and_for_whom() -> None:
    with waiting(Server()) as client:
        assert repr(client) == "<Hotmart at https://api.example as my-c…>"


def test_a_parameter_nobody_knows_is_passed_on_and_a_misspelled_one_is_not() -> None:
    with waiting(Server()) as client:
        with pytest.warns(HotmartWarning, match="extra=") as warned:
            shown = repr(client.sales.history(some_new_param="value", since_version=[2, 3]))  # type: ignore[call-arg]  # the point
        assert "some_new_param=…&since_version=…&since_version=…" in shown
        assert {one.filename for one in warned} == {__file__}
        for wrong in ({"start_data": date(2026, 1, 1)}, {"status": "REFUNDED"}, {"since": date(2026, 1, 1)}):
            with pytest.raises(WrongCallError, match="Did you mean"):
                client.sales.history(**wrong)


def test_one_async_client_serves_one_loop_after_the_other() -> None:
    client = awaited(Server())
    for _ in range(2):
        assert asyncio.run(client.sales.history.total()) == 3


def test_a_listing_that_was_not_awaited_is_a_task_for_asyncio() -> None:
    async def together() -> list[int]:
        async with awaited(Server()) as client:
            task = asyncio.create_task(client.sales.history())
            async with asyncio.TaskGroup() as group:
                other = group.create_task(client.sales.history(page_token="2"))
            both = await asyncio.gather(client.sales.history(), task)
            return [len(one.items) for one in (*both, other.result())]

    assert asyncio.run(together()) == [1, 1, 1]


def test_a_listing_without_rows_is_false() -> None:
    nothing = httpx2.Response(200, json={"items": [], "page_info": {"total_results": 0}})
    with waiting(Server(nothing)) as client:
        assert not client.sales.history()
        assert client.sales.history()


def test_a_copy_on_other_terms_closes_nothing_and_a_closed_client_says_so() -> None:
    client = waiting(Server())
    with client.with_options(timeout=2) as hasty:
        assert hasty.sales is not client.sales
        assert hasty.sales.history().items
    assert client.sales.history().items
    client.close()
    for closed in (client, hasty):
        with pytest.raises(ConfigurationError, match="closed"):
            closed.sales.history()


def test_the_pools_of_ended_loops_are_let_go() -> None:
    client = awaited(Server())
    for _ in range(5):
        asyncio.run(client.sales.history.total())
    assert len(client._pool) <= 2


def test_no_variable_of_a_failing_call_shows_a_token_or_a_buyer() -> None:
    odd = httpx2.Response(200, json={"items": [{"buyer": {"name": "Rita"}, "purchase": 3}]})
    with waiting(Server(odd)) as client, pytest.raises(UnexpectedAnswerError) as error:
        client.sales.history()
    frames = [
        frame for frame, _ in walk_tb(error.value.__traceback__) if "src/hotmart" in frame.f_code.co_filename
    ]
    shown = " ".join(repr(value) for frame in frames for value in frame.f_locals.values())
    assert len(frames) > 5
    for hidden in ("Rita", "'t1'", SECRET):
        assert hidden not in shown


def test_a_request_that_no_url_can_hold_is_said_at_once_and_was_not_sent() -> None:
    with waiting(Server()) as client:
        with pytest.raises(ConnectionFailedError, match="too long"):
            client.subscriptions.list(plan=["x" * 100] * 2_000)
        assert client.calls == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_forked_process_opens_connections_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    with waiting(Server()) as client:
        client.sales.history()
        before = client._pool.connections()
        assert client._pool.connections() is before
        monkeypatch.setattr(os, "getpid", lambda: -1)  # as a child would see it
        assert client._pool.connections() is not before
        assert client.sales.history().items
