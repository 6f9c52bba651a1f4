"""`hotmart mcp serve` as a client starts it: a process of its own, over its input and output."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters

import hotmart
from simulated import COMMAND

from .serving import BOTH, Served, synced_account

pytestmark = pytest.mark.slow
SERVE = [str(COMMAND), "mcp", "serve"]
WAIT = 30.0


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with synced_account(tmp_path_factory.mktemp("stdio"), sales=100, months=3) as served:
        yield served


@pytest.fixture
def served(synced: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    synced.here(monkeypatch)
    return synced


@pytest.mark.parametrize("mode", BOTH)
def test_a_client_starts_it_asks_and_ends_it(mode: str, served: Served) -> None:
    started = StdioServerParameters(command=SERVE[0], args=SERVE[1:], env=dict(os.environ), cwd=served.folder)

    async def run() -> Any:
        async with Client(started, mode=mode) as client:
            await client.list_tools()
            return await client.call_tool("hotmart_metrics", {"names": ["sales"]})

    found = anyio.run(run)
    assert not found.is_error
    assert found.structured_content["complete"] is True


class Raw:
    """The process, spoken to line by line."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            [*SERVE, *options], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip
        hello = {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "t", "version": "1"},
        }
        self.ask(0, "initialize", hello)
        assert self.answer()["result"]["serverInfo"]["name"] == "hotmart"
        self._send({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def ask(self, number: int, method: str, params: dict[str, Any]) -> None:
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})

    def call(self, number: int, tool: str, **arguments: Any) -> None:
        told = {"name": tool, "arguments": arguments, "_meta": {"progressToken": number}}
        self.ask(number, "tools/call", told)

    def answer(self) -> Any:
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(message) + "\n")

    def ends(self) -> int:
        """The exit code; the test fails where it does not end."""
        for pipe in (self.process.stdout, self.process.stderr):
            assert pipe
            pipe.read()
        return self.process.wait(WAIT)

    def close(self) -> None:
        self.process.kill()
        self.process.wait(WAIT)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert pipe
            with contextlib.suppress(OSError):  # what was not read of a closed pipe
                pipe.close()


@pytest.fixture
def raw(served: Served) -> Iterator[Raw]:
    one = Raw(served.folder)
    yield one
    one.close()


def test_it_ends_with_its_input(raw: Raw) -> None:
    assert raw.process.stdin
    raw.process.stdin.close()
    assert raw.ends() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_at_a_signal_while_its_input_is_open(number: signal.Signals, raw: Raw) -> None:
    raw.process.send_signal(number)
    assert raw.ends() == 128 + number


def test_a_client_that_hangs_up_in_the_middle_of_a_sync_leaves_nothing_hanging(
    served: Served, raw: Raw
) -> None:
    raw.call(1, "hotmart_sync", full=True)
    assert raw.answer()["method"] == "notifications/progress"  # it is under way
    assert raw.process.stdin
    raw.process.stdin.close()
    assert raw.ends() == 0
    report = hotmart.open().sync()
    assert not report.problem
    assert hotmart.open().ask("SELECT count(*) FROM sales_history").rows == [
        (served.account.truth()["sales"]["total"],)
    ]


def test_text_alone_is_all_that_an_old_client_needs(served: Served) -> None:
    del served
    one = Raw.__new__(Raw)
    one.process = subprocess.Popen(
        SERVE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
    )
    hello = {"protocolVersion": "2024-11-05", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    one.ask(0, "initialize", hello)
    assert one.answer()["result"]["protocolVersion"] == "2024-11-05"
    one.call(1, "hotmart_metrics", names=["sales"])
    text = one.answer()["result"]["content"][0]["text"]
    assert json.loads(text.splitlines()[1])["complete"] is True
    one.close()
