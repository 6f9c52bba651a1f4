"""Running all that is due now, and waiting for its end."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from hotmart.figures import counted
from hotmart.language import Text, both, say
from hotmart.schedule.book import Book
from hotmart.schedule.due import MOST
from hotmart.schedule.errors import AlreadyRunningError, NoScheduleError, NotStartedError
from hotmart.schedule.hearing import tell_whoever_is_named
from hotmart.schedule.job import Job
from hotmart.schedule.jobs import job, launch
from hotmart.schedule.place import book_path
from hotmart.schedule.schedule import Schedule, schedules
from hotmart.schedule.telling import last_line

LOOKING = 0.1  # seconds between two looks at whether a job has ended


def run_due(
    file: Path | None = None,
    only: str | None = None,
    *,
    by: str = "run-due",
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    told: Callable[[Job], None] = lambda _: None,
) -> list[Job]:
    """Run what is due of these schedules, side by side, and return the jobs once all have ended.

    Those that are skipped are among them. Whoever does the same at the same time starts nothing twice.
    `told` hears of each job as it starts. Raises NoScheduleError where `only` names none.
    """
    known = schedules(file)
    wanted = [one for one in known if only is None or one.name == only]
    if only is not None and not wanted:
        raise NoScheduleError(only, [one.name for one in known])
    found = start_due(wanted, now(), by)
    for one in found:
        told(one)
    return [ended(one) for one in found]


def start_due(wanted: Sequence[Schedule], now: datetime, by: str) -> list[Job]:
    """Start what is due now of these, and note what is skipped, because it is running still.

    One for which there is no process has failed, and the others start all the same.
    """
    book = Book(book_path())
    found = [one for schedule in wanted if (one := book.claim(schedule, now, by))]
    return [_launched(one) if one.outcome is None else one for one in found]


def _launched(wanted: Job) -> Job:
    try:
        return launch(wanted)
    except NotStartedError:  # which the book knows
        return job(wanted.id)


def run_now(schedule: Schedule, by: str = "terminal") -> Job:
    """Start a run of a schedule, due or not. Raises AlreadyRunningError where one is running."""
    wanted = Book(book_path()).claim_now(schedule, datetime.now(UTC), by)
    if wanted is None:
        raise AlreadyRunningError(
            Text(f"{schedule.name} is running already.", f"{schedule.name} já está rodando."),
            Text(
                f"To see how far it is: hotmart schedule logs {schedule.name}",
                f"Para ver em que pé está: hotmart schedule logs {schedule.name}",
            ),
        )
    return launch(wanted)


def ended(started: Job) -> Job:
    """The job once it has ended."""
    found = started
    while found.outcome is None:
        time.sleep(LOOKING)
        found = job(found.id)
        if found.outcome == "killed":  # all others tell it themselves
            tell_whoever_is_named(found, last_line("killed", None))
    return found


def missed(one: Job) -> Text | None:
    """What is to be said of the moments that passed without a run."""
    if not one.missed:
        return None
    more = one.missed >= MOST

    def said() -> str:
        times = say(
            counted(one.missed, "earlier time was", "earlier times were"),
            counted(one.missed, "horário anterior passou", "horários anteriores passaram"),
        )
        least = say("at least ", "pelo menos ") if more else ""
        return say(
            f"{least}{times} missed, and made up for once", f"{least}{times} sem execução; vale uma só"
        )

    return both(said)
