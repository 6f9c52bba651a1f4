"""An agent of launchd's, for one user of macOS.

launchd.plist(5). It knows one clock, that of the system. Day and weekday together mean either of them, and
once meant both: no entry has the two. What fell into a sleep is done once after it.
"""

from __future__ import annotations

import plistlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from hotmart.language import Text
from hotmart.schedule.system.fields import Days, Fields, Numbers, read
from hotmart.schedule.system.looks import Look, every_hour, in_its_zone
from hotmart.schedule.system.machine import Machine
from hotmart.schedule.system.timer import Planned, Timer
from hotmart.schedule.system.zones import alike, offset_of, shifts

MOST = 256
"""Entries that one agent may have; what would take more looks more often instead."""
_EVERY_MINUTE = 60  # seconds
_ENTRY: tuple[tuple[str, str], ...] = (
    ("Month", "months"),
    ("Day", "dates"),
    ("Weekday", "weekdays"),
    ("Hour", "hours"),
    ("Minute", "minutes"),
)


def planned(timer: Timer, machine: Machine) -> Planned:
    """The agent, and the command that has launchd read it."""
    path = agents_folder(machine) / f"{timer.unit}.plist"
    return Planned(
        timer,
        "launchd",
        files={path: _agent(timer, machine)},
        commands=(("launchctl", "bootstrap", f"gui/{machine.user}", str(path)),),
        notes=(Text("It runs while you are logged in.", "Ele roda enquanto você está com a sessão aberta."),),
    )


def agents_folder(machine: Machine) -> Path:
    """Where the agents of a user lie."""
    return machine.home / "Library" / "LaunchAgents"


def _agent(timer: Timer, machine: Machine) -> str:
    told: dict[str, Any] = {
        "Label": timer.unit,
        "ProgramArguments": list(timer.command),
        "WorkingDirectory": str(timer.folder.absolute()),
    }
    entries = intervals(timer, machine)
    told |= {"StartCalendarInterval": entries} if entries else {"StartInterval": _EVERY_MINUTE}
    return plistlib.dumps(told, sort_keys=False).decode()


def intervals(timer: Timer, machine: Machine) -> list[dict[str, int]]:
    """The moments as launchd names them, each an entry; none stands for every minute."""
    fields = read(timer.cron)
    if alike(offset_of(timer.zone), machine.clock, machine.today):
        choices: Sequence[tuple[Look, ...]] = [
            in_its_zone(told, timer.zone) for told in _ever_more_often(fields)
        ]
    else:
        choices = [every_hour(fields, shifts(offset_of(timer.zone), machine.clock, machine.today))]
    for looks in choices:
        entries = _unique(entry for look in looks for entry in _entries(look))
        if len(entries) <= MOST:
            return entries if {} not in entries else []
    return []


def _ever_more_often(fields: Fields) -> Iterator[Fields]:
    """What is meant, then on any day of its months, on any day, at any hour: each takes fewer entries."""
    yield fields
    yield (on_any_day := replace(fields, days=(Days(),)))
    yield (in_any_month := replace(on_any_day, months=None))
    yield replace(in_any_month, hours=None)


def _entries(look: Look) -> Iterator[dict[str, int]]:
    allowed: dict[str, Numbers | None] = {
        "months": look.months,
        "dates": look.days.dates,
        "weekdays": look.days.weekdays,
        "hours": look.hours,
        "minutes": look.minutes,
    }
    named = [(key, sorted(told)) for key, name in _ENTRY if (told := allowed[name]) is not None]
    for numbers in product(*(told for _, told in named)):
        yield dict(zip((key for key, _ in named), numbers, strict=True))


def _unique(entries: Iterable[dict[str, int]]) -> list[dict[str, int]]:
    return list({tuple(entry.items()): entry for entry in entries}.values())
