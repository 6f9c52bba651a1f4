"""The kinds of job: each is a file here with a function `run`, and a name in `hotmart.config.schedules`."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import cast

from hotmart.config.schedules import What
from hotmart.schedule.kinds.kind import Run


def run_of(what: What, schedule: str | None = None) -> Run:
    """What does a job of this kind; of a flow, the one that the schedule names."""
    run = import_module(f"{__name__}.{what}").run
    return cast("Run", partial(run, schedule=schedule) if what == "flow" else run)
