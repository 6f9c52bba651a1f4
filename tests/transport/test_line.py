from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest

from hotmart import (
    AuthenticationError,
    ConnectionFailedError,
    Hotmart,
    HotmartWarning,
    InternalServerError,
    InvalidArgumentError,
    NotFoundError,
    UnexpectedAnswerError,
)
from hotmart.transport import line
from hotmart.transport.retrying import Terms
from small_hotmart import API, SECRET, Refusing, Server, awaited, waiting


def test_wrong_credentials_are_an_authentication_error() -> None:
    with waiting(Refusing()) as client, pytest.raises(AuthenticationError) as error:
        client.sales.history().total()
    assert (error.value.status, error.value.error) == (401, "invalid_client")

    async def read() -> None:
        async with awaited(Refusing()) as client:
            with pytest.raises(AuthenticationError):
                await client.sales.history().total()

    asyncio.run(read())


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


def test_options_that_cannot_be_meant_are_refused() -> None:
    with pytest.raises(InvalidArgumentError, match="max_retries"):
        waiting(Server(), max_retries=-1)
    with pytest.raises(InvalidArgumentError, match="timeout"):
        waiting(Server(), timeout=0)


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


def test_a_client_knows_how_fast_it_is_answered() -> None:
    traffic = line.Traffic()
    for seconds in (2.0, 1.0, 1.0):
        traffic.note_how_long(seconds)
    assert traffic.latency == pytest.approx(1.81)
    with waiting(Server()) as client:
        client.sales.history()
        assert 0 < (client.latency or 0) < 10


def test_a_login_is_no_answer_of_the_api() -> None:
    with waiting(Server(httpx2.Response(401), httpx2.Response(401))) as client:
        client._line.log_in(client._transport)
        assert client.latency is None


def test_clients_of_one_connection_share_their_quota() -> None:
    server = Server()
    with waiting(server) as one, waiting(server) as other:
        assert one.quota is other.quota
        assert one.quota.limit == 500


def test_a_client_with_a_clock_of_its_own_has_a_quota_of_its_own() -> None:
    with (
        waiting(Server()) as one,
        Hotmart("my-client-id", SECRET, api_url=API, terms=Terms(clock=lambda: 0)) as own,
    ):
        assert one.quota is not own.quota


def test_other_terms_are_for_the_copy_and_the_rest_is_shared() -> None:
    seen: list[str] = []

    class Noting(Server):
        def answer(self, request: httpx2.Request) -> httpx2.Response:
            seen.append(f"{request.url.params.get('new')} {request.extensions['timeout']['read']}")
            return super().answer(request)

    with waiting(Noting(httpx2.Response(500)), timeout=45) as client:
        hasty = client.with_options(timeout=2, max_retries=0, query={"new": ["a", True]}, background=True)
        assert hasty.with_options()._line.terms.background
        assert not client._line.terms.background
        with pytest.raises(InternalServerError):
            hasty.sales.history()
        client.sales.history()
        assert hasty.calls == client.calls == 2
        assert hasty.quota is client.quota
        assert seen[1:] == ["a 2", "None 45"]
        for wrong in ({"timeout": 0}, {"max_retries": -1}):
            with pytest.raises(InvalidArgumentError):
                client.with_options(**wrong)  # type: ignore[arg-type]  # the point


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


def test_a_parameter_of_none_is_left_out_of_what_is_said_for_all() -> None:
    with waiting(Server()) as client:
        assert "new" not in repr(client.with_options(query={"new": None}).sales.history())


def test_a_client_without_a_timeout_of_its_own_has_the_usual_one() -> None:
    client = Hotmart("my-client-id", SECRET, api_url=API, timeout=None)
    assert client._line.timeout == 45.0


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


def test_what_nobody_documented_is_read_of_a_write_and_never_taken_for_a_read() -> None:
    odd = httpx2.Response(200, json={"something": "else"})
    with waiting(Server(odd, odd, odd)) as client:
        assert client.links.charge_value("t", 10).raw == {"something": "else"}
        assert client.user.me(extra={"select": "something"}).raw == {"something": "else"}
        with pytest.raises(UnexpectedAnswerError):
            client.user.me()


def test_a_token_that_no_header_can_hold_is_told_as_such() -> None:
    class Odd(Server):
        def token(self, request: httpx2.Request) -> httpx2.Response:
            return httpx2.Response(200, json={"access_token": "t\u20ac", "expires_in": 172799})

    with waiting(Odd()) as client, pytest.raises(ConnectionFailedError, match="cannot be written"):
        client.sales.history()
