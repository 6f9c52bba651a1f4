"""A simulator on a port."""

from __future__ import annotations

import base64
import http.client
import json
import signal
import socket
import subprocess
import sys

import pytest

from hotmart.simulator import Served, Settings, Simulator, serve_forever


def login(served: Served) -> str:
    path = "/security/oauth/token?grant_type=client_credentials"
    status, body = call(served, path, f"Basic {served.basic}", "POST")
    assert status == 200
    return f"Bearer {json.loads(body)['access_token']}"


def call(served: Served, path: str, authorization: str, method: str = "GET") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(served.api_url.removeprefix("http://"), timeout=20)
    try:
        connection.request(method, path, headers={"Authorization": authorization})
        reply = connection.getresponse()
        return reply.status, reply.read()
    finally:
        connection.close()


def test_a_served_simulator_answers_and_lets_its_clock_be_moved() -> None:
    with Simulator(Settings(sales=300)).serve() as served:
        token = login(served)
        status, body = call(served, "/payments/api/v1/sales/history", token)
        assert (status, set(json.loads(body))) == (200, {"items", "page_info"})
        served.simulator.advance(days=2)
        names = "api_url auth_url client_id client_secret basic subdomain hottok"
        assert " ".join(served.connection()) == names
        assert base64.b64decode(served.basic).decode() == f"{served.client_id}:{served.client_secret}"
        assert served.client_secret not in repr(served)


def test_the_port_is_free_again_after_closing() -> None:
    simulator = Simulator(Settings(sales=10))
    with simulator.serve() as served:
        port = int(served.api_url.rpartition(":")[2])
    with simulator.serve(port) as again:
        assert login(again)


def test_a_cut_comes_before_the_answer_or_in_the_middle() -> None:
    with Simulator(Settings(sales=300, faults=("cut:1",))).serve() as served:
        token = login(served)
        seen: set[type[Exception]] = set()
        for _ in range(20):
            with pytest.raises((http.client.RemoteDisconnected, http.client.IncompleteRead)) as caught:
                call(served, "/payments/api/v1/sales/history", token)
            seen.add(caught.type)
        assert seen == {http.client.RemoteDisconnected, http.client.IncompleteRead}


def test_a_busy_port_fails_at_once() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        with pytest.raises(OSError, match="in use"):
            serve_forever(Settings(sales=1_000_000), busy.getsockname()[1], lambda _: None)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_sigterm_end_it_cleanly(number: signal.Signals) -> None:
    program = (
        "from hotmart.simulator import *\n"
        "serve_forever(Settings(sales=10), 0, lambda served: print(served.api_url, flush=True))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"http://127.0.0.1:")
        process.send_signal(number)
        assert process.wait(10) == 0
        assert process.stderr.read() == b""
