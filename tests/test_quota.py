from __future__ import annotations

import threading
from bisect import bisect_left, insort
from collections import deque

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hotmart.quota import LIMIT, MINUTE, Quota, shared


def told(limit: int, remaining: int, reset: int) -> dict[str, str]:
    return {
        "ratelimit-limit": str(limit),
        "ratelimit-remaining": str(remaining),
        "ratelimit-reset": str(reset),
    }


class Server:
    """A minute counted as Hotmart may count it: from the first call of each window."""

    def __init__(self, limit: int, offset: float) -> None:
        self.limit, self.offset = limit, offset
        self.counts: dict[int, int] = {}
        self.refused = 0

    def call(self, now: float) -> dict[str, str]:
        window, within = divmod(now + self.offset, MINUTE)
        used = self.counts[int(window)] = self.counts.get(int(window), 0) + 1
        self.refused += used > self.limit
        return told(self.limit, max(0, self.limit - used), int(MINUTE - within) + 1)


def most_in_a_minute(times: list[float]) -> int:
    return max((bisect_left(times, start + MINUTE) - at for at, start in enumerate(times)), default=0)


class Traffic(RuleBasedStateMachine):
    """Many tasks on one connection, beside another program on the same account."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.limit = 20
        self.quota = Quota(limit=self.limit, clock=lambda: self.now)
        self.server = Server(self.limit, offset=17.3)
        self.flying: deque[dict[str, str]] = deque()
        self.times: list[float] = []

    @rule(seconds=st.floats(min_value=0.0, max_value=40.0))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @rule(many=st.integers(min_value=1, max_value=30))
    def tasks_send(self, many: int) -> None:
        for _ in range(many):
            if self.quota.reserve(self.now) == 0:
                insort(self.times, self.now)
                self.flying.append(self.server.call(self.now))

    @rule(newest_first=st.booleans())
    def an_answer_comes(self, newest_first: bool) -> None:
        if self.flying:
            headers = self.flying.pop() if newest_first else self.flying.popleft()
            self.quota.learn(headers, self.now)

    @rule()
    def an_answer_is_lost(self) -> None:
        if self.flying:
            self.flying.popleft()
            self.quota.learn({}, self.now)

    @invariant()
    def no_minute_holds_more_than_the_limit(self) -> None:
        assert most_in_a_minute(self.times) <= self.limit
        assert self.server.refused == 0
        assert 0 <= self.quota.remaining <= self.limit


TestTraffic = Traffic.TestCase


@given(
    offset=st.floats(min_value=0, max_value=59.9),
    latency=st.floats(min_value=0.01, max_value=2.0),
    workers=st.integers(min_value=8, max_value=24),
)
@example(offset=59.8984375, latency=0.01, workers=8)  # begun a tenth of a second before Hotmart's minute ends
@example(offset=59.8984375, latency=0.01, workers=24)
@example(offset=59.5, latency=0.2, workers=24)
def test_at_least_95_percent_of_the_quota_is_used(offset: float, latency: float, workers: int) -> None:
    limit, minutes, now = LIMIT, 6, 0.0  # what the workers have in flight when a minute ends is a part of it
    quota, server = Quota(limit=limit), Server(limit, offset)
    free = [now] * workers
    waiting: list[tuple[float, dict[str, str]]] = []
    while now < minutes * MINUTE:
        now = free.pop(0)
        while waiting and waiting[0][0] <= now:
            quota.learn(waiting[0][1], waiting.pop(0)[0])
        if wait := quota.reserve(now):
            insort(free, now + min(wait, 1.0))
            continue
        insort(waiting, (now + latency, server.call(now)), key=lambda answer: answer[0])
        insort(free, now + latency)
    assert server.refused == 0
    best = min(limit, workers / latency * MINUTE)
    for window in list(server.counts)[1:-1]:
        assert server.counts[window] >= 0.95 * best


def test_another_program_on_the_account_is_heeded() -> None:
    quota = Quota(limit=500)
    assert quota.reserve(0.0) == 0
    quota.learn(told(500, 1, 20), 0.5)
    assert quota.reserve(1.0) == 0
    assert quota.reserve(1.0) == pytest.approx(19.5)
    quota.learn(told(500, 0, 20), 1.5)
    assert quota.reserve(2.0) == pytest.approx(18.5)
    assert quota.reserve(20.5) == 0


def test_an_answer_that_was_overtaken_does_not_raise_what_remains() -> None:
    quota = Quota(limit=500, clock=lambda: 2.0)
    assert [quota.reserve(0.0) for _ in range(2)] == [0, 0]
    quota.learn(told(500, 1, 20), 1.0)
    quota.learn(told(500, 90, 20), 1.5)
    assert quota.remaining == 1


def test_a_lost_answer_may_have_been_counted() -> None:
    quota = Quota(limit=500, clock=lambda: 2.0)
    assert [quota.reserve(0.0) for _ in range(2)] == [0, 0]
    quota.learn(told(500, 1, 20), 1.0)
    quota.learn({}, 1.5)
    assert quota.remaining == 0


def test_the_limit_is_what_hotmart_says() -> None:
    quota = Quota(limit=500, clock=lambda: 1.0)
    quota.reserve(0.0)
    quota.learn(told(100, 99, 60), 0.1)
    assert (quota.limit, quota.remaining) == (100, 99)


def test_the_older_names_of_the_headers_are_read() -> None:
    quota = Quota(limit=500)
    quota.reserve(0.0)
    quota.learn({"x-ratelimit-limit-minute": "100, 100;w=60", "ratelimit-reset": "x"}, 0.1)
    assert quota.limit == 100


def test_threads_do_not_spend_a_call_twice() -> None:
    quota = Quota(limit=400)
    taken: list[float] = []

    def spend() -> None:
        taken.extend(quota.reserve(0.0) for _ in range(100))

    threads = [threading.Thread(target=spend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken.count(0.0) == 400


def test_a_connection_has_one_quota_in_a_process() -> None:
    assert shared("id", "https://a.example") is shared("id", "https://a.example")
    assert shared("id", "https://a.example") is not shared("id", "https://b.example")


@pytest.mark.parametrize("reset", ["1763730000", "9" * 400])
def test_a_window_that_no_minute_has_is_not_waited_for(reset: str) -> None:
    quota = Quota()
    assert quota.reserve(0.0) == 0.0
    quota.learn({"ratelimit-remaining": "0", "ratelimit-reset": reset}, 0.0)
    assert quota.reserve(0.0) == 0.0
