from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from bisect import bisect_left, insort
from collections import deque
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hotmart.transport.line import TIMEOUT
from hotmart.transport.quota import LIMIT, Quota, shared
from hotmart.transport.quota.minute import MINUTE


def told(limit: int, remaining: int, reset: int) -> dict[str, str]:
    return {
        "ratelimit-limit": str(limit),
        "ratelimit-remaining": str(remaining),
        "ratelimit-reset": str(reset),
    }


class Time:
    """A clock that a test moves."""

    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class Server:
    """A minute counted as Hotmart may count it: from the first call of each window."""

    def __init__(self, limit: int, offset: float) -> None:
        self.limit, self.offset = limit, offset
        self.counts: dict[int, int] = {}
        self.refused = self.total = 0

    def call(self, now: float) -> dict[str, str]:
        window, within = divmod(now + self.offset, MINUTE)
        used = self.counts[int(window)] = self.counts.get(int(window), 0) + 1
        self.total += 1
        self.refused += used > self.limit
        return told(self.limit, max(0, self.limit - used), int(MINUTE - within) + 1)


def most_in_a_minute(times: list[float]) -> int:
    return max((bisect_left(times, start + MINUTE) - at for at, start in enumerate(times)), default=0)


class Process:
    """One program of the connection, and its calls on their way there and back."""

    def __init__(self, limit: int, time: Time, path: Path) -> None:
        self.quota = Quota(limit, time, path)
        self.leaving: deque[float] = deque()
        self.returning: deque[tuple[float, dict[str, str]]] = deque()

    def give_up(self, before: float) -> None:
        """No call that was sent before this moment is waited for any longer, whether it arrived or not."""
        while self.leaving and self.leaving[0] <= before:
            self.leaving.popleft()
            self.quota.learn({})
        while self.returning and self.returning[0][0] <= before:
            self.returning.popleft()
            self.quota.learn({})


class Traffic(RuleBasedStateMachine):
    """Programs with many tasks each, on one connection, whose calls travel until they are given up."""

    limit = 50
    processes = st.integers(0, 2)
    many = st.integers(min_value=1, max_value=60)

    def __init__(self) -> None:
        super().__init__()
        self.time = Time()
        self.folder = Path(tempfile.mkdtemp())
        self.server = Server(self.limit, offset=17.3)
        self.running = [self.another() for _ in range(3)]
        self.sent: list[float] = []
        self.arrived: list[float] = []

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def another(self) -> Process:
        return Process(self.limit, self.time, self.folder / "quota")

    @rule(seconds=st.floats(min_value=0.0, max_value=40.0))
    def time_passes(self, seconds: float) -> None:
        for process in self.running:
            process.give_up(self.time.now + seconds - TIMEOUT)
        self.time.now += seconds

    @rule(which=processes, many=many, background=st.booleans())
    def tasks_send(self, which: int, many: int, background: bool) -> None:
        process = self.running[which]
        for _ in range(many):
            if process.quota.reserve(background=background) == 0:
                self.sent.append(self.time.now)
                process.leaving.append(self.time.now)

    @rule(which=processes, many=many)
    def calls_arrive(self, which: int, many: int) -> None:
        process = self.running[which]
        for _ in range(min(many, len(process.leaving))):
            sent = process.leaving.popleft()
            self.arrived.append(self.time.now)
            process.returning.append((sent, self.server.call(self.time.now)))

    @rule(which=processes, many=many, newest_first=st.booleans())
    def answers_come(self, which: int, many: int, newest_first: bool) -> None:
        process = self.running[which]
        for _ in range(min(many, len(process.returning))):
            _, answer = process.returning.pop() if newest_first else process.returning.popleft()
            process.quota.learn(answer)

    @rule(which=processes)
    def an_answer_is_lost(self, which: int) -> None:
        process = self.running[which]
        if process.returning:
            process.returning.popleft()
            process.quota.learn({})

    @rule(which=processes)
    def a_process_is_killed_and_another_starts(self, which: int) -> None:
        self.running[which] = self.another()

    @rule(which=processes)
    def only_the_processes_on_this_machine_use_the_account(self, which: int) -> None:
        held = sum(sent > self.time.now - MINUTE for sent in self.sent)
        assert self.running[which].quota.remaining <= self.limit - held

    @invariant()
    def no_minute_holds_more_than_the_limit(self) -> None:
        assert most_in_a_minute(self.sent) <= self.limit
        assert most_in_a_minute(self.arrived) <= self.limit
        assert self.server.refused == 0


Traffic.TestCase.settings = settings(max_examples=50, deadline=None)
TestTraffic = Traffic.TestCase


@pytest.mark.slow
@given(
    offset=st.floats(min_value=0, max_value=59.9),
    latency=st.floats(min_value=0.1, max_value=2.0),
    workers=st.integers(min_value=8, max_value=24),
    background=st.booleans(),
)
@example(offset=59.5, latency=0.2, workers=24, background=False)
@example(offset=59.9, latency=0.01, workers=24, background=False)
@example(offset=0.0, latency=0.8, workers=12, background=True)
@settings(max_examples=10, deadline=None)
def test_at_least_95_percent_of_the_quota_is_used(
    offset: float, latency: float, workers: int, background: bool
) -> None:
    assume(latency <= 1.5 or not background)  # a seat is held until its call is answered
    time, server = Time(), Server(LIMIT, offset)
    quota, minutes = Quota(clock=time), 6
    free = [0.0] * workers
    flying: deque[tuple[float, dict[str, str]]] = deque()
    while (now := free.pop(0)) < minutes * MINUTE:
        while flying and flying[0][0] <= now:
            time.now, headers = flying.popleft()
            quota.learn(headers)
        time.now = now
        wait = quota.reserve(background=background)
        if not wait:
            flying.append((now + latency, server.call(now)))
        insort(free, now + (wait or latency))
    assert server.refused == 0
    best = min(LIMIT, workers / latency * MINUTE)
    assert server.total >= 0.95 * best * minutes


@given(
    sent=st.lists(st.booleans(), max_size=120),
    seconds=st.floats(min_value=0.0, max_value=10.0),
    limit=st.integers(1, 120),
)
def test_background_work_never_keeps_an_interactive_call_waiting(
    sent: list[bool], seconds: float, limit: int
) -> None:
    time = Time()
    quota = Quota(limit, time)
    times: list[float] = []
    for interactive in sent:
        time.now += seconds
        while quota.reserve(background=True) == 0:  # it takes whatever it is given
            times.append(time.now)
            quota.learn({})
        held = sum(one > time.now - MINUTE for one in times)
        assert held >= limit - limit // 50 - 1
        if interactive:
            assert (quota.reserve() == 0) == (held < limit)
            if held < limit:
                times.append(time.now)
                quota.learn({})


def test_background_work_leaves_some_of_what_hotmart_says_remains() -> None:
    quota = Quota(limit=500, clock=Time())
    quota.reserve()
    quota.learn(told(500, 10, 20))
    assert quota.reserve(background=True) == pytest.approx(20.0)
    assert quota.reserve() == 0


def test_another_program_on_the_account_is_heeded() -> None:
    time = Time()
    quota = Quota(limit=500, clock=time)
    assert quota.reserve() == 0
    time.now = 0.5
    quota.learn(told(500, 1, 20))
    time.now = 1.0
    assert quota.reserve() == 0
    assert quota.reserve() == pytest.approx(19.5)
    time.now = 1.5
    quota.learn(told(500, 0, 20))
    time.now = 2.0
    assert quota.reserve() == pytest.approx(18.5)
    time.now = 20.5
    assert quota.reserve() == 0


def test_an_answer_that_was_overtaken_does_not_raise_what_remains() -> None:
    quota = Quota(limit=500, clock=Time())
    assert [quota.reserve() for _ in range(2)] == [0, 0]
    quota.learn(told(500, 1, 20))
    quota.learn(told(500, 90, 20))
    assert quota.remaining == 1


def test_a_lost_answer_may_have_been_counted() -> None:
    quota = Quota(limit=500, clock=Time())
    assert [quota.reserve() for _ in range(2)] == [0, 0]
    quota.learn(told(500, 1, 20))
    quota.learn({})
    assert quota.remaining == 0


def test_the_limit_is_what_hotmart_says() -> None:
    quota = Quota(limit=500, clock=Time())
    quota.reserve()
    quota.learn(told(100, 99, 60))
    assert (quota.limit, quota.remaining) == (100, 99)


def test_what_one_process_was_told_is_the_limit_of_all(tmp_path: Path) -> None:
    one, other = (Quota(clock=Time(), path=tmp_path / "quota") for _ in range(2))
    one.reserve()
    one.learn(told(3, 2, 60))
    assert [other.reserve() == 0 for _ in range(3)] == [True, True, False]


def test_the_older_names_of_the_headers_are_read() -> None:
    quota = Quota(limit=500)
    quota.reserve()
    quota.learn({"x-ratelimit-limit-minute": "100, 100;w=60", "ratelimit-reset": "x"})
    assert quota.limit == 100


def test_a_limit_that_only_a_simulator_has_is_kept_by_what_it_tells(tmp_path: Path) -> None:
    quota, other = (Quota(clock=Time(), path=tmp_path / "quota") for _ in range(2))
    quota.reserve()
    quota.learn(told(1_000_000, 600, 60))
    assert sum(quota.reserve() == 0 for _ in range(700)) == 600
    assert other.reserve() == 0


def test_threads_do_not_spend_a_call_twice() -> None:
    quota = Quota(limit=400, clock=Time())
    taken: list[float] = []

    def spend() -> None:
        taken.extend(quota.reserve() for _ in range(100))

    threads = [threading.Thread(target=spend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken.count(0.0) == 400


def test_a_connection_has_one_quota_in_a_process() -> None:
    assert shared("id", "https://a.example") is shared("id", "https://a.example")
    assert shared("id", "https://a.example") is not shared("id", "https://b.example")


def test_the_file_of_a_connection_tells_nothing_of_it() -> None:
    quota = shared("the-client-id", "https://a.example")
    quota.reserve()
    (file,) = Path(os.environ["HOTMART_CACHE_DIR"], "quota").iterdir()
    assert "the-client-id" not in file.name
    assert file.stat().st_mode & 0o777 in (0o600, 0o666)  # Windows has no such modes


FORKING = """
import os, sys
from hotmart.transport.quota import shared
quota = shared("id", "https://a.example")
for _ in range(3):
    quota.reserve()
quota._lock.acquire()  # as another thread may hold it in this moment
child = os.fork()
if not child:
    os._exit(0 if quota.remaining == 497 and not quota._seats.under_way else 1)
sys.exit(os.waitpid(child, 0)[1])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_a_process_that_was_forked_goes_on_counting(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", FORKING], check=True, timeout=30)


@pytest.mark.parametrize("reset", ["1763730000", "9" * 400])
def test_a_window_that_no_minute_has_is_not_waited_for(reset: str) -> None:
    quota = Quota()
    assert quota.reserve() == 0.0
    quota.learn({"ratelimit-remaining": "0", "ratelimit-reset": reset})
    assert quota.reserve() == 0.0
