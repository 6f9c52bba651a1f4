"""Blocks of a crontab: when cron wakes us, what a shell makes of the command, and all else left as it was."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.schedule.system import cron as crontabs
from hotmart.schedule.system.cron import fields_of, planned, units_in, with_block, without_block
from hotmart.schedule.system.timer import Timer
from hotmart.schedule.system.zones import Offset
from schedule.system.machines import ODD_DAYS, Odd, crons, machine, minutes_of, missed, timer

UNIT = "hotmart-daily-0a1b2c3d"
OURS = f"# {UNIT} begin (hotmart schedule remove)\n30 * * * * true\n# {UNIT} end\n".encode()


def fires(lines: Iterable[str], odd: Odd, clock: Offset) -> Iterator[datetime]:
    """When the worst cron there is fires: it knows of no hour that is left out, and of few that come twice.

    It looks at the clock of the system every minute; a line without a star in front is done once a day.
    """
    shown: set[tuple[str, datetime]] = set()
    for moment in minutes_of(odd):
        wall = (moment + clock(moment)).replace(tzinfo=None)
        for line in lines:
            minute, hour, *_ = line.split()
            starred = minute.startswith("*") or hour.startswith("*")
            if matches(line, wall) and (starred or (line, wall) not in shown):
                shown.add((line, wall))
                yield moment


def matches(line: str, wall: datetime) -> bool:
    """As crontab(5) says it: where both fields of days are restricted, either will do."""
    minute, hour, day, month, weekday = line.split()
    of_month = allows(day, wall.day)
    of_week = allows(weekday, (wall.weekday() + 1) % 7)
    days = of_month and of_week if "*" in {day, weekday} else of_month or of_week
    return allows(minute, wall.minute) and allows(hour, wall.hour) and allows(month, wall.month) and days


def allows(told: str, number: int) -> bool:
    star, _, step = told.partition("/")
    return number % int(step or 1) == 0 if star == "*" else number in map(int, told.split(","))


@pytest.mark.slow
@given(
    cron=crons(),
    odd=st.sampled_from(ODD_DAYS),
    home=st.sampled_from(["", "UTC", "Asia/Kolkata", "Europe/Lisbon"]),
)
@settings(deadline=None, max_examples=60)
def test_cron_wakes_us_at_every_moment_that_is_meant_whatever_its_own_clock(
    cron: str, odd: Odd, home: str
) -> None:
    here = machine("cron", clock=home or odd.zone, today=odd.day)
    assert not [*missed(cron, odd, fires(fields_of(timer(cron, odd.zone), here), odd, here.clock))]


@pytest.mark.parametrize(("cron", "lines"), [
    ("30 6 * * *", ["30 6 * * *"]),
    ("30 6 1,15 * MON", ["30 6 1,15 * 1"]),
    ("30 6 * JAN-MAR 7", ["30 6 * 1,2,3 0"]),
    ("15 2 1 * MON", ["15 2 1 * 1", "15 3 1 * 1"]),
    ("*/15 9-11 * * *", ["*/15 9,10,11 * * *"]),
    ("0 */6 * * *", ["0 */6 * * *"]),
    ("30 6 */2 * MON", ["30 6 * * 1"]),
    ("30 6 */20 * MON-FRI", ["30 6 1,21 * *"]),
])  # fmt: skip
def test_the_fields_are_what_cron_reads_alike(cron: str, lines: list[str]) -> None:
    here = machine("cron", clock="America/Sao_Paulo")
    assert [*fields_of(timer(cron), here)] == lines


def test_the_clock_of_another_zone_is_looked_at_in_every_hour() -> None:
    assert fields_of(timer("30 6 * * MON"), machine("cron", clock="UTC")) == ("30 * * * *",)
    assert fields_of(timer("30 6 * * *", "Asia/Kathmandu"), machine("cron", clock="UTC")) == ("45 * * * *",)
    howe = fields_of(timer("5 6 * * *", "Australia/Lord_Howe"), machine("cron", clock="UTC"))
    assert howe == ("5,35 * * * *",)


def test_a_zone_by_another_name_is_the_same_clock() -> None:
    assert fields_of(timer("30 6 * * *"), machine("cron", clock="Brazil/East")) == ("30 6 * * *",)


@pytest.mark.parametrize(
    "folder",
    [
        "loja",
        "a b",
        "100% certo",
        "%",
        'a "b" c',
        "it's",
        "ação ü 日本",
        "back\\slash",
        "\\%",
        "$HOME",
        "`x`",
        "~",
        "; a",
        "!",
    ],
)
def test_cron_and_its_shell_make_of_the_command_what_was_meant(tmp_path: Path, folder: str) -> None:
    home = tmp_path / folder
    home.mkdir()
    words = ("/usr/bin/env", "printf", "%s\\n", folder, "", "$x", "50%", "a'b")
    block = planned(Timer("daily", "0 6 * * *", "UTC", words, home), machine("cron")).crontab
    assert block is not None
    line = block.splitlines()[1]
    command = line.split(" ", 5)[5]
    assert "%" not in command  # it would end the command, in all crons but some
    pwd = command.replace("&& exec", "&& pwd && exec")
    told = subprocess.run(["/bin/sh", "-c", pwd], capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == [str(home), folder, "", "$x", "50%", "a'b"]


CRONTABS = [
    b"",
    b"\n",
    b"MAILTO=ana@example.org\n0 5 * * * backup\n",
    b"0 5 * * * backup",  # no last newline
    b"0 5 * * * backup\r\n# dos\r\n",
    "# às terças\n0 5 * * 2 c\xf3pia\n".encode("latin-1"),
    OURS.replace(b"daily", b"other"),
    OURS.replace(b"0a1b2c3d", b"ffffffff"),
]


@pytest.mark.parametrize("before", CRONTABS)
def test_a_block_that_comes_and_goes_leaves_every_byte_as_it_was(before: bytes) -> None:
    with_ours = with_block(before, OURS.decode())
    assert with_ours.endswith(before)
    assert without_block(with_ours, UNIT) == before


@given(before=st.binary(max_size=200))
def test_so_it_does_whatever_the_crontab_holds(before: bytes) -> None:
    assert without_block(with_block(before, OURS.decode()), UNIT) == before


def test_a_block_is_found_wherever_people_have_moved_it_and_whichever_ends_of_lines_it_has() -> None:
    around = b"0 5 * * * backup\r\n" + OURS.replace(b"\n", b"\r\n") + b"0 6 * * * more\r\n"
    assert units_in(around) == (UNIT,)
    assert without_block(around, UNIT) == b"0 5 * * * backup\r\n0 6 * * * more\r\n"
    assert without_block(OURS.rstrip(b"\n"), UNIT) == b""


def test_what_only_looks_like_a_block_stays() -> None:
    unfinished = OURS.rpartition(b"# ")[0]
    assert without_block(unfinished, UNIT) == unfinished
    assert without_block(OURS, "hotmart-daily") == OURS
    assert units_in(b"# hotmart-x begin\n# hotmart-y end\n") == ()


def test_the_block_names_its_schedule_and_how_it_is_removed() -> None:
    one = timer()
    block = planned(one, machine("cron", clock="America/Sao_Paulo")).crontab
    assert block is not None
    begin, line, end = block.splitlines()
    assert begin == f"# {one.unit} begin (hotmart schedule remove)"
    assert end == f"# {one.unit} end"
    assert shlex.split(line)[5:] == ["cd", "/srv/loja", "&&", "exec", *one.command]
    assert units_in(block.encode()) == (one.unit,)
    assert crontabs.without_block(block.encode(), one.unit) == b""
