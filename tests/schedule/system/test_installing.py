"""Timers put into a system and taken out of it again, by programs that are played."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hotmart.schedule.system.installing import install, installed, remove
from hotmart.schedule.system.machine import Machine
from hotmart.schedule.system.planning import plan
from hotmart.schedule.system.running import Ran
from hotmart.schedule.system.timer import KINDS, Kind, SystemTimerError
from schedule.system.machines import Ours, machine, timer

each_kind = pytest.mark.parametrize("kind", KINDS)
HERE = Path("/srv/loja")


def files(home: Path) -> Iterator[Path]:
    return (path for path in home.rglob("*"))


def on(kind: Kind, home: Path) -> tuple[Machine, Ours]:
    played = Ours()
    return machine(kind, home, "America/Sao_Paulo", played), played


@each_kind
def test_a_plan_does_nothing(tmp_path: Path, kind: Kind) -> None:
    here, played = on(kind, tmp_path)
    plan(timer(), here)
    assert played.asked == []
    assert [*files(tmp_path)] == []


@each_kind
def test_what_was_planned_is_what_is_written_and_run(tmp_path: Path, kind: Kind) -> None:
    here, played = on(kind, tmp_path)
    planned = plan(timer(), here)
    install(planned, here)
    encoding = "utf-16" if kind == "task_scheduler" else "utf-8"
    written = {path: path.read_bytes().decode(encoding) for path in files(tmp_path) if path.is_file()}
    assert written == planned.files
    assert played.asked[-len(planned.commands) :] == [*planned.commands]
    assert (played.crontab or b"").decode() == (planned.crontab or "")
    assert installed(HERE, here) == ("daily",)


@each_kind
def test_what_is_removed_leaves_no_trace(tmp_path: Path, kind: Kind) -> None:
    here, _ = on(kind, tmp_path)
    install(plan(timer(), here), here)
    assert remove("daily", HERE, here)
    assert [path for path in files(tmp_path) if path.is_file()] == []
    assert installed(HERE, here) == ()
    assert not remove("daily", HERE, here)


def test_systemd_forgets_when_it_last_fired_and_the_folders_that_it_did_not_have(tmp_path: Path) -> None:
    here, played = on("systemd", tmp_path)
    install(plan(timer(), here), here)
    stamp = tmp_path / f".local/share/systemd/timers/stamp-{timer().unit}.timer"
    stamp.parent.mkdir(parents=True)
    stamp.touch()
    remove("daily", HERE, here)
    assert not stamp.exists()
    assert not (tmp_path / ".config/systemd").exists()
    assert ("systemctl", "--user", "disable", "--now", f"{timer().unit}.timer") in played.asked
    assert played.asked[-1] == ("systemctl", "--user", "daemon-reload")


def test_units_of_others_stay_where_they_are(tmp_path: Path) -> None:
    here, _ = on("systemd", tmp_path)
    other = tmp_path / ".config/systemd/user/backup.timer"
    other.parent.mkdir(parents=True)
    other.write_text("[Timer]\n")
    install(plan(timer(), here), here)
    remove("daily", HERE, here)
    assert [path for path in files(tmp_path) if path.is_file()] == [other]


def test_units_are_removed_where_no_systemd_answers_any_more(tmp_path: Path) -> None:
    here, played = on("systemd", tmp_path)
    install(plan(timer(), here), here)
    link = tmp_path / ".config/systemd/user/timers.target.wants" / f"{timer().unit}.timer"
    link.parent.mkdir()
    link.symlink_to(f"../{timer().unit}.timer")
    played.asked.clear()
    assert remove("daily", HERE, replace(here, kind=None))
    assert played.asked == []
    assert not link.is_symlink()


@each_kind
def test_a_schedule_that_is_written_again_is_there_once(tmp_path: Path, kind: Kind) -> None:
    here, played = on(kind, tmp_path)
    install(plan(timer("0 5 * * *"), here), here)
    again = plan(timer("30 6 * * *"), here)
    install(again, here)
    assert installed(HERE, here) == ("daily",)
    assert (played.crontab or b"").decode() == (again.crontab or "")


@each_kind
def test_two_projects_may_call_their_schedules_the_same(tmp_path: Path, kind: Kind) -> None:
    here, _ = on(kind, tmp_path)
    other = Path("/srv/outra")
    install(plan(timer(), here), here)
    install(plan(timer(folder=other), here), here)
    install(plan(timer(name="hourly", folder=other), here), here)
    assert installed(other, here) == ("daily", "hourly")
    assert remove("daily", other, here)
    assert installed(HERE, here) == ("daily",)
    assert installed(other, here) == ("hourly",)


@each_kind
def test_what_the_system_does_not_take_is_said_and_leaves_nothing(tmp_path: Path, kind: Kind) -> None:
    here, played = on(kind, tmp_path)
    planned = plan(timer(), here)
    refused = " ".join(planned.commands[-1])
    played.answers[refused] = Ran(1, err="não deu\n".encode())
    with pytest.raises(SystemTimerError, match="não deu"):
        install(planned, here)
    assert [path for path in files(tmp_path) if path.is_file()] == []
    assert played.crontab is None


def test_a_crontab_is_as_it_was_after_all() -> None:
    before = b"MAILTO=ana@example.org\r\n0 5 * * * backup"
    played = Ours(crontab=before)
    here = machine("cron", run=played)
    install(plan(timer(), here), here)
    assert played.crontab is not None
    assert played.crontab.endswith(before)
    remove("daily", HERE, here)
    assert played.crontab == before


def test_a_crontab_that_became_empty_is_removed() -> None:
    played = Ours()
    here = machine("cron", run=played)
    install(plan(timer(), here), here)
    remove("daily", HERE, here)
    assert played.crontab is None
    assert played.asked[-1] == ("crontab", "-r")


def test_a_user_who_may_have_no_crontab_is_told_what_cron_says() -> None:
    played = Ours({"crontab -l": Ran(1, err=b"You (ana) are not allowed to use this program (crontab)\n")})
    with pytest.raises(SystemTimerError, match="not allowed"):
        install(plan(timer(), machine("cron", run=played)), machine("cron", run=played))


def test_a_system_with_nothing_that_starts_programs_says_what_to_do_instead() -> None:
    with pytest.raises(SystemTimerError, match="run-due"):
        plan(timer(), machine(None))


def test_a_task_that_somebody_removed_by_hand_is_let_go_of(tmp_path: Path) -> None:
    here, played = on("task_scheduler", tmp_path)
    install(plan(timer(), here), here)
    played.answers["schtasks /Query"] = Ran(1, err=b"ERROR: The system cannot find the file specified.\n")
    assert remove("daily", HERE, here)
    assert not any("/Delete" in words for words in played.asked)


def test_an_agent_that_is_not_loaded_is_let_go_of(tmp_path: Path) -> None:
    here, played = on("launchd", tmp_path)
    install(plan(timer(), here), here)
    played.answers["launchctl bootout"] = Ran(3, err=b"Boot-out failed: 3: No such process\n")
    assert remove("daily", HERE, here)
    assert installed(HERE, here) == ()
