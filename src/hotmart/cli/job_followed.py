"""A job that is followed: its log as it grows, up to its end."""

from __future__ import annotations

import time

import click

from hotmart.cli.jobs_shown import told
from hotmart.schedule.job import Job
from hotmart.schedule.jobs import job as job_of

LOOKING = 0.2  # seconds between two looks at a log that is being written


def followed(begun: Job, *, quiet: bool) -> Job:
    """The job once it has ended; its log is shown as it grows."""
    shown, found = 0, begun
    while True:
        lines = [] if quiet else found.lines(after=shown)
        for line in lines:
            click.echo(told(line), err=True)
        shown += len(lines)
        if found.outcome is not None and not lines:
            return found
        if found.outcome is None:
            time.sleep(LOOKING)
        found = job_of(found.id)
