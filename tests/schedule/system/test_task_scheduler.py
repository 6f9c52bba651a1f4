"""Tasks of Task Scheduler, parsed and held against the order of elements that its schema asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.schedule.system.machine import Machine
from hotmart.schedule.system.task_scheduler import MOST, NAMESPACE, planned
from hotmart.schedule.system.timer import Timer
from schedule.system.machines import MINUTE, ODD_DAYS, Odd, crons, machine, minutes_of, missed, timer

MINE = machine("task_scheduler", clock="America/Sao_Paulo")
# [MS-TSCH] 2.5.3.1 and 2.5.3.9: sequences, the base type's elements before those of the extension
BASE = ("Enabled", "StartBoundary", "EndBoundary", "Repetition", "ExecutionTimeLimit")
ORDER = {
    "TimeTrigger": (*BASE, "RandomDelay"),
    "CalendarTrigger": (*BASE, "RandomDelay", r"ScheduleBy\w+"),
}
# the others are `xs:all`: what may stand in them, in any order, each once
ALLOWED = {
    "Task": {"RegistrationInfo", "Triggers", "Settings", "Data", "Principals", "Actions"},
    "Repetition": {"Interval", "Duration", "StopAtDurationEnd"},
    "ScheduleByDay": {"DaysInterval"},
    "ScheduleByWeek": {"WeeksInterval", "DaysOfWeek"},
    "ScheduleByMonth": {"DaysOfMonth", "Months"},
    "ScheduleByMonthDayOfWeek": {"Weeks", "DaysOfWeek", "Months"},
    "Exec": {"Command", "Arguments", "WorkingDirectory"},
    "Principal": {"UserId", "LogonType", "GroupId", "DisplayName", "RunLevel"},
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def task(one: Timer, here: Machine = MINE) -> Any:
    (written,) = planned(one, here).files.values()
    return fromstring(written.encode("utf-16"))


def name(element: Any) -> str:
    return str(element.tag).removeprefix(f"{{{NAMESPACE}}}")


def triggers(one: Timer, here: Machine = MINE) -> list[Any]:
    return [*task(one, here).find(f"{{{NAMESPACE}}}Triggers")]


def text(element: Any, path: str) -> str:
    return str(element.findtext("/".join(f"{{{NAMESPACE}}}{part}" for part in path.split("/"))) or "")


def minutes(duration: str) -> int:
    found = re.fullmatch(r"PT(\d+)M", duration)
    return int(found[1]) if found else 0


def fires(found: Iterable[Any], odd: Odd, here: Machine) -> Iterator[datetime]:
    """When it starts, if it repeats by time that passes, and starts once a day and in no hour left out."""
    walls: dict[datetime, datetime] = {}
    for moment in minutes_of(odd):
        walls.setdefault((moment + here.clock(moment)).replace(tzinfo=None), moment)
    for trigger in found:
        begin = datetime.fromisoformat(text(trigger, "StartBoundary"))
        apart = minutes(text(trigger, "Repetition/Interval"))
        length = minutes(text(trigger, "Repetition/Duration"))
        if name(trigger) == "TimeTrigger":
            offset = here.clock(begin.replace(tzinfo=UTC))
            first = begin.replace(tzinfo=UTC) - offset
            yield from (
                moment for moment in minutes_of(odd) if (moment - first) % (apart * MINUTE) == timedelta()
            )
            continue
        for wall, moment in walls.items():
            if (wall.hour, wall.minute) == (begin.hour, begin.minute) and on_its_days(trigger[-1], wall):
                yield from (moment + more * MINUTE for more in range(0, length or 1, apart or 1))


def on_its_days(days: Any, wall: datetime) -> bool:
    named = {name(one) for one in days.iter()}
    month = "Months" not in named or f"{wall:%B}" in named
    if "DaysOfWeek" in named:
        return month and WEEKDAYS[wall.weekday()] in named
    dates = {int(str(one.text)) for one in days.iter() if name(one) == "Day"}
    return month and (not dates or wall.day in dates)


@pytest.mark.slow
@given(cron=crons(), odd=st.sampled_from(ODD_DAYS), home=st.sampled_from(["", "UTC", "Asia/Kolkata"]))
@settings(deadline=None, max_examples=60)
def test_task_scheduler_wakes_us_at_every_moment_that_is_meant(cron: str, odd: Odd, home: str) -> None:
    here = machine("task_scheduler", clock=home or odd.zone, today=odd.day)
    found = triggers(timer(cron, odd.zone), here)
    assert 1 <= len(found) <= MOST
    assert not [*missed(cron, odd, fires(found, odd, here))]


@given(cron=crons())
@settings(deadline=None, max_examples=60)
def test_elements_stand_in_the_order_that_the_schema_asks_for(cron: str) -> None:
    for element in task(timer(cron)).iter():
        inner = [name(child) for child in element]
        if order := ORDER.get(name(element)):
            places = [
                next(place for place, one in enumerate(order) if re.fullmatch(one, child)) for child in inner
            ]
            assert places == sorted(set(places))
        if allowed := ALLOWED.get(name(element)):
            assert set(inner) <= allowed
            assert len(inner) == len(set(inner))


@pytest.mark.parametrize(("cron", "kinds"), [
    ("30 6 * * *", ["ScheduleByDay"]),
    ("30 6 * * MON", ["ScheduleByWeek"]),
    ("30 6 1 * *", ["ScheduleByMonth"]),
    ("30 6 1 * MON", ["ScheduleByMonth", "ScheduleByWeek"]),
    ("30 6 * 3 MON", ["ScheduleByMonthDayOfWeek"]),
    ("0 6,18 * * *", ["ScheduleByDay", "ScheduleByDay"]),
])  # fmt: skip
def test_each_kind_of_days_has_its_trigger(cron: str, kinds: list[str]) -> None:
    assert [name(trigger[-1]) for trigger in triggers(timer(cron))] == kinds


def test_minutes_of_an_hour_are_one_trigger_that_repeats() -> None:
    (trigger,) = triggers(timer("10,30,50 6 * * *"))
    assert text(trigger, "StartBoundary") == "2000-01-01T06:10:00"
    assert text(trigger, "Repetition/Interval") == "PT20M"
    assert text(trigger, "Repetition/Duration") == "PT41M"


def test_every_hour_goes_on_for_ever() -> None:
    (trigger,) = triggers(timer("*/15 * * * *"))
    assert name(trigger) == "TimeTrigger"
    assert text(trigger, "Repetition/Interval") == "PT15M"
    assert text(trigger, "Repetition/Duration") == ""


def test_what_would_take_too_many_triggers_comes_on_any_day() -> None:
    assert [
        name(one)
        for one in triggers(
            timer("0 * 1 * MON", "Africa/Lagos"), machine("task_scheduler", clock="Africa/Lagos")
        )
    ] == ["CalendarTrigger"] * 48
    late = triggers(timer("0 0-23 1 * MON"))
    assert len(late) <= MOST


def test_the_command_is_quoted_as_windows_programs_read_it() -> None:
    words = (r"C:\Users\Ana B\py.exe", "-m", "hotmart", "a b", 'q"', "ação", "<&>", "")
    one = Timer("daily", "30 6 * * *", "America/Sao_Paulo", words, Path("/srv/A & ção"))
    start = task(one).find(f"{{{NAMESPACE}}}Actions/{{{NAMESPACE}}}Exec")
    assert text(start, "Command") == r"C:\Users\Ana B\py.exe"
    assert text(start, "Arguments") == '-m hotmart "a b" q\\" ação <&> ""'
    assert text(start, "WorkingDirectory") == "/srv/A & ção"


def test_what_was_missed_is_started_when_it_can_be_on_batteries_too_and_never_twice_at_once() -> None:
    told = task(timer()).find(f"{{{NAMESPACE}}}Settings")
    assert text(told, "StartWhenAvailable") == "true"
    assert text(told, "DisallowStartIfOnBatteries") == "false"
    assert text(told, "MultipleInstancesPolicy") == "IgnoreNew"
    assert text(told, "ExecutionTimeLimit") == "PT0S"
