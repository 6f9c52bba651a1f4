"""The progress of a job as lines of its log.

Each line has `at`, `event`, `connection`, `stream`, `rows` and `written` (of that stream, or of all where it
is none's), `streams_done` of `streams`, `calls` of `planned_calls`, `seconds_left`, `gaps`, and `text` in
both languages or null. The last one has `event` "ended", `outcome`, `exit_code`, `problem` and a `report` by
connection. There is nothing in it of a buyer and no secret: figures and names of streams.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hotmart.schedule import log
from hotmart.schedule.job import Ending
from hotmart.schedule.kinds.kind import Result, as_data

if TYPE_CHECKING:
    from hotmart.accounts.progress import Progress

QUIET = 0.5  # seconds between two lines that say only that rows were read, or figures compared
_OFTEN = ("read", "checked", "landed")


@dataclass
class Telling:
    """Writes what it is told into the log of a job."""

    job_id: str
    clock: Callable[[], float] = time.monotonic
    _last: dict[str | None, float] = field(default_factory=dict[str | None, float])

    def __call__(self, progress: Progress) -> None:
        """Write a line, unless many like it come."""
        now = self.clock()
        if progress.event in _OFTEN and now - self._last.get(progress.connection, -QUIET) < QUIET:
            return
        self._last[progress.connection] = now
        log.add(self.job_id, line(progress))


def line(progress: Progress) -> dict[str, Any]:
    """A line of the log."""
    stream = progress.stream
    rows = progress.rows.get(stream, 0) if stream else sum(progress.rows.values())
    written = progress.written.get(stream, 0) if stream else sum(progress.written.values())
    left = progress.seconds_left
    return {
        "event": progress.event,
        "connection": progress.connection,
        "stream": stream,
        "rows": rows,
        "written": written,
        "streams_done": progress.streams_done,
        "streams": progress.streams,
        "calls": progress.calls,
        "planned_calls": progress.planned_calls,
        "seconds_left": None if left is None else round(left, 1),
        "gaps": progress.gaps,
        "text": progress.text._asdict() if progress.text else None,
    }


def last_line(outcome: Ending, exit_code: int | None, result: Result | None = None) -> dict[str, Any]:
    """The line with which a log ends."""
    problem = result.problem if result else None
    return {
        "event": "ended",
        "outcome": outcome,
        "exit_code": exit_code,
        "problem": problem and as_data(problem),
        "report": dict(result.report) if result else {},
    }
