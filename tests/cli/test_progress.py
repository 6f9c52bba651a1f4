from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from hotmart.accounts.progress import Tally, time_left
from hotmart.cli.display import Board, Display
from hotmart.cli.progress import Lines
from hotmart.cli.telling import told
from hotmart.language import Text
from hotmart.streams.known import STREAMS
from hotmart.streams.windows import DAY, Window
from hotmart.sync.plan import StreamPlan, SyncPlan
from hotmart.transport.quota import Quota
from hotmart.warehouse.ledger.notes import Check
from hotmart.warehouse.merge import Merged

SALES = "sales_history"


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Client:
    def __init__(self) -> None:
        self.calls = 3  # what making the plan took
        self.quota = Quota()


def plan(calls: int = 100) -> SyncPlan:
    month = Window(0, 30 * DAY)
    part = StreamPlan(STREAMS[SALES], whole=month, rows=1_000, reads=calls)
    return SyncPlan(as_of=month.end, quota=500, streams=(part,))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client() -> Client:
    return Client()


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.floats(0.1, 10_000), st.integers(1, 1_000))
def test_time_left_is_never_less_than_the_quota_allows(
    left: int, made: int, elapsed: float, limit: int
) -> None:
    seconds = time_left(left, made, elapsed, limit)
    assert seconds is not None
    assert seconds >= (left - limit) * 60 / limit
    assert seconds >= left * elapsed / made


def test_there_is_no_time_left_to_tell_before_there_is_a_pace() -> None:
    assert time_left(100, 0, 1.0, 500) is None


def test_a_tally_counts_from_the_plan_on(client: Client, clock: Clock) -> None:
    tally = Tally(client, clock)
    client.calls += 16
    clock.now = 2.0
    tally.planned(plan(calls=100))
    client.calls += 20
    clock.now = 12.0
    assert (tally.calls, tally.elapsed, tally.left) == (20, 10.0, 40.0)


def test_a_line_is_told_for_a_stream_not_for_a_page(
    client: Client, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = Lines(client, clock)
    lines.planned(plan())
    for _ in range(10):
        lines.read(SALES, 500)
        lines.landed(SALES, Merged(new=400, changed=10, unchanged=90))
    lines.finished(SALES)
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "From 1970-01-01 00:00 UTC to 1970-01-31 00:00 UTC: about 100 requests.",
        f"{SALES}: 5,000 read, 4,100 new or changed. (0 requests)",
    ]


def test_a_long_stream_says_now_and_then_that_it_lives(
    client: Client, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = Lines(client, clock)
    for _ in range(60):
        clock.now += 1.0
        lines.landed(SALES, Merged())
    assert len(capsys.readouterr().err.splitlines()) == 4


def test_a_gap_is_told_at_once(client: Client, clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    Lines(client, clock).gap(SALES, Window(0, DAY), Text("HTTP 502", "HTTP 502"))
    assert capsys.readouterr().err == f"{SALES} 1970-01-01 – 1970-01-02: not read: HTTP 502\n"


def test_lines_of_several_connections_begin_with_its_name(
    client: Client, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    Lines(client, clock, "alpha").finished(SALES)
    assert capsys.readouterr().err.startswith(f"alpha: {SALES}: ")


def test_a_long_stream_tells_how_much_longer_it_takes(
    client: Client, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = Lines(client, clock)
    lines.planned(plan(calls=100))
    client.calls += 25
    clock.now = 20.0
    lines.landed(SALES, Merged())
    assert capsys.readouterr().err.endswith("(25 requests, about 1 min 00 s left)\n")


def test_waiting_for_the_quota_is_told_once_for_all_who_wait(
    client: Client, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = Lines(client, clock)
    lines.waiting(0.5)
    for seconds in (23.0, 22.9, 23.0):
        lines.waiting(seconds)
    clock.now = 24.0
    lines.waiting(10.0)
    assert capsys.readouterr().err.splitlines() == [
        "waiting for the quota, 23 s",
        "waiting for the quota, 10 s",
    ]


def drawn(display: Display | Board, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(display)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_display_shows_rows_requests_quota_and_time_left(client: Client, clock: Clock) -> None:
    display = Display(client, clock)
    assert "Asking how much there is" in drawn(display)
    display.planned(plan(calls=100))
    display.read(SALES, 500)
    display.landed(SALES, Merged(new=300))
    display.checked(Check(SALES, "count", "whole", 0, 1, 5, 4))
    client.calls += 50
    clock.now = 30.0
    shown = drawn(display)
    assert "██████████ " in shown
    for part in ("500", "300", "50 requests", "quota 500/500", "about 30 s left", "1 thing does not match"):
        assert part in shown
    display.finished(SALES)
    assert f"✓ {SALES}" in drawn(display)
    assert "left" not in drawn(display)


def test_a_plan_tells_minutes_only_where_the_quota_decides_them() -> None:
    assert told(plan(100)).endswith("about 100 requests.")
    assert told(plan(1_250)).endswith("about 1,250 requests, 2 min 30 s at 500 a minute.")


def test_the_display_says_what_it_waits_for(client: Client, clock: Clock) -> None:
    display = Display(client, clock)
    display.remark(Text("Another sync is running.", "Outro sync está rodando."))
    assert "Another sync is running." in drawn(display)
    display.planned(plan())
    assert "Another sync" not in drawn(display)
    display.waiting(23.0)
    clock.now = 3.0
    assert "waiting for the quota, 20 s" in drawn(display)
    clock.now = 23.0
    assert "waiting" not in drawn(display)


def test_several_accounts_have_a_row_each(client: Client) -> None:
    board = Board(["alpha", "beta", "gamma"])
    alpha, beta = board.watched("alpha", client), board.watched("beta", Client())
    alpha.planned(plan(calls=100))
    alpha.read(SALES, 500)
    client.calls += 50
    beta.planned(plan())
    beta.finished(SALES)
    first, second, third = drawn(board, width=80).splitlines()[1:]
    assert first.split()[0] == "alpha"
    assert "0/1   500        50" in first
    assert second.startswith("✓ beta")
    assert third.split() == ["gamma"]


def test_a_narrow_terminal_shows_what_each_account_waits_for(client: Client) -> None:
    board = Board(["alpha", "beta"])
    tally = board.watched("alpha", client)
    tally.planned(plan())
    tally.read(SALES, 1_000_000)
    tally.waiting(55.0)
    heading, alpha, *_ = drawn(board, width=80).splitlines()
    assert heading.split() == ["streams", "read", "requests"]
    assert "waiting for the quota, 55 s" in alpha


def test_figures_that_are_compared_are_counted(client: Client, clock: Clock) -> None:
    display = Display(client, clock)
    display.checked(Check(SALES, "count", "whole", 0, 1, 5, 5))
    assert "1 figure compared" in drawn(display)
