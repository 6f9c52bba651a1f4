"""Having whoever is named in `[notify]` hear of a run that ended another way than the one before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hotmart.accounts.opening import open_all
from hotmart.document import explained
from hotmart.language import Text
from hotmart.schedule.book import Book
from hotmart.schedule.job import Job
from hotmart.schedule.notifying import Outcome, changed, message, send
from hotmart.schedule.place import book_path


def tell_whoever_is_named(job: Job, ended: Mapping[str, Any]) -> list[Text]:
    """Compare the last line of a run with that of the run before; what went wrong with telling it.

    Nothing that goes wrong here is the run's affair.
    """
    now = Outcome.of(ended)
    if job.schedule is None or now is None:
        return []
    try:
        change = changed(_before(job), now)
        if change is None:
            return []
        config = open_all(Path(job.file) if job.file else None)[0].config.notify
        return send(message(change, job.schedule), config)
    except Exception as error:
        return [explained(error).text]


def _before(job: Job) -> Outcome | None:
    """How the run before it ended that did end."""
    for one in Book(book_path()).jobs(_FAR, job.schedule, job.file):
        (*_, last) = [{}, *one.lines()]
        if one.id != job.id and (found := Outcome.of(last)):
            return found
    return None


_FAR = 20
"""So many runs are looked through: one that was skipped, or is long gone, says nothing."""
