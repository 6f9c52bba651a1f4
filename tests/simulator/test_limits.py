"""The quota: fixed windows of a minute, by a clock that is handed in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotmart.simulator.limits import Limiter


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_minute_gives_the_quota_and_the_next_one_gives_it_again() -> None:
    clock = Clock()
    limiter = Limiter(2, clock)
    assert [limiter.take().allowed for _ in range(3)] == [True, True, False]
    clock.now += 59.5
    refused = limiter.take()
    assert (refused.allowed, refused.remaining, refused.reset) == (False, 0, 1)
    clock.now += 0.5
    assert limiter.take().headers["RateLimit-Remaining"] == "1"


@given(quota=st.integers(1, 5), pauses=st.lists(st.floats(0, 90), max_size=60))
def test_no_window_ever_lets_more_than_the_quota_through(quota: int, pauses: list[float]) -> None:
    clock = Clock()
    limiter = Limiter(quota, clock)
    let_in: dict[int, int] = {}
    for pause in pauses:
        clock.now += pause
        standing = limiter.take()
        assert 0 < standing.reset <= 60
        if standing.allowed:
            window = int((clock.now - 1_000.0) // 60)
            let_in[window] = let_in.get(window, 0) + 1
    assert all(count <= quota for count in let_in.values())
