"""Progress of a sync, on stderr: a live display on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from decimal import Decimal
from typing import Protocol

import click
from rich.console import Console, Group
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from hotmart.cli.figures import bar, duration, number, stamp
from hotmart.cli.screen import grid
from hotmart.language import say
from hotmart.quota import Quota
from hotmart.sync.plan import Plan
from hotmart.sync.watch import Watch
from hotmart.sync.windows import Window
from hotmart.warehouse.ledger import Check
from hotmart.warehouse.merge import Merged

MINUTE = 60.0
QUIET = 15.0  # seconds between two lines about streams that are still being read
BAR = 20


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
    """Counts what the engine tells."""

    def __init__(self, client: Client, clock: Callable[[], float] = time.monotonic) -> None:
        self._client, self._clock = client, clock
        self._started, self._first_call = clock(), client.calls
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

    def gap(self, stream: str, window: Window | None, why: str) -> None:
        self.gaps += 1

    def finished(self, stream: str) -> None:
        self.done.add(stream)

    @property
    def calls(self) -> int:
        """The calls sent since the plan was made."""
        return self._client.calls - self._first_call

    @property
    def elapsed(self) -> float:
        return self._clock() - self._started

    @property
    def left(self) -> float | None:
        """Seconds left by the plan; repairs, which no plan knows of, come on top."""
        if self.plan is None:
            return None
        calls_left = max(self.plan.calls - self.calls, 0)
        return time_left(calls_left, self.calls, self.elapsed, self._client.quota.limit)


class Lines(Tally):
    """A line when the plan is made, when a stream ends, and now and then in between."""

    def __init__(self, client: Client, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(client, clock)
        self._last = clock()

    def planned(self, plan: Plan) -> None:
        super().planned(plan)
        self._say(told(plan))

    def landed(self, stream: str, merged: Merged) -> None:
        super().landed(stream, merged)
        if self._clock() - self._last >= QUIET:
            self._say(f"{stream}: {self._figures(stream)} … {self._calls()}")

    def gap(self, stream: str, window: Window | None, why: str) -> None:
        super().gap(stream, window, why)
        where = f" {window}" if window else ""
        self._say(say(f"{stream}{where}: not read: {why}", f"{stream}{where}: não foi lido: {why}"))

    def finished(self, stream: str) -> None:
        super().finished(stream)
        self._say(f"{stream}: {self._figures(stream)}. {self._calls()}")

    def _figures(self, stream: str) -> str:
        rows, written = number(self.rows[stream]), number(self.written[stream])
        return say(f"{rows} read, {written} new or changed", f"{rows} lidos, {written} novos ou alterados")

    def _calls(self) -> str:
        return say(f"({number(self.calls)} requests)", f"({number(self.calls)} chamadas)")

    def _say(self, line: str) -> None:
        self._last = self._clock()
        click.echo(line, err=True)


class Display(Tally):
    """A table that lives while the sync runs."""

    def __rich__(self) -> Group:
        if self.plan is None:
            return Group(
                Spinner("dots", say("Asking how much there is …", "Perguntando quanto há …"), style="cyan")
            )
        return Group(self._streams(self.plan), Text(self._footer(), style="dim"))

    def _streams(self, plan: Plan) -> Table:
        table = grid(
            "", "", say("read", "lidos"), say("new or changed", "novos ou alterados"), numbers=(2, 3)
        )
        table.columns[1].min_width = BAR
        for part in plan.streams:
            name = part.stream.name
            finished = name in self.done
            filled = BAR if finished else min(self.rows[name], part.rows or 0)
            whole = BAR if finished else part.rows or 1
            table.add_row(
                Text(("✓ " if finished else "  ") + name, style="green" if finished else ""),
                Text(_filled(filled, whole), style="green" if finished else "cyan"),
                number(self.rows[name]),
                number(self.written[name]),
            )
        return table

    def _footer(self) -> str:
        quota, left = self._client.quota, self.left
        remaining = f"{number(quota.remaining)}/{number(quota.limit)}"
        parts = [
            say(f"{number(self.calls)} requests", f"{number(self.calls)} chamadas"),
            say(f"quota {remaining} this minute", f"cota {remaining} neste minuto"),
            duration(self.elapsed),
        ]
        if left is not None and len(self.done) < len(self.plan.streams if self.plan else ()):
            parts.append(say(f"about {duration(left)} left", f"faltam cerca de {duration(left)}"))
        if self.gaps or self.checks[False]:
            wrong = number(self.gaps + self.checks[False])
            parts.append(say(f"{wrong} things do not match yet", f"{wrong} itens ainda não conferem"))
        return " · ".join(parts)


def _filled(part: int, whole: int) -> str:
    return bar(Decimal(min(part, whole)), Decimal(max(whole, 1)), BAR)


def told(plan: Plan) -> str:
    """A plan in one sentence. Its minutes are told where the quota, not the pace, decides them."""
    since, as_of, calls = stamp(plan.since), stamp(plan.as_of), number(plan.calls)
    sentence = say(
        f"From {since} to {as_of}: about {calls} requests", f"De {since} a {as_of}: cerca de {calls} chamadas"
    )
    if plan.calls > plan.quota:
        wait, quota = duration(plan.minutes * MINUTE), number(plan.quota)
        sentence += say(f", {wait} at {quota} a minute", f", {wait} a {quota} por minuto")
    return sentence + "."


@contextmanager
def shown(client: Client) -> Generator[Tally]:
    """A watch that shows what it sees for as long as the block lasts."""
    if not sys.stderr.isatty():
        yield Lines(client)
        return
    display = Display(client)
    with Live(display, console=Console(stderr=True), refresh_per_second=8, transient=True):
        yield display
