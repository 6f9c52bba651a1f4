from __future__ import annotations

import asyncio
import gzip
import logging
import socket
import threading
from collections.abc import Callable, Iterator

import httpx2
import pytest

from hotmart.transport import wire
from hotmart.transport.steps import Lost, Reply, Send

URL = "https://api.example/sales/history?buyer_email=rita%40example.org"
STEP = Send("GET", URL, {"authorization": "Bearer t"})
PATIENCE = wire.patience_of(5.0)


def client_of(answer: Callable[[httpx2.Request], httpx2.Response]) -> httpx2.Client:
    return httpx2.Client(transport=httpx2.MockTransport(answer))


def failing(error: Exception) -> Callable[[httpx2.Request], httpx2.Response]:
    def answer(request: httpx2.Request) -> httpx2.Response:
        raise error

    return answer


def test_a_reply_is_status_headers_and_body() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        assert request.headers["authorization"] == "Bearer t"
        return httpx2.Response(200, headers={"RateLimit-Reset": "7"}, content=b"{}")

    reply = wire.send(client_of(answer), STEP, PATIENCE)
    assert isinstance(reply, Reply)
    assert (reply.status, reply.headers.get("ratelimit-reset"), reply.body) == (200, "7", b"{}")


@pytest.mark.parametrize(
    ("error", "sent", "reason"),
    [
        (httpx2.ConnectError("[Errno 111]"), False, "connection refused, or host unknown"),
        (httpx2.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED]"), False, "its certificate is not trusted"),
        (httpx2.ConnectTimeout(""), False, "it took too long"),
        (httpx2.ProxyError("407"), False, "the proxy refused"),
        (httpx2.ReadTimeout(""), True, "it took too long"),
        (httpx2.ReadError(""), True, "the connection was cut"),
        (httpx2.WriteError(""), True, "the connection was cut"),
        (httpx2.RemoteProtocolError(""), True, "the connection was cut"),
        (OSError("odd"), True, "the connection was cut"),
    ],
)
def test_no_answer_tells_whether_anything_can_have_been_sent(
    error: Exception, sent: bool, reason: str
) -> None:
    lost = wire.send(client_of(failing(error)), STEP, PATIENCE)
    assert isinstance(lost, Lost)
    assert (lost.sent, lost.reason.en) == (sent, reason)


def test_a_garbled_body_is_a_lost_answer() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        headers = {"content-encoding": "gzip"}
        return httpx2.Response(200, headers=headers, stream=httpx2.ByteStream(b"not gzip"))

    lost = wire.send(client_of(answer), STEP, PATIENCE)
    assert isinstance(lost, Lost)
    assert lost.reason.en == "the answer is garbled"


def test_a_compressed_body_is_unpacked() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, headers={"content-encoding": "gzip"}, content=gzip.compress(b"{}"))

    reply = wire.send(client_of(answer), STEP, PATIENCE)
    assert isinstance(reply, Reply)
    assert reply.body == b"{}"


def test_what_is_sent_is_not_logged_and_what_others_send_is(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200)

    wire.send(client_of(answer), STEP, PATIENCE)
    assert "rita" not in caplog.text
    assert caplog.text == ""
    client_of(answer).get("https://other.example/")
    assert "other.example" in caplog.text


def test_the_async_wire_does_the_same(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    async def run() -> None:
        answers = httpx2.MockTransport(lambda request: httpx2.Response(200, content=b"{}"))
        async with httpx2.AsyncClient(transport=answers) as client:
            assert isinstance(await wire.send_async(client, STEP, PATIENCE), Reply)
        async with httpx2.AsyncClient(
            transport=httpx2.MockTransport(failing(httpx2.ReadError("")))
        ) as client:
            assert isinstance(await wire.send_async(client, STEP, PATIENCE), Lost)

    asyncio.run(run())
    assert "rita" not in caplog.text


@pytest.fixture
def hanging_up() -> Iterator[str]:
    """A host that takes a request, answers half of what it promised, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            with server.accept()[0] as connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{")

        thread = threading.Thread(target=hang_up)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        thread.join()


def test_a_cut_answer_is_lost(hanging_up: str) -> None:
    with httpx2.Client(**wire.settings(hanging_up)) as client:
        lost = wire.send(client, Send("GET", hanging_up, {}), PATIENCE)
    assert isinstance(lost, Lost)
    assert lost.sent


def test_whom_to_trust_is_read_once_for_all_hosts() -> None:
    hosts = ("developers", "api-sec-vlc")
    one, other = (wire.settings(f"https://{host}.hotmart.com")["verify"] for host in hosts)
    assert one is other


@pytest.mark.parametrize(
    ("url", "trust_env", "verify"),
    [
        ("https://developers.hotmart.com", True, True),
        ("http://simulator:8080", True, False),
        ("http://127.0.0.1:8080", False, False),
        ("http://localhost:8080", False, False),
        ("http://[::1]:8080", False, False),
    ],
)
def test_this_machine_is_not_reached_through_a_proxy(url: str, trust_env: bool, verify: bool) -> None:
    settings = wire.settings(url)
    assert (settings["trust_env"], bool(settings["verify"])) == (trust_env, verify)
    assert settings["follow_redirects"] is False
