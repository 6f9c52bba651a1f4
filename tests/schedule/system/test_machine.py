"""What a machine schedules with, as its own programs answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from hotmart.schedule.system.machine import here, kind_of_system
from hotmart.schedule.system.running import Ran, run, wanted
from hotmart.schedule.system.timer import SystemTimerError
from schedule.system.machines import Ours

NO_BUS = Ran(1, b"offline\n", b"Failed to connect to bus: No medium found\n")


def no_such_program(words: Sequence[str], stdin: bytes) -> Ran:
    raise FileNotFoundError(words[0])


@pytest.mark.parametrize("state", [b"running\n", b"degraded\n", b"starting\n"])
def test_systemd_it_is_where_it_answers_this_user(state: bytes) -> None:
    degraded = Ran(state != b"running\n", state)
    assert kind_of_system(Ours({"systemctl --user": degraded}), "linux") == "systemd"


def test_cron_it_is_where_there_is_no_user_bus_and_a_crontab(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "crontab"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert kind_of_system(Ours({"systemctl --user": NO_BUS}), "linux") == "cron"
    assert kind_of_system(no_such_program, "linux") == "cron"
    program.unlink()
    assert kind_of_system(Ours({"systemctl --user": NO_BUS}), "linux") is None


@pytest.mark.parametrize(("platform", "kind"), [("darwin", "launchd"), ("win32", "task_scheduler")])
def test_other_systems_have_one_way_and_are_asked_nothing(platform: str, kind: str) -> None:
    played = Ours()
    assert kind_of_system(played, platform) == kind
    assert played.asked == []


def test_this_machine_is_looked_at_through_the_one_runner() -> None:
    played = Ours({"systemctl --user": NO_BUS})
    assert here(played).run is played
    assert played.asked == [("systemctl", "--user", "is-system-running")]


def test_a_program_that_is_not_there_or_fails_is_said_in_a_sentence() -> None:
    with pytest.raises(SystemTimerError, match=r"`no-such-program -x` failed"):
        wanted(run, ("no-such-program", "-x"))
    with pytest.raises(SystemTimerError, match="code 1"):
        wanted(run, ("false",))
    assert wanted(run, ("cat",), b"0 5 * * * x\r\n").out == b"0 5 * * * x\r\n"
