"""The timers of the system for schedules: what each would be, and which are there."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from hotmart.schedule.schedule import Schedule
from hotmart.schedule.system.installing import installed
from hotmart.schedule.system.machine import here
from hotmart.schedule.system.planning import plan
from hotmart.schedule.system.timer import Planned, SystemTimerError, Timer


def planned(schedule: Schedule) -> Planned | None:
    """What the system would be given for a schedule; None where it has no timers.

    It always wakes `hotmart run-due --only NAME`, which decides whether it is time.
    """
    machine = here()
    if machine.kind is None:
        return None
    command = [*program(), "run-due", "--only", schedule.name, "--config", str(schedule.file)]
    timer = Timer(schedule.name, schedule.cron, schedule.zone, command, schedule.file.parent)
    return plan(timer, machine)


def in_the_system(file: Path) -> dict[str, str]:
    """The schedules of a file that the system has timers for, and what kind these are of."""
    machine = here()
    try:
        return dict.fromkeys(installed(file.absolute().parent, machine), machine.kind or "systemd")
    except SystemTimerError:
        return {}


def program() -> list[str]:
    """The words that start this very `hotmart`, from anywhere."""
    beside = Path(sys.executable).with_name("hotmart.exe" if sys.platform == "win32" else "hotmart")
    if beside.exists():
        return [str(beside)]
    found = shutil.which("hotmart")
    return [found] if found else [sys.executable, "-P", "-c", "from hotmart.cli import main; main()"]
