"""Progress of syncs, on stderr: a live display on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeAlias

import click

from hotmart.cli.figures import duration, number, stamp
from hotmart.language import Text as Sentence
from hotmart.language import say
from hotmart.streams.windows import Window
from hotmart.sync.plan import Plan
from hotmart.sync.watch import Watch
from hotmart.transport.quota import Quota
from hotmart.warehouse.ledger.notes import Check
from hotmart.warehouse.merge import Merged

MINUTE = 60.0
QUIET = 15.0  # seconds between two lines about streams that are still being read
PATIENCE = 3.0  # seconds of waiting that nobody needs to be told of


class Client(Protocol):
    """What a display asks of a client."""

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
    """Counts what the engine tells of the sync of one account."""

    def __init__(self, client: Client, clock: Callable[[], float] = time.monotonic) -> None:
        self._client, self._clock = client, clock
        self._started, self._first_call = clock(), client.calls
        self._waits_until = clock()
        self.plan: Plan | None = None
        self.rows: Counter[str] = Counter()
        self.written: Counter[str] = Counter()
        self.checks: Counter[bool] = Counter()
        self.gaps = 0
        self.done: set[str] = set()

    def planned(self, plan: Plan) -> None:
        self.plan = plan
        self._started, self._first_call = self._clock(), self._client.calls

    def read(self, stream: str, rows: int) -> None:
        self.rows[stream] += rows

    def landed(self, stream: str, merged: Merged) -> None:
        self.written[stream] += merged.new + merged.changed

    def checked(self, check: Check) -> None:
        self.checks[check.matches] += 1

    def gap(self, stream: str, window: Window | None, why: Sentence) -> None:
        self.gaps += 1

    def waiting(self, seconds: float) -> None:
        self._waits_until = max(self._waits_until, self._clock() + seconds)

    def finished(self, stream: str) -> None:
        self.done.add(stream)

    def remark(self, sentence: str) -> None:
        """Something that is so before there is a plan, or after which nothing comes."""

    @property
    def calls(self) -> int:
        """The calls sent since the plan was made."""
        return self._client.calls - self._first_call

    @property
    def quota(self) -> Quota:
        return self._client.quota

    @property
    def elapsed(self) -> float:
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


class Lines(Tally):
    """A line when the plan is made, when a stream ends, and now and then in between."""

    def __init__(
        self, client: Client, clock: Callable[[], float] = time.monotonic, name: str | None = None
    ) -> None:
        super().__init__(client, clock)
        self._last, self._name = clock(), name

    def planned(self, plan: Plan) -> None:
        super().planned(plan)
        self.remark(told(plan))

    def landed(self, stream: str, merged: Merged) -> None:
        super().landed(stream, merged)
        if self._clock() - self._last >= QUIET:
            left = "" if self.left is None else f", {about(self.left)}"
            self.remark(f"{stream}: {self._figures(stream)} … ({self._calls()}{left})")

    def gap(self, stream: str, window: Window | None, why: Sentence) -> None:
        super().gap(stream, window, why)
        where = f" {window}" if window else ""
        self.remark(say(f"{stream}{where}: not read: {why}", f"{stream}{where}: não foi lido: {why}"))

    def waiting(self, seconds: float) -> None:
        told_before = self.waits
        super().waiting(seconds)
        if self.waits and not told_before:
            self.remark(waiting_for_quota(self.waits))

    def finished(self, stream: str) -> None:
        super().finished(stream)
        self.remark(f"{stream}: {self._figures(stream)}. ({self._calls()})")

    def remark(self, sentence: str) -> None:
        self._last = self._clock()
        click.echo(f"{self._name}: {sentence}" if self._name else sentence, err=True)

    def _figures(self, stream: str) -> str:
        rows, written = number(self.rows[stream]), number(self.written[stream])
        return say(f"{rows} read, {written} new or changed", f"{rows} lidos, {written} novos ou alterados")

    def _calls(self) -> str:
        return say(f"{number(self.calls)} requests", f"{number(self.calls)} chamadas")


def told(plan: Plan) -> str:
    """A plan in one sentence. Its minutes are told where the quota, not the pace, decides them."""
    since, as_of, calls = stamp(plan.since), stamp(plan.as_of), number(plan.calls)
    requests = say(f"about {calls} requests", f"cerca de {calls} chamadas")
    if plan.calls == 1:
        requests = say("one request", "uma chamada")
    sentence = say(f"From {since} to {as_of}: {requests}", f"De {since} a {as_of}: {requests}")
    if plan.since >= plan.as_of:  # nothing in it has a time
        sentence = say(f"As of {as_of}: {requests}", f"Em {as_of}: {requests}")
    if plan.calls > plan.quota:
        wait, quota = duration(plan.minutes * MINUTE), number(plan.quota)
        sentence += say(f", {wait} at {quota} a minute", f", {wait} a {quota} por minuto")
    return sentence + "."


def about(seconds: float) -> str:
    """How much longer it takes."""
    return say(f"about {duration(seconds)} left", f"faltam cerca de {duration(seconds)}")


def waiting_for_quota(seconds: float) -> str:
    """Why nothing happens."""
    return say(f"waiting for the quota, {duration(seconds)}", f"esperando a cota, {duration(seconds)}")


Watched: TypeAlias = Callable[[str | None, Client], Tally]
"""Makes the watch of one account: of its connection's name, where it has one, and of its client."""


@contextmanager
def shown(names: Sequence[str | None] = (None,)) -> Generator[Watched]:
    """Watches that show what they see for as long as the block lasts, one for each of these accounts."""
    if not sys.stderr.isatty():
        yield lambda name, client: Lines(client, name=name)
        return
    from hotmart.cli.display import live  # noqa: PLC0415  # only a terminal pays for it

    with live(names) as watched:
        yield watched
