"""The process of a job: `python -m hotmart.schedule.work ID`. It does it, and notes how it ended."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from hotmart.document import explained
from hotmart.exit_codes import DIFFERS, DONE, INCOMPLETE, exit_code
from hotmart.schedule import log
from hotmart.schedule.book import Book
from hotmart.schedule.hearing import tell_whoever_is_named
from hotmart.schedule.job import Ending, Job
from hotmart.schedule.kinds.kind import Result
from hotmart.schedule.life import held
from hotmart.schedule.place import book_path
from hotmart.schedule.telling import Telling, last_line

_ENDINGS: dict[int, Ending] = {DONE: "done", INCOMPLETE: "incomplete", DIFFERS: "differs"}


def main(job_id: str) -> int:
    """Do the job of that id; returns its exit code."""
    with held(job_id):
        book = Book(book_path())
        book.begin(job_id)
        _say_that_it_is_there()
        job = book.job(job_id)
        assert job is not None  # noqa: S101  # whoever started this has noted it
        result = _done(job)
        code = exit_code(result.problem)
        outcome = _ENDINGS.get(code, "failed")
        ended = last_line(outcome, code, result)
        for remark in tell_whoever_is_named(job, ended):
            log.add(job_id, {"event": "remark", "text": remark._asdict()})
        log.add(job_id, ended)
        book.end(job_id, outcome, code)
    return code


def _done(job: Job) -> Result:
    """Whatever goes wrong is how it ended: nobody is there to see more."""
    try:
        from hotmart.accounts.opening import open_all  # noqa: PLC0415  # it is there before it has all
        from hotmart.schedule.kinds import run_of  # noqa: PLC0415  # likewise

        file = Path(job.file) if job.file else None
        accounts = open_all(file, connections=job.connections)
        return run_of(job.what, job.schedule)(accounts, Telling(job.id))
    except Exception as error:
        return Result(explained(error))


def _say_that_it_is_there() -> None:
    """To whoever waits for it, who may be gone; from here on nothing is said to anybody."""
    with suppress(OSError):
        os.write(1, b"\n")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
