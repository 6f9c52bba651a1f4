"""A task of Windows' Task Scheduler, as the XML that `schtasks /Create /XML` reads.

[MS-TSCH] 2.5, https://learn.microsoft.com/en-us/windows/win32/taskschd/task-scheduler-schema. It knows one
clock, that of the system; a task has at most 48 triggers; what was missed is started once, when it can be.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from math import gcd
from pathlib import Path
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hotmart.language import Text
from hotmart.schedule.system.fields import Days, Fields, Numbers, read
from hotmart.schedule.system.looks import ALL_HOURS, ALL_MINUTES, Look, every_hour, in_its_zone, twice_in_utc
from hotmart.schedule.system.machine import Machine
from hotmart.schedule.system.timer import Planned, Timer
from hotmart.schedule.system.zones import Offset, alike, offset_of, shifts

MOST = 48
"""Triggers that one task may have."""
NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
Part: TypeAlias = "tuple[str, str | Sequence[Part]]"
"""An element: its name, and its text or the elements in it."""
_SETTINGS: tuple[Part, ...] = (
    ("MultipleInstancesPolicy", "IgnoreNew"),
    ("DisallowStartIfOnBatteries", "false"),
    ("StopIfGoingOnBatteries", "false"),
    ("StartWhenAvailable", "true"),
    ("ExecutionTimeLimit", "PT0S"),  # as long as it takes: the first sync of an account takes hours
)


def planned(timer: Timer, machine: Machine) -> Planned:
    """The task, and the command that registers it."""
    path = tasks_folder(machine) / f"{timer.unit}.xml"
    return Planned(
        timer,
        "task_scheduler",
        files={path: _task(timer, machine)},
        commands=(("schtasks", "/Create", "/TN", timer.unit, "/XML", str(path), "/F"),),
        notes=(Text("It runs while you are logged on.", "Ela roda enquanto você está com a sessão aberta."),),
    )


def tasks_folder(machine: Machine) -> Path:
    """Where a copy of each registered task is kept: by it we know which are ours."""
    told = machine.environment.get("LOCALAPPDATA", "")
    return (Path(told) if told else machine.home / "AppData" / "Local") / "hotmart" / "schedules"


def _task(timer: Timer, machine: Machine) -> str:
    program, *words = timer.command
    task = Element("Task", {"version": "1.2", "xmlns": NAMESPACE})
    _put(task, ("RegistrationInfo", [("Description", f"hotmart: {timer.name}")]))
    _put(task, ("Triggers", triggers(timer, machine)))
    owner = [("LogonType", "InteractiveToken"), ("RunLevel", "LeastPrivilege")]
    _put(task, ("Principals", [("Principal", owner)]))[0].set("id", "Author")
    _put(task, ("Settings", _SETTINGS))
    started: list[Part] = [
        ("Command", program),
        ("Arguments", subprocess.list2cmdline(words)),
        ("WorkingDirectory", str(timer.folder.absolute())),
    ]
    _put(task, ("Actions", [("Exec", started)])).set("Context", "Author")
    indent(task)
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{tostring(task, encoding="unicode")}\n'


def _put(parent: Element, part: Part) -> Element:
    name, content = part
    element = SubElement(parent, name)
    if isinstance(content, str):
        element.text = content or None
    else:
        for inner in content:
            _put(element, inner)
    return element


def triggers(timer: Timer, machine: Machine) -> list[Part]:
    """When it starts: as many triggers as it takes, each with its elements in the order that is asked for."""
    fields, clock = read(timer.cron), offset_of(timer.zone)
    at_home, moves = alike(clock, machine.clock, machine.today), _moves(clock, machine)
    # a trigger of an hour that comes twice, or in part, is started once, or not at all
    if at_home and moves == frozenset({0}) and not twice_in_utc(fields, timer.zone):
        for told in (fields, replace(fields, days=(Days(),), months=None)):
            found = _in_its_zone(told, timer.zone)
            if found and len(found) <= MOST:
                return found
    (look,) = every_hour(fields, moves if at_home else shifts(clock, machine.clock, machine.today))
    return [_all_day(look.minutes)]


def _moves(clock: Offset, machine: Machine) -> Numbers:
    """By how many minutes within the hour the clock moves: time that passes does not move with it."""
    today = datetime(machine.today.year, machine.today.month, machine.today.day, 12, tzinfo=UTC)
    moved = {0, *shifts(clock, lambda _: clock(today), machine.today)}
    return frozenset(moved | {-minutes % 60 for minutes in moved})


def _in_its_zone(fields: Fields, zone: str) -> list[Part]:
    """A trigger for each hour of each kind of days; none where every hour of every day is meant."""
    looks = in_its_zone(fields, zone)
    if any(look.hours is None and look == Look(look.minutes) for look in looks):
        return []
    return [_in_one_hour(look, hour) for look in looks for hour in sorted(look.hours or ALL_HOURS)]


def _in_one_hour(look: Look, hour: int) -> Part:
    minutes = sorted(look.minutes or ALL_MINUTES)
    start: list[Part] = [("StartBoundary", f"2000-01-01T{hour:02d}:{minutes[0]:02d}:00")]
    length = minutes[-1] - minutes[0]
    if length:
        apart = gcd(*(minute - minutes[0] for minute in minutes))
        start.append(("Repetition", [("Interval", f"PT{apart}M"), ("Duration", f"PT{length + 1}M")]))
    return "CalendarTrigger", [*start, _on(look)]


def _all_day(told: Numbers | None) -> Part:
    """By time that passes, from some midnight on: an hour that comes twice is then two hours."""
    minutes = sorted(told or ALL_MINUTES)
    apart = gcd(60, *(minute - minutes[0] for minute in minutes))
    start = ("StartBoundary", f"2000-01-01T00:{minutes[0]:02d}:00")
    return "TimeTrigger", [start, ("Repetition", [("Interval", f"PT{apart}M")])]


def _on(look: Look) -> Part:
    """The days of a trigger."""
    dates, weekdays = look.days.dates, look.days.weekdays
    months: Part = ("Months", [(name, "") for name in _named(look.months, _MONTHS, 1)])
    if weekdays is not None:
        days: Part = ("DaysOfWeek", [(name, "") for name in _named(weekdays, _WEEKDAYS, 0)])
        if look.months is None:
            return "ScheduleByWeek", [("WeeksInterval", "1"), days]
        weeks: Part = ("Weeks", [("Week", week) for week in ("1", "2", "3", "4", "Last")])
        return "ScheduleByMonthDayOfWeek", [weeks, days, months]
    if dates is None and look.months is None:
        return "ScheduleByDay", [("DaysInterval", "1")]
    named: list[Part] = [("Day", str(day)) for day in sorted(dates or range(1, 32))]
    return "ScheduleByMonth", [("DaysOfMonth", named), months]


def _named(told: Numbers | None, names: tuple[str, ...], first: int) -> list[str]:
    return [name for number, name in enumerate(names, first) if told is None or number in told]
