"""Agents of launchd, read back by plistlib."""

from __future__ import annotations

import plistlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.schedule.system.launchd import MOST, intervals, planned
from hotmart.schedule.system.timer import Timer
from hotmart.schedule.system.zones import Offset
from schedule.system.machines import ODD_DAYS, Odd, crons, machine, minutes_of, missed, timer

MINE = machine("launchd", clock="America/Sao_Paulo")


def fires(entries: Iterable[dict[str, int]], odd: Odd, clock: Offset) -> Iterator[datetime]:
    """When a launchd fires that looks at its clock every minute; none of them is every minute."""
    named = [*entries]
    for moment in minutes_of(odd):
        wall = moment + clock(moment)
        shown = {
            "Month": wall.month,
            "Day": wall.day,
            "Weekday": (wall.weekday() + 1) % 7,
            "Hour": wall.hour,
            "Minute": wall.minute,
        }
        if not named or any(entry.items() <= shown.items() for entry in named):
            yield moment


@pytest.mark.slow
@given(cron=crons(), odd=st.sampled_from(ODD_DAYS), home=st.sampled_from(["", "UTC", "Asia/Kolkata"]))
@settings(deadline=None, max_examples=60)
def test_launchd_wakes_us_at_every_moment_that_is_meant(cron: str, odd: Odd, home: str) -> None:
    here = machine("launchd", clock=home or odd.zone, today=odd.day)
    entries = intervals(timer(cron, odd.zone), here)
    assert len(entries) <= MOST
    assert not [*missed(cron, odd, fires(entries, odd, here.clock))]


@pytest.mark.parametrize(("cron", "entries"), [
    ("30 6 * * *", [{"Hour": 6, "Minute": 30}]),
    ("0 6 1 * MON", [{"Day": 1, "Hour": 6, "Minute": 0}, {"Weekday": 1, "Hour": 6, "Minute": 0}]),
    ("0 6 1 2 *", [{"Month": 2, "Day": 1, "Hour": 6, "Minute": 0}]),
    ("*/30 * * * *", [{"Minute": 0}, {"Minute": 30}]),
])  # fmt: skip
def test_each_moment_is_an_entry_and_none_has_both_kinds_of_days(
    cron: str, entries: list[dict[str, int]]
) -> None:
    assert intervals(timer(cron), MINE) == entries


def test_what_would_take_too_many_entries_looks_more_often() -> None:
    on_any_day = intervals(timer("*/5 9-18 * * MON-FRI"), MINE)
    assert len(on_any_day) == 12 * 10
    assert not any("Weekday" in entry for entry in on_any_day)
    assert intervals(timer("*/2 * * * *"), MINE) == [{"Minute": minute} for minute in range(0, 60, 2)]
    assert intervals(timer("*/2 9-18 * * *"), MINE) == [{"Minute": minute} for minute in range(0, 60, 2)]


def test_every_minute_is_an_interval() -> None:
    (agent,) = planned(timer("* * * * *"), MINE).files.values()
    told = plistlib.loads(agent.encode())
    assert told["StartInterval"] == 60
    assert "StartCalendarInterval" not in told


def test_the_command_and_the_folder_are_read_back_as_they_were() -> None:
    words = ("/a b/py", "<&>", 'q"', "100%", "ação", "")
    one = Timer("daily", "30 6 * * *", "America/Sao_Paulo", words, Path("/Users/ana/A & B <ção>"))
    ((path, agent),) = planned(one, MINE).files.items()
    told = plistlib.loads(agent.encode())
    assert told == {
        "Label": one.unit,
        "ProgramArguments": [*words],
        "WorkingDirectory": "/Users/ana/A & B <ção>",
        "StartCalendarInterval": [{"Hour": 6, "Minute": 30}],
    }
    assert path == Path(f"/home/ana/Library/LaunchAgents/{one.unit}.plist")


def test_launchd_is_told_whose_agent_it_is() -> None:
    ((path, _),) = planned(timer(), MINE).files.items()
    assert planned(timer(), MINE).commands == (("launchctl", "bootstrap", "gui/501", str(path)),)
