from __future__ import annotations

import json
import signal
import socket
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from .conftest import Command, ended, started


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_its_first_line_tells_a_program_where_to_look(number: signal.Signals) -> None:
    process = started(["console", "--json", "--port", 0])
    assert process.stdout
    url = urlsplit(json.loads(process.stdout.readline())["url"])
    assert (url.scheme, url.hostname) == ("http", "127.0.0.1")
    asked = HTTPConnection("127.0.0.1", url.port or 0)
    asked.request("GET", f"{url.path}?{url.query}")
    answer = asked.getresponse()
    assert (answer.status, answer.headers["location"]) == (303, "/")
    asked.close()
    process.send_signal(number)
    assert ended(process).exit_code == 0


@pytest.mark.slow
def test_where_the_port_is_in_use_it_takes_the_next() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = started(["console", "--json", "--port", port])
        assert process.stdout
        url = urlsplit(json.loads(process.stdout.readline())["url"])
        assert url.port and port < url.port <= port + 20
        process.send_signal(signal.SIGTERM)
        assert ended(process).exit_code == 0


def test_an_account_that_is_not_there_is_told_before_anything_is_served(run: Command) -> None:
    outcome = run("console", "--connection", "nobody")
    assert outcome.exit_code == 2
    assert "nobody" in outcome.stderr
