"""Progress: what a sync has done so far, and how much is left, for whoever watches it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from hotmart.sync.calls import Calls
from hotmart.sync.watch import Watch

if TYPE_CHECKING:
    from hotmart.language import Text
    from hotmart.streams.windows import Window
    from hotmart.sync.plan import SyncPlan
    from hotmart.transport.quota import Quota
    from hotmart.warehouse.ledger.notes import Check
    from hotmart.warehouse.merge import Merged

MINUTE = 60.0  # seconds
PATIENCE = 3.0  # seconds of waiting that nobody needs to be told of

Event: TypeAlias = Literal["planned", "read", "landed", "checked", "gap", "waiting", "remark", "finished"]


class Client(Protocol):
    """What a watch asks of a client."""

    @property
    def calls(self) -> int: ...
    @property
    def quota(self) -> Quota: ...


def time_left(calls_left: int, calls_made: int, elapsed: float, limit: int) -> float | None:
    """Seconds until these calls are made at the pace so far, and never faster than the quota allows.

    None before there is a pace.
    """
    if not calls_made or elapsed <= 0:
        return None
    return max(calls_left * elapsed / calls_made, (calls_left - limit) * MINUTE / limit, 0.0)


class Tally(Watch):
    """Counts what the engine tells of the work for one account."""

    def __init__(self, client: Client, clock: Callable[[], float] = time.monotonic) -> None:
        self._client, self._clock = client, clock
        self._started, self._sent = clock(), Calls(client, ())
        self._waits_until = clock()
        self.plan: SyncPlan | None = None
        self.rows: Counter[str] = Counter()
        self.written: Counter[str] = Counter()
        self.checks: Counter[bool] = Counter()
        self.gaps = 0
        self.done: set[str] = set()

    def planned(self, plan: SyncPlan) -> None:
        self.plan = plan
        self._started = self._clock()
        self._sent = Calls(self._client, (part.stream for part in plan.streams))

    def read(self, stream: str, rows: int) -> None:
        self.rows[stream] += rows

    def landed(self, stream: str, merged: Merged) -> None:
        self.written[stream] += merged.new + merged.changed

    def checked(self, check: Check) -> None:
        self.checks[check.matches] += 1

    def gap(self, stream: str, window: Window | None, why: Text) -> None:
        self.gaps += 1

    def waiting(self, seconds: float) -> None:
        self._waits_until = max(self._waits_until, self._clock() + seconds)

    def finished(self, stream: str) -> None:
        self.done.add(stream)

    @property
    def committed(self) -> bool:
        """Whether anything was committed, be it only that there is nothing new."""
        return bool(self.written)

    @property
    def calls(self) -> int:
        """The calls sent since the plan was made, to Hotmart and to the hosts of sources."""
        return self._sent.total

    @property
    def quota(self) -> Quota:
        return self._client.quota

    @property
    def elapsed(self) -> float:
        """Seconds since the plan was made."""
        return self._clock() - self._started

    @property
    def complete(self) -> bool:
        """Whether every stream of the plan is done."""
        return self.plan is not None and len(self.done) == len(self.plan.streams)

    @property
    def left(self) -> float | None:
        """Seconds left by the plan; repairs, which no plan knows of, come on top."""
        if self.plan is None:
            return None
        calls_left = max(self.plan.calls - self.calls, 0)
        return time_left(calls_left, self.calls, self.elapsed, self.quota.limit)

    @property
    def waits(self) -> float:
        """Seconds until Hotmart allows another call; 0 when it does, or will in a moment."""
        seconds = self._waits_until - self._clock()
        return seconds if seconds >= PATIENCE else 0.0


Watching: TypeAlias = Callable[[str | None, Client], Tally]
"""Makes the watch of one account: of its connection's name, where it has one, and of its client."""


@dataclass(frozen=True)
class Progress:
    """How far the sync of one account is, at the moment something happened in it."""

    connection: str | None
    """The account, where hotmart.toml names any."""
    event: Event
    stream: str | None
    """The stream it happened to; None for what is no affair of one stream."""
    rows: Mapping[str, int]
    """The rows read so far, by stream."""
    written: Mapping[str, int]
    """The items that are new or changed and committed, by stream."""
    streams_done: int
    streams: int
    calls: int
    planned_calls: int
    seconds_left: float | None
    """By the plan and the pace so far; None before there is a pace."""
    gaps: int
    """The parts that could not be read."""
    text: Text | None = None
    """What is to be said to a person, where there is anything."""


class Telling(Tally):
    """Tells a callback of everything that happens to one account, in the thread and loop of the sync."""

    def __init__(self, callback: Callable[[Progress], None], name: str | None, client: Client) -> None:
        super().__init__(client)
        self._callback, self._name = callback, name
        self._heard = True  # until the callback raises: that ends the work, and it is told nothing more

    def planned(self, plan: SyncPlan) -> None:
        super().planned(plan)
        self._tell("planned")

    def read(self, stream: str, rows: int) -> None:
        super().read(stream, rows)
        self._tell("read", stream)

    def landed(self, stream: str, merged: Merged) -> None:
        super().landed(stream, merged)
        self._tell("landed", stream)

    def checked(self, check: Check) -> None:
        super().checked(check)
        self._tell("checked", check.stream)

    def gap(self, stream: str, window: Window | None, why: Text) -> None:
        super().gap(stream, window, why)
        self._tell("gap", stream, why)

    def waiting(self, seconds: float) -> None:
        super().waiting(seconds)
        self._tell("waiting")

    def remark(self, text: Text) -> None:
        super().remark(text)
        self._tell("remark", text=text)

    def finished(self, stream: str) -> None:
        super().finished(stream)
        self._tell("finished", stream)

    def _tell(self, event: Event, stream: str | None = None, text: Text | None = None) -> None:
        if not self._heard:
            return
        self._heard = False
        plan = self.plan
        self._callback(
            Progress(
                self._name,
                event,
                stream,
                dict(self.rows),
                dict(self.written),
                len(self.done),
                len(plan.streams) if plan else 0,
                self.calls,
                plan.calls if plan else 0,
                self.left,
                self.gaps,
                text,
            )
        )
        self._heard = True


def watching(callback: Callable[[Progress], None] | None) -> Watching:
    """Watches that tell this callback, or nobody."""
    if callback is None:
        return lambda _, client: Tally(client)
    return lambda name, client: Telling(callback, name, client)
