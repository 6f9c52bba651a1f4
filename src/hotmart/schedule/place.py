"""Where the book of jobs and their logs lie: beside the book of plans, for their user alone."""

from __future__ import annotations

from pathlib import Path

from hotmart.actions.guard.place import state_file

FILE, FOLDER = "jobs.sqlite", "jobs"


def book_path() -> Path:
    """The book, in a folder that is there."""
    return state_file(FILE)


def log_of(job_id: str) -> Path:
    """The log of a job."""
    return _folder() / f"{job_id}.ndjson"


def lock_of(job_id: str) -> Path:
    """What the process of a job holds for as long as it lives."""
    return _folder() / f"{job_id}.lock"


def _folder() -> Path:
    folder = state_file(FOLDER)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
