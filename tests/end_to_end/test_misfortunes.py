"""What can go wrong around a sync: each gets one clear sentence, the right exit code, and loses nothing."""

from __future__ import annotations

import asyncio
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from hotmart.client import AsyncHotmart
from hotmart.request import Request
from hotmart.sync.run import sync
from hotmart.warehouse.errors import WarehouseBusyError
from hotmart.warehouse.store import Warehouse
from simulated import Account, Ended

pytestmark = pytest.mark.slow

Open = Callable[..., Account]
DONE, FAILED, NO_CREDENTIALS, DOWN, INCOMPLETE, STOPPED, TERMINATED = 0, 1, 4, 7, 8, 130, 143


def test_wrong_credentials_are_told_and_make_no_warehouse(
    open_account: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = open_account(sales=100)
    monkeypatch.setattr(account.served, "client_secret", "wrong")
    ended = account.run("sync", "--json")
    assert_told(ended, NO_CREDENTIALS, "authentication")
    assert "wrong" not in ended.stdout + ended.stderr
    assert not account.warehouse.exists


def test_no_credentials_are_told(open_account: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    account = open_account(sales=100)
    monkeypatch.setattr(account.served, "client_id", "")
    assert_told(account.run("sync", "--json"), NO_CREDENTIALS, "credentials")


def test_a_host_that_cannot_be_reached_is_told(open_account: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    account = open_account(sales=100)
    monkeypatch.setattr(account.served, "auth_url", "https://nowhere.invalid/security/oauth/token")
    ended = account.run("sync", "--json")
    assert_told(ended, DOWN, "connection_failed")
    assert "nowhere.invalid" in ended.error["message"]


def test_a_file_that_is_no_warehouse_is_left_as_it_was(open_account: Open) -> None:
    account = open_account(sales=100)
    account.warehouse.path.write_bytes(b"the photographs of last summer" * 1000)
    assert_told(account.run("sync", "--json"), FAILED, "not_a_warehouse")
    assert account.warehouse.path.read_bytes() == b"the photographs of last summer" * 1000


def test_two_syncs_at_once_the_second_says_so_and_the_first_is_whole(open_account: Open) -> None:
    account = open_account(sales=60, months=2, slow_ms=100)
    account.fail("slow:1")
    with account.start("sync", stdout=subprocess.DEVNULL) as first:
        until(first, "read")
        assert_told(account.run("sync", "--json"), FAILED, "warehouse_busy")
        first.communicate(timeout=60)
        assert first.returncode == DONE
    account.fail()
    assert account.differences() == []


def test_a_warehouse_that_another_program_keeps_open_is_told(open_account: Open) -> None:
    account = open_account(sales=100)
    account.sync("products")

    async def try_it() -> None:
        served = account.served
        async with AsyncHotmart(
            served.client_id, served.client_secret, api_url=served.api_url, auth_url=served.auth_url
        ) as client:
            await sync(client, Warehouse(account.warehouse.path, patience=0))

    with (
        holding(account.warehouse.path) as reader,
        pytest.raises(WarehouseBusyError, match="Another program"),
    ):
        try:
            asyncio.run(try_it())
        finally:
            reader.communicate("close\n")


@pytest.mark.parametrize("calls", [8, 25, 60])
def test_what_was_read_while_a_reader_held_the_file_lands_with_the_next_sync(
    open_account: Open, calls: int
) -> None:
    account = open_account(sales=100)
    account.sync("products")
    account.advance(days=40)
    warehouse = Warehouse(account.warehouse.path, patience=0)

    async def try_it() -> None:
        served = account.served
        async with AsyncHotmart(
            served.client_id, served.client_secret, api_url=served.api_url, auth_url=served.auth_url
        ) as client:
            await sync(Looked(client, calls, look), warehouse)

    with ExitStack() as stack:

        def look() -> None:
            reader = stack.enter_context(holding(warehouse.path))
            stack.callback(reader.communicate, "close\n")

        with pytest.raises(WarehouseBusyError, match="PID"):
            asyncio.run(try_it())
    account.advance(days=3)
    account.sync()
    assert account.differences() == []


class Looked:
    """A client that lets somebody do something after so many calls."""

    def __init__(self, client: AsyncHotmart, calls: int, look: Callable[[], None]) -> None:
        self._client, self._calls, self._look = client, calls, look

    async def fetch(self, request: Request) -> bytes:
        self._calls -= 1
        if self._calls == 0:
            self._look()
        return await self._client.fetch(request)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)


def test_a_sync_waits_for_a_reader_to_finish(open_account: Open) -> None:
    account = open_account(sales=100)
    account.sync("products")
    with holding(account.warehouse.path) as reader, account.start("sync", "--json") as process:
        with pytest.raises(subprocess.TimeoutExpired):  # it is waiting
            process.wait(timeout=1.5)
        reader.communicate("close\n")
        process.communicate(timeout=60)
        assert process.returncode == DONE
    assert account.differences() == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, STOPPED), (signal.SIGTERM, TERMINATED)])
def test_ctrl_c_and_sigterm_stop_at_once_and_the_same_command_goes_on(
    open_account: Open, number: signal.Signals, code: int
) -> None:
    account = open_account(sales=60, months=2, slow_ms=100)
    account.fail("slow:1")
    with account.start("sync", "--json") as process:
        until(process, "read")
        process.send_signal(number)
        stdout, stderr = process.communicate(timeout=20)
    stopped = Ended(process.returncode, stdout, stderr)
    assert_told(stopped, code, "interrupted")
    assert account.ask("SELECT state FROM _runs") == [("interrupted",)]
    account.fail()
    assert "goes on" in stopped.error["hint"]
    assert account.run("sync").code == DONE
    assert account.differences() == []


def test_a_disk_that_is_full_is_told_and_what_was_committed_is_safe(
    open_account: Open, tmp_path: Path
) -> None:
    """The disk is a file system of five megabytes, where the machine lets a test mount one."""
    account = open_account(sales=3_000)
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        account.warehouse = Warehouse(disk / "warehouse.duckdb")
        ended = account.run("sync", "--json")
        assert_told(ended, FAILED, "disk_full")
        committed = account.ask("SELECT coalesce(sum(items), 0) FROM _windows")
        subprocess.run(["mount", "-o", "remount,size=300m", disk], check=True)
        assert account.ask("SELECT coalesce(sum(items), 0) FROM _windows") == committed
        assert account.run("sync").code == DONE
        assert account.differences() == []
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_file_that_may_not_grow_is_told_and_what_was_committed_is_safe(open_account: Open) -> None:
    account = open_account(sales=3_000)
    account.sync("products", "subscriptions")
    largest = account.warehouse.path.stat().st_size + 2**20
    ended = account.run(
        "sync", "--json", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    )
    assert_told(ended, FAILED, "disk_full")
    assert account.ask("SELECT count(*) > 0 FROM subscriptions") == [(True,)]
    assert account.run("sync").code == DONE
    assert account.differences() == []


def test_a_sync_that_is_not_proved_says_so_with_its_exit_code(open_account: Open) -> None:
    account = open_account(sales=300)
    account.fail("duplicate_rows:1")
    ended = account.run("sync", "products", "--json")
    assert_told(ended, INCOMPLETE, "incomplete")
    account.fail()
    assert account.run("sync").code == DONE
    assert account.differences() == []


def assert_told(ended: Ended, code: int, error: str) -> None:
    """One JSON document that says what is wrong and what to do, and no traceback anywhere."""
    assert ended.code == code, ended
    assert ended.document["ok"] is False
    assert ended.error["code"] == error, ended
    assert ended.error["message"] and ended.error["hint"]
    assert "Traceback" not in ended.stderr


def until(process: subprocess.Popen[str], word: str) -> None:
    """Read what a command tells on its way until a line has this word."""
    assert process.stderr
    assert any(word in line for line in process.stderr)


def holding(warehouse: Path) -> subprocess.Popen[Any]:
    """Another program that has the warehouse open until it is told to close it."""
    code = "import duckdb, sys; con = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
    command = [sys.executable, "-c", code, warehouse]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, **pipes)  # type: ignore[call-overload]  # mypy cannot see through **
    assert process.stdout.readline() == "open\n"
    return process  # type: ignore[no-any-return]
