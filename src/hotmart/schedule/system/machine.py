"""The machine that is to hold a timer: what it schedules with, which clock it has, where its files lie."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from hotmart.schedule.system.running import Runner, run
from hotmart.schedule.system.timer import Kind
from hotmart.schedule.system.zones import Offset

ZONES = Path("/usr/share/zoneinfo")


@dataclass(frozen=True)
class Machine:
    """Facts about one machine and its user; those of this one are `here()`."""

    kind: Kind | None
    """What it schedules with; None where nothing does, as in most containers."""
    clock: Offset
    """The clock of the system itself, which cron, launchd and Task Scheduler go by."""
    home: Path
    run: Runner = run
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    today: date = field(default_factory=lambda: datetime.now(UTC).date())
    crontab: bool = False
    """Whether there is a program `crontab`, used or not: what it holds of ours can be removed."""
    user: int = 0
    """The number of the user, which launchd asks for."""
    zones: Path = ZONES
    """Where the system keeps its own time zones, which systemd reads."""


def here(runner: Runner = run) -> Machine:
    """This machine and its user."""
    return Machine(
        kind=kind_of_system(runner),
        clock=_clock_of_the_system,
        home=Path.home(),
        run=runner,
        crontab=shutil.which("crontab") is not None,
        user=os.getuid() if sys.platform != "win32" else 0,
    )


def kind_of_system(runner: Runner = run, platform: str = sys.platform) -> Kind | None:
    """What this system schedules with; None where it has nothing, or nothing that answers."""
    if platform == "win32":
        return "task_scheduler"
    if platform == "darwin":
        return "launchd"
    if _has_user_bus(runner):
        return "systemd"
    return "cron" if shutil.which("crontab") else None


def _has_user_bus(runner: Runner) -> bool:
    """Whether systemd answers this user: in a container, or over `su`, it fails to connect to its bus.

    A system that is `degraded` answers and ends with 1: it is what it writes that counts.
    """
    try:
        ran = runner(("systemctl", "--user", "is-system-running"), b"")
    except OSError:
        return False
    return ran.out.strip() in {b"running", b"degraded", b"starting", b"initializing", b"maintenance"}


def _clock_of_the_system(moment: datetime) -> timedelta:
    """Not by TZ, which is of this process: the clock that daemons go by."""
    return moment.astimezone(_localtime()).utcoffset() or timedelta()


@cache
def _localtime() -> ZoneInfo | None:
    try:
        with Path("/etc/localtime").open("rb") as file:
            return ZoneInfo.from_file(file)
    except (OSError, ValueError):  # Windows has none, and where it lacks elsewhere the clock is UTC
        return None
