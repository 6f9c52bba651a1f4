"""Running what is due for as long as somebody is there: in the foreground, or in a thread of the console."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hotmart.config.finding import find
from hotmart.document import Problem, explained
from hotmart.schedule.job import Job
from hotmart.schedule.running_due import start_due
from hotmart.schedule.schedule import Schedule, schedules

LONGEST = 20.0  # seconds between two looks: a machine that slept, or a clock that was set, tells nobody


def serve(
    stop: threading.Event,
    file: str | Path | None = None,
    *,
    told: Callable[[Job | Problem], None] = lambda _: None,
    by: str = "serve",
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    wait: Callable[[float], bool] | None = None,
) -> None:
    """Start whatever is due, until `stop` is set. What was started goes on after that.

    `file` is the hotmart.toml, which is read again whenever it changes. `told` hears of each job that starts
    or is skipped, and of what is wrong: a file with a mistake, of which what it said before still holds.
    Others may do the same, and the timers of the system: nothing runs twice.
    """
    watched = _Watched(None if file is None else Path(file))
    waits = wait or stop.wait
    while not stop.is_set():
        try:
            found = start_due(watched.schedules(), now(), by)
        except Exception as error:  # whatever it is, the next look may go well
            watched.tell_once(explained(error), told)
        else:
            watched.well()
            for one in found:
                told(one)
        waits(min(LONGEST, _until_next_minute(now())))


def _until_next_minute(now: datetime) -> float:
    following = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return (following - now).total_seconds()


class _Watched:
    """The schedules of a file that may change."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._seen: tuple[object, ...] | None = None
        self._known: list[Schedule] = []
        self._told: str | None = None

    def schedules(self) -> list[Schedule]:
        """Those of the file as it is now. Raises HotmartError once for every change that makes it wrong."""
        path = find(self._file)
        stat = path.stat() if path else None
        seen = (path, stat and (stat.st_mtime_ns, stat.st_size, stat.st_ino))
        if seen != self._seen:
            self._seen = seen
            self._known = schedules(path) if path else []
        return self._known

    def tell_once(self, problem: Problem, told: Callable[[Job | Problem], None]) -> None:
        if self._told != str(problem.text):
            self._told = str(problem.text)
            told(problem)

    def well(self) -> None:
        self._told = None
