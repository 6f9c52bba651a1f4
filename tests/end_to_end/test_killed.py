"""`kill -9` at any moment of a sync loses nothing and doubles nothing."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hotmart.streams.known import STREAMS
from hotmart.sync.report import Verdict
from simulated import Account

pytestmark = pytest.mark.slow

Open = Callable[..., Account]
MOMENTS = 10
KEPT = ("products", "product_offers", "sales_history", "subscriptions")
"""Streams with and without dates, a parent and what belongs to it: house is kept of each in the same way."""


def test_killed_at_ten_random_moments_the_next_sync_is_equal(open_account: Open) -> None:
    account = open_account(sales=30, months=2)
    account.configure(*STREAMS)
    moments, long = random.Random(1), duration(account)
    killed = 0
    for turn in range(MOMENTS):
        if turn % 3 == 2:
            account.advance(moments.choice((5, 30, 120)))
        again = ["--full"] if turn % 2 else []
        killed += kill(account, moments.uniform(0.1, 1) * long, *again)
        assert account.duplicates() == []
    assert killed > MOMENTS // 2
    ended = account.run("sync")
    assert ended.code == 0, ended
    assert account.differences(*STREAMS) == []
    states = {state for (state,) in account.ask("SELECT DISTINCT state FROM _runs")}
    assert states <= {"interrupted", "proved"}


def test_what_was_committed_before_a_kill_is_not_read_again(open_account: Open) -> None:
    account = open_account(sales=800)
    with account.start("sync", stdout=subprocess.DEVNULL) as process:
        assert process.stderr
        assert any(line.startswith("sales_history:") for line in process.stderr)
        process.kill()
    assert account.run("sync").code == 0
    read_twice = account.ask(
        "SELECT window_start, window_end, count(*) FROM _windows"
        " WHERE stream = 'sales_history' AND scope = 'whole'"
        " AND window_end < (SELECT max(as_of) - INTERVAL 8 DAY FROM _runs)"
        " GROUP BY ALL HAVING count(*) > 1"
    )
    assert account.ask("SELECT count(*) > 0 FROM _windows WHERE run = 1") == [(True,)]
    assert read_twice == []
    assert account.differences() == []


def test_the_staging_of_a_killed_run_is_cleared_away(open_account: Open) -> None:
    account = open_account(sales=20, months=2)
    staging = Path(f"{account.warehouse.path}.staging")
    (staging / "main").mkdir(parents=True)
    (staging / "main" / "left.ndjson").write_text("of a run that was killed")
    assert account.run("sync", "products").code == 0
    assert not staging.exists()


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", ["learn", "notes.note_outcome", "keep_history", "prune", "notes.end_run"])
def test_killed_while_it_keeps_house_the_next_sync_is_equal(
    open_account: Open, step: str, *, after: bool
) -> None:
    account = open_account(sales=20, months=2)
    account.configure(*KEPT)
    account.fail("new_field:1")
    assert killed_at(account, step, after=after) == -signal.SIGKILL
    account.fail()
    assert account.sync(*KEPT, full=True).verdict is not Verdict.INCOMPLETE
    assert account.differences(*KEPT) == []


def killed_at(account: Account, step: str, *, after: bool) -> int:
    """The exit code of a sync that is killed before or after a step of its end."""
    code = KILLED_AT.format(step=step, after=after)
    command = [sys.executable, "-c", code, "sync"]
    ended = subprocess.run(
        command, env=account.environment, cwd=account.folder, capture_output=True, check=False
    )
    return ended.returncode


KILLED_AT = """
import os, signal
from hotmart.cli import main
from hotmart.sync import housekeeping

step = housekeeping.{step}
def last(*arguments, **more):
    if {after}:
        step(*arguments, **more)
    os.kill(os.getpid(), signal.SIGKILL)
housekeeping.{step} = last
main()
"""


def duration(account: Account) -> float:
    """How long the first sync of an account takes, into a warehouse that is not used again."""
    began = time.monotonic()
    ended = account.run("sync", "--warehouse", str(account.folder / "measured.duckdb"))
    assert ended.code == 0, ended
    return time.monotonic() - began


def kill(account: Account, after: float, *arguments: str) -> bool:
    """Start a sync and kill it after so many seconds; False when it was faster."""
    with account.start("sync", *arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(timeout=after)
        except subprocess.TimeoutExpired:
            process.kill()
        return process.wait() == -signal.SIGKILL
