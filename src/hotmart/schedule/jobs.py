"""Jobs: work that goes on by itself, in a process of its own that outlives whoever started it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hotmart.config.schedules import What
from hotmart.language import Text
from hotmart.schedule import log
from hotmart.schedule.book import Book, new_id
from hotmart.schedule.errors import NoJobError, NotStartedError
from hotmart.schedule.job import Ending, Job
from hotmart.schedule.kinds import run_of
from hotmart.schedule.place import book_path, lock_of, log_of
from hotmart.schedule.telling import last_line

__all__ = ["Ending", "Job", "job", "jobs", "start"]

_started: list[subprocess.Popen[str]] = []
"""Those that this process has started, and of whose end the system has not been asked yet."""
_starting = threading.Lock()


def start(
    what: What,
    file: str | Path | None = None,
    connections: Iterable[str] = (),
    schedule: str | None = None,
    by: str = "terminal",
) -> Job:
    """Start a job, and return once its process is there.

    `file` is the hotmart.toml; unless told, the one that `hotmart.open` would find. `connections` are those
    it is for, all where none is named. `schedule` is the one it is a run of, `by` who starts it.

    Raises ConfigurationError and InvalidArgumentError as `hotmart.open_all`, NotStartedError where there is
    no process for it.
    """
    from hotmart.accounts.opening import open_all  # noqa: PLC0415  # whoever only looks opens nothing
    from hotmart.config.finding import find  # noqa: PLC0415  # likewise

    run_of(what)
    path = find(None if file is None else Path(file))
    chosen = tuple(connections)
    open_all(path, connections=chosen)
    told = str(path.absolute()) if path else None
    wanted = Job(new_id(), what, chosen, schedule, by, None, datetime.now(UTC), None, None, None, 0, told)
    Book(book_path()).add(wanted)
    return launch(wanted)


def jobs(most: int = 50, schedule: str | None = None, file: str | Path | None = None) -> list[Job]:
    """The last jobs, at most so many, the latest first; of one schedule of one file where they are told."""
    told = None if file is None else str(Path(file).absolute())
    return [_as_it_is(one) for one in Book(book_path()).jobs(most, schedule, told)]


def job(id: str) -> Job:  # as it is called in the book, and by whoever asks
    """The job of that id. Raises NoJobError."""
    found = Book(book_path()).job(id)
    if found is None:
        raise NoJobError(id)
    return _as_it_is(found)


def launch(wanted: Job) -> Job:
    """Start the process of a job that is in the book. Raises NotStartedError."""
    _reap()
    _prune()
    try:
        process = _process(wanted.id)
    except OSError:
        process = None
    if process is None:
        Book(book_path()).end(wanted.id, "failed", 1)
        raise NotStartedError(
            Text(
                "No process could be started for the job.",
                "Não foi possível iniciar um processo para a tarefa.",
            ),
            Text("See whether the machine is out of memory.", "Veja se falta memória na máquina."),
        )
    return job(wanted.id)


def _process(job_id: str) -> subprocess.Popen[str] | None:
    """The process of a job, once it has said that it is there; None where it never does."""
    apart: dict[str, Any] = (
        {"start_new_session": True}
        if os.name == "posix"
        else {"creationflags": getattr(subprocess, "DETACHED_PROCESS", 0) | 0x200}
    )
    process = subprocess.Popen(  # noqa: S603  # this very Python, and an id of ours
        # -P: nothing of the folder that this runs in is taken for a module
        [sys.executable, "-P", "-m", "hotmart.schedule.work", job_id],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        **apart,
    )
    with _starting:
        _started.append(process)
    assert process.stdout is not None  # noqa: S101  # it was asked for
    with process.stdout as line:
        return process if line.readline() else None


def _as_it_is(known: Job) -> Job:
    """The job, and where its process was killed meanwhile, noted as that."""
    _reap()
    if known.outcome is not None or known.running:
        return known
    book = Book(book_path())
    (*_, last) = [{}, *known.lines()]
    if last.get("event") == "ended":  # all it had not done yet was to note that in the book
        book.end(known.id, last["outcome"], last["exit_code"])
    elif book.end(known.id, "killed", None):
        log.add(known.id, last_line("killed", None))
        lock_of(known.id).unlink(missing_ok=True)
    return book.job(known.id) or replace(known, outcome="killed")


def _reap() -> None:
    """Have the system forget those that have ended."""
    with _starting:
        _started[:] = [one for one in _started if one.poll() is None]


def _prune() -> None:
    for old in Book(book_path()).prune():
        for path in (log_of(old), lock_of(old)):
            path.unlink(missing_ok=True)
