"""Whoever watches a sync is told how far it is, also before anybody knows how far it goes."""

from __future__ import annotations

from hotmart.accounts.progress import Progress, watching
from hotmart.streams.known import STREAMS
from hotmart.streams.windows import DAY, Window
from hotmart.sync.plan import StreamPlan, SyncPlan
from hotmart.transport.quota import Quota


class Client:
    def __init__(self) -> None:
        self.calls = 3  # what making the plan takes
        self.quota = Quota()


def test_nothing_is_planned_before_the_plan_and_all_of_it_after() -> None:
    told = list[Progress]()
    tally = watching(told.append)("main", Client())
    tally.waiting(1.0)
    part = StreamPlan(STREAMS["sales_history"], whole=Window(0, 30 * DAY), rows=1_000, reads=100)
    tally.planned(SyncPlan(as_of=30 * DAY, quota=500, streams=(part,)))
    assert [(one.connection, one.event, one.stream) for one in told] == [
        ("main", "waiting", None),
        ("main", "planned", None),
    ]
    assert [(one.streams, one.planned_calls, one.calls) for one in told] == [(0, 0, 0), (1, 100, 0)]
