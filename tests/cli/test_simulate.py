from __future__ import annotations

import json
import signal
import socket
import subprocess
from urllib.request import Request, urlopen

import pytest

from .conftest import Command, ended, started

SMALL = ["--sales", 50, "--months", 2]


def stopped(process: subprocess.Popen[str], number: signal.Signals = signal.SIGTERM) -> int:
    process.send_signal(number)
    return ended(process).exit_code


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_its_first_line_tells_a_program_how_to_connect(number: signal.Signals) -> None:
    process = started(["simulate", "--json", "--seed", 7, *SMALL])
    assert process.stdout
    told = json.loads(process.stdout.readline())
    names = {"api_url", "auth_url", "client_id", "client_secret", "basic", "subdomain", "hottok"}
    assert set(told) == names
    moved = Request(f"{told['api_url']}/_simulator/advance", data=b'{"days": 3}', method="POST")  # noqa: S310  # as below
    with urlopen(moved) as answer:  # noqa: S310  # a loopback address
        assert json.load(answer)["new_sales"] >= 0
    assert stopped(process, number) == 0


@pytest.mark.slow
def test_its_lines_can_be_pasted_into_a_shell() -> None:
    process = started(["simulate", *SMALL])
    assert process.stdout
    lines = [process.stdout.readline() for _ in range(5)]
    names = ["API_URL", "AUTH_URL", "CLIENT_ID", "CLIENT_SECRET", "BASIC"]
    assert [line.partition("=")[0] for line in lines] == [f"export HOTMART_{name}" for name in names]
    shell = subprocess.run(
        ["sh", "-c", "".join(lines) + 'echo "$HOTMART_API_URL"'], capture_output=True, text=True, check=True
    )
    assert shell.stdout.startswith("http://127.0.0.1:")
    assert stopped(process) == 0


def test_a_port_in_use_is_told(run: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        outcome = run("simulate", "--port", taken.getsockname()[1], "--json", *SMALL)
    assert (outcome.exit_code, outcome.json["error"]["code"]) == (1, "port_taken")


@pytest.mark.parametrize("fault", ["429", "flood:0.1", "cut:2", "cut:often"])
def test_a_fault_that_does_not_exist_is_told_with_those_that_do(run: Command, fault: str) -> None:
    outcome = run("simulate", "--fail", fault, "--json", *SMALL)
    assert (outcome.exit_code, outcome.json["error"]["code"]) == (2, "invalid_argument")
    assert "truncated" in outcome.json["error"]["hint"]


@pytest.mark.parametrize("args", [["--quota", 0], ["--months", 0], ["--sales", -1], ["--start", "today"]])
def test_an_account_that_cannot_be_is_refused(run: Command, args: list[object]) -> None:
    assert run("simulate", *args).exit_code == 2
