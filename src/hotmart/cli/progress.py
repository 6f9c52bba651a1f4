"""Progress of syncs, on stderr: a live display on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager

import click

from hotmart.accounts.progress import Client, Tally, Watching
from hotmart.cli.telling import about, told, waiting_for_quota
from hotmart.figures import counted, number
from hotmart.language import Text, say
from hotmart.streams.windows import Window
from hotmart.sync.plan import SyncPlan
from hotmart.warehouse.merge import Merged

QUIET = 15.0  # seconds between two lines about streams that are still being read


class Lines(Tally):
    """A line when the plan is made, when a stream ends, and now and then in between."""

    def __init__(
        self, client: Client, clock: Callable[[], float] = time.monotonic, name: str | None = None
    ) -> None:
        super().__init__(client, clock)
        self._last, self._name = clock(), name

    def planned(self, plan: SyncPlan) -> None:
        super().planned(plan)
        self.line(told(plan))

    def landed(self, stream: str, merged: Merged) -> None:
        super().landed(stream, merged)
        if self._clock() - self._last >= QUIET:
            left = "" if self.left is None else f", {about(self.left)}"
            self.line(f"{stream}: {self._figures(stream)} … ({self._calls()}{left})")

    def gap(self, stream: str, window: Window | None, why: Text) -> None:
        super().gap(stream, window, why)
        where = f" {window}" if window else ""
        self.line(say(f"{stream}{where}: not read: {why}", f"{stream}{where}: não foi lido: {why}"))

    def waiting(self, seconds: float) -> None:
        told_before = self.waits
        super().waiting(seconds)
        if self.waits and not told_before:
            self.line(waiting_for_quota(self.waits))

    def finished(self, stream: str) -> None:
        super().finished(stream)
        self.line(f"{stream}: {self._figures(stream)}. ({self._calls()})")

    def remark(self, text: Text) -> None:
        self.line(str(text))

    def line(self, sentence: str) -> None:
        """Write one line."""
        self._last = self._clock()
        click.echo(f"{self._name}: {sentence}" if self._name else sentence, err=True)

    def _figures(self, stream: str) -> str:
        rows, written = self.rows[stream], self.written[stream]
        return say(
            f"{number(rows)} read, {number(written)} new or changed",
            f"{counted(rows, 'lido', 'lidos')}, {counted(written, 'novo ou alterado', 'novos ou alterados')}",
        )

    def _calls(self) -> str:
        return say(counted(self.calls, "request", "requests"), counted(self.calls, "chamada", "chamadas"))


@contextmanager
def shown(names: Sequence[str | None] = (None,)) -> Generator[Watching]:
    """Watches that show what they see for as long as the block lasts, one for each of these accounts."""
    if not sys.stderr.isatty():
        yield lambda name, client: Lines(client, name=name)
        return
    from hotmart.cli.display import live  # noqa: PLC0415  # only a terminal pays for it

    with live(names) as watched:
        yield watched
