"""Units of systemd, held against systemd itself wherever it is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotmart.schedule.system.fields import read
from hotmart.schedule.system.systemd import on_calendar, planned
from hotmart.schedule.system.timer import Timer
from schedule.system.machines import MINUTE, ODD_DAYS, Odd, crons, machine, missed, timer

ANALYZE = shutil.which("systemd-analyze")
by_systemd = pytest.mark.skipif(
    ANALYZE is None and not os.environ.get("CI"), reason="there is no systemd-analyze: see the Makefile"
)


def fires(cron: str, odd: Odd) -> Iterator[datetime]:
    """When systemd itself says that a timer fires about an odd day."""
    allowed = read(cron)
    often = len(allowed.minutes or range(60)) * len(allowed.hours or range(24)) * 3 + 9  # times
    base = f"{odd.since - MINUTE:%Y-%m-%d %H:%M} UTC"
    for moments in on_calendar(timer(cron, odd.zone), machine("systemd")):
        told = subprocess.run(
            [str(ANALYZE), "calendar", f"--iterations={often}", f"--base-time={base}", moments],
            capture_output=True, text=True, check=True, env=os.environ | {"TZ": "UTC"},
        ).stdout  # fmt: skip
        for found in re.findall(r"(\d{4}-\d\d-\d\d \d\d:\d\d):00 UTC", told):
            yield datetime.strptime(found, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def problems(folder: Path, one: Timer) -> str:
    """What systemd finds in the units of a timer."""
    units = folder / "units"
    units.mkdir()
    for path, content in planned(one, machine("systemd", folder)).files.items():
        (units / path.name).write_text(content)
    checked = subprocess.run(
        [str(ANALYZE), "verify", "--user", "--man=no", *map(str, sorted(units.iterdir()))],
        capture_output=True, text=True, check=False,
        env=os.environ | {"XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)},
    )  # fmt: skip
    return checked.stderr or (f"code {checked.returncode}" if checked.returncode else "")


def test_a_time_of_the_day_is_one_line_in_its_zone() -> None:
    assert on_calendar(timer("30 6 * * *"), machine("systemd")) == ("*-*-* 06:30:00 America/Sao_Paulo",)


def test_days_of_the_month_and_of_the_week_are_a_line_each() -> None:
    assert on_calendar(timer("30 6 1,15 * MON"), machine("systemd")) == (
        "*-*-01,15 06:30:00 America/Sao_Paulo",
        "Mon *-*-* 06:30:00 America/Sao_Paulo",
    )


def test_an_hour_that_a_clock_leaps_over_is_looked_at_once_more_after_it() -> None:
    assert on_calendar(timer("15 0 * * SUN"), machine("systemd")) == (
        "Sun *-*-* 00:15:00 America/Sao_Paulo",
        "Sun *-*-* 01:15:00 America/Sao_Paulo",
    )
    nuuk = on_calendar(timer("15 23 * * SAT", "America/Nuuk"), machine("systemd"))
    assert nuuk[-1] == "*-*-* 00:15:00 America/Nuuk"


def test_what_goes_on_by_the_clock_is_looked_at_twice_where_its_hour_comes_twice() -> None:
    assert on_calendar(timer("*/30 1 * * *", "America/New_York"), machine("systemd")) == (
        "*-*-* 01:00,30:00 America/New_York",
        "*-*-* 06:00,30:00 UTC",
    )


def test_a_zone_that_the_system_has_not_is_looked_at_in_every_hour(tmp_path: Path) -> None:
    bare = replace(machine("systemd"), zones=tmp_path)
    assert on_calendar(timer("30 6 * * *"), bare) == ("*-*-* *:30:00 UTC",)
    assert on_calendar(timer("30 6 * * *", "Asia/Kathmandu"), bare) == ("*-*-* *:45:00 UTC",)


@by_systemd
@pytest.mark.slow
@given(cron=crons(), odd=st.sampled_from(ODD_DAYS))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_systemd_fires_at_every_moment_that_is_meant(cron: str, odd: Odd) -> None:
    assert not [*missed(cron, odd, fires(cron, odd))]


@by_systemd
@pytest.mark.slow
@pytest.mark.parametrize("odd", ODD_DAYS, ids=lambda odd: f"{odd.zone}, {odd.day}")
@pytest.mark.parametrize("cron", ["0 * * * *", "*/30 0-3 * * *", "30 0-3,22,23 * * *", "0 0 31 * SUN"])
def test_systemd_fires_on_the_days_on_which_clocks_are_changed(cron: str, odd: Odd) -> None:
    assert not [*missed(cron, odd, fires(cron, odd))]


@by_systemd
@pytest.mark.slow
@pytest.mark.parametrize(
    "folder",
    [
        "loja",
        "a b",
        "100% certo %h",
        'a "b" c',
        "it's",
        "ação ü 日本",
        "back\\slash",
        "ends with \\",
        "blank ",
        "$HOME",
        "~",
        "#x",
        "; a",
    ],
)
def test_systemd_finds_nothing_wrong_whatever_the_folder_is_called(tmp_path: Path, folder: str) -> None:
    program = tmp_path / folder / "bin" / "py"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    words = (str(program), "-m", folder, "", 'a"b', "$x", "100%", "\\")
    assert (
        problems(tmp_path, Timer("daily", "0 0 1 * MON", "America/Sao_Paulo", words, tmp_path / folder)) == ""
    )


@by_systemd
def test_systemd_does_find_what_is_wrong(tmp_path: Path) -> None:
    gone = Timer("daily", "0 6 * * *", "UTC", ("/no/such/program",), tmp_path)
    assert "/no/such/program" in problems(tmp_path, gone)


def test_a_word_reaches_the_program_as_it_is_and_so_does_the_folder() -> None:
    one = Timer(
        "daily", "0 6 * * *", "UTC", ("/a $b/py", "$c", "10%", 'd"e', "f\\g", ""), Path("/srv/10% ção")
    )
    (service, _) = planned(one, machine("systemd")).files.values()
    assert 'ExecStart="/a $b/py" "$$c" "10%%" "d\\"e" "f\\\\g" ""\n' in service
    assert "WorkingDirectory=/srv/10%% ção\n" in service


def test_a_program_whose_path_systemd_refuses_is_started_by_one_that_it_takes() -> None:
    one = Timer("daily", "0 6 * * *", "UTC", ("/it's/py", "-m"), Path("/srv"))
    (service, _) = planned(one, machine("systemd")).files.values()
    assert 'ExecStart="/usr/bin/env" "--" "/it\'s/py" "-m"\n' in service


def test_what_was_missed_is_made_up_for_and_nothing_is_late() -> None:
    (_, unit) = planned(timer(), machine("systemd")).files.values()
    assert "Persistent=true" in unit
    assert "AccuracySec=1s" in unit
