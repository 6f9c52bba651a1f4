from __future__ import annotations

import asyncio
import inspect
import json
import logging
import os
import pydoc
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread
from traceback import walk_tb
from typing import Any, get_type_hints
from unittest import mock

import httpx2
import pytest

from hotmart import (
    AsyncHotmart,
    AuthenticationError,
    ConfigurationError,
    ConnectionFailedError,
    Hotmart,
    HotmartWarning,
    InternalServerError,
    InvalidArgumentError,
    NotFoundError,
    OutcomeUnknownError,
    UnexpectedAnswerError,
    WrongCallError,
    line,
)
from hotmart.api import CATALOGUE, Sales
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
            assert function.__signature__ == endpoint.written
            assert function is getattr(getattr(client, endpoint.group), endpoint.name)


def test_nothing_secret_is_shown_logged_or_kept(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    caplog.set_level(logging.DEBUG)
    server = Server(httpx2.Response(500, text="rita@example.org"), httpx2.Response(401), httpx2.Response(429))
    with waiting(server) as client:
        sales = client.sales.history(buyer_email="rita@example.org")
        held = [getattr(client._line, part.name) for part in fields(client._line)]
        shown = f"{client!r} {sales!r} {list(sales)!r} {client._line!r} {held!r}"
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


def test_the_total_is_asked_with_one_row_and_nothing_else() -> None:
    server = Server()
    with waiting(server) as client:
        assert client.sales.history.total(start_date=date(2026, 1, 1)) == 3
        assert client.subscriptions.summary.total() is None
        assert client.calls == 1

    async def awaiting() -> None:
        async with awaited(Server()) as client:
            assert await client.sales.history.total() == 3
            assert client.calls == 1

    asyncio.run(awaiting())


def test_the_twins_of_listings_read_all_items_and_nothing_before_the_first() -> None:
    with waiting(Server()) as client:
        sales = client.sales.history_autopaginate(product_id=7)
        assert client.calls == 0
        assert [sale.purchase.transaction for sale in sales] == ["HP1", "HP2", "HP3"]
        with pytest.raises(InvalidArgumentError):  # at once, not at the first item
            client.sales.history_autopaginate(product_id=0)

    async def awaiting() -> list[str]:
        async with awaited(Server()) as client:
            return [sale.purchase.transaction async for sale in client.sales.history_autopaginate()]

    assert asyncio.run(awaiting()) == ["HP1", "HP2", "HP3"]


def test_other_terms_are_for_the_copy_and_the_rest_is_shared() -> None:
    seen: list[str] = []

    class Noting(Server):
        def answer(self, request: httpx2.Request) -> httpx2.Response:
            seen.append(f"{request.url.params.get('new')} {request.extensions['timeout']['read']}")
            return super().answer(request)

    with waiting(Noting(httpx2.Response(500)), timeout=45) as client:
        hasty = client.with_options(timeout=2, max_retries=0, query={"new": ["a", True]})
        with pytest.raises(InternalServerError):
            hasty.sales.history()
        client.sales.history()
        assert hasty.calls == client.calls == 2
        assert hasty.quota is client.quota
        assert seen[1:] == ["a 2", "None 45"]
        for wrong in ({"timeout": 0}, {"max_retries": -1}):
            with pytest.raises(InvalidArgumentError):
                client.with_options(**wrong)  # type: ignore[arg-type]  # the point


def test_a_parameter_nobody_knows_is_passed_on_and_a_misspelled_one_is_not() -> None:
    with waiting(Server()) as client:
        shown = repr(client.sales.history(some_new_param="value", since_version=[2, 3]))  # type: ignore[call-arg]  # the point
        assert "some_new_param=…&since_version=…&since_version=…" in shown
        for wrong in ({"start_data": date(2026, 1, 1)}, {"status": "REFUNDED"}, {"since": date(2026, 1, 1)}):
            with pytest.raises(WrongCallError, match="Did you mean"):
                client.sales.history(**wrong)


def test_an_old_name_that_reads_something_else_says_so_once() -> None:
    page = {"items": [{"user_id": "8KQ2MZX41P"}], "page_info": {"total_results": 1}}
    server = Server(*(httpx2.Response(200, json=page) for _ in range(2)))
    line._warned.clear()
    with waiting(server) as client:
        with pytest.warns(HotmartWarning, match=r"club\.students") as told:
            client.club.student_progress("atelie", student_email="rita@example.org")
            client.club.student_progress("atelie")
        assert len(told) == 1
        assert told[0].filename == __file__
    assert server.seen["GET /club/api/v1/users"] == 2


def test_a_write_that_was_done_is_not_called_failed_when_its_answer_cannot_be_read() -> None:
    with waiting(Server(httpx2.Response(200, json={"status": "INACTIVE"}))) as client:
        with pytest.raises(UnexpectedAnswerError, match="it was done") as error:
            client.subscriptions.cancel_single("K7QW3ZP9")
        assert client.calls == 1
    assert "Do not send it again" in str(error.value)


def test_one_async_client_serves_one_loop_after_the_other() -> None:
    client = awaited(Server())
    for _ in range(2):
        assert asyncio.run(client.sales.history.total()) == 3


def test_help_shows_the_signature_as_it_is_declared() -> None:
    with waiting(Server()) as client:
        shown = pydoc.plain(pydoc.render_doc(client.subscriptions.change_due_day))
        assert "subscriber_code: Code, due_day: Annotated[int, Meta(ge=1, le=31)]) -> None" in shown
        assert "Change the day of the month" in shown
        assert "start_date: When | None = None" in str(inspect.signature(client.sales.history))
        assert {"history", "history_autopaginate", "refund"} <= set(dir(client.sales))
        group = pydoc.plain(pydoc.render_doc(client.sales))
        assert "refund(transaction_code: Annotated[Code, Wire('transaction')]) -> None" in group
        assert "history_autopaginate(*, start_date: When | None = None" in group
        assert "Ask for the refund of one sale." in group
    with pytest.raises(WrongCallError, match="on a client"):
        Sales.history()


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


NO_NUMBERS: list[dict[str, Any]] = [
    {"timeout": float("nan")},
    {"timeout": float("inf")},
    {"timeout": "30"},
    {"timeout": 0},
    {"max_retries": "3"},
]


@pytest.mark.parametrize("options", NO_NUMBERS)
def test_terms_that_are_no_numbers_are_refused(options: dict[str, Any]) -> None:
    with waiting(Server()) as client, pytest.raises(InvalidArgumentError):
        client.with_options(**options)


def test_what_a_call_says_goes_before_what_was_said_for_all() -> None:
    with waiting(Server()) as client:
        shown = repr(client.with_options(query={"max_results": 100, "new": 1}).sales.history(max_results=5))
    assert "max_results=5" in shown
    assert "max_results=100" not in shown


def test_a_client_can_be_mocked_by_its_class() -> None:
    double = mock.Mock(spec=Hotmart)
    double.sales.history.return_value = []
    assert double.sales.history() == []
    with pytest.raises(AttributeError):
        double.sails  # noqa: B018  # the point


def test_the_hints_of_a_function_are_those_of_its_declaration() -> None:
    with waiting(Server()) as client:
        assert get_type_hints(client.sales.refund)["return"] is type(None)
        assert "start_date" in get_type_hints(client.sales.history)


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


def test_a_parameter_of_none_is_left_out_of_what_is_said_for_all() -> None:
    with waiting(Server()) as client:
        assert "new" not in repr(client.with_options(query={"new": None}).sales.history())


def test_a_client_without_a_timeout_of_its_own_has_the_usual_one() -> None:
    client = Hotmart("my-client-id", SECRET, api_url=API, timeout=None)
    assert client._line.timeout == 45.0


def test_what_nobody_documented_is_read_of_a_write_and_never_taken_for_a_read() -> None:
    odd = httpx2.Response(200, json={"something": "else"})
    with waiting(Server(odd, odd, odd)) as client:
        assert client.links.charge_value("t", 10).raw == {"something": "else"}
        assert client.user.me(select="something").raw == {"something": "else"}
        with pytest.raises(UnexpectedAnswerError):
            client.user.me()


def test_a_token_that_no_header_can_hold_is_told_as_such() -> None:
    class Odd(Server):
        def token(self, request: httpx2.Request) -> httpx2.Response:
            return httpx2.Response(200, json={"access_token": "t\u20ac", "expires_in": 172799})

    with waiting(Odd()) as client, pytest.raises(ConnectionFailedError, match="cannot be written"):
        client.sales.history()
