"""A planned timer written into the system, and taken out of it without a trace."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from hotmart.errnos import why
from hotmart.language import Text
from hotmart.schedule.system import cron, launchd, systemd, task_scheduler
from hotmart.schedule.system.machine import Machine, here
from hotmart.schedule.system.running import succeeded, wanted
from hotmart.schedule.system.timer import Planned, SystemTimerError, name_in, unit_of


def install(planned: Planned, machine: Machine | None = None) -> None:
    """Write what was planned, in place of what the system has under that name.

    Raises SystemTimerError when the system does not take it; then nothing of it is left.
    """
    machine = machine or here()
    timer = planned.timer
    remove(timer.name, timer.folder, machine)
    try:
        for path, content in planned.files.items():
            _write(path, content, "utf-16" if planned.kind == "task_scheduler" else "utf-8")
        if planned.crontab is not None:
            _replace_crontab(machine, cron.with_block(_crontab(machine), planned.crontab))
        else:
            for command in planned.commands:
                wanted(machine.run, command)
    except SystemTimerError:
        with contextlib.suppress(SystemTimerError):  # the first of two errors is the one to tell
            remove(timer.name, timer.folder, machine)
        raise


def remove(name: str, folder: Path, machine: Machine | None = None) -> bool:
    """Take the timer of a schedule out of the system, whichever way it came in; whether there was one.

    Raises SystemTimerError when the system keeps hold of it.
    """
    machine, unit = machine or here(), unit_of(name, folder)
    removers = (_remove_units, _remove_block, _remove_agent, _remove_task)
    found = [remover(machine, unit) for remover in removers]  # each of them, whatever the others found
    return any(found)


def installed(folder: Path, machine: Machine | None = None) -> tuple[str, ...]:
    """The schedules of this folder that the system has a timer for, by name."""
    machine = machine or here()
    units = {
        *_named(systemd.units_folder(machine), ".timer"),
        *_named(launchd.agents_folder(machine), ".plist"),
        *_named(task_scheduler.tasks_folder(machine), ".xml"),
        *(cron.units_in(_crontab(machine)) if machine.crontab else ()),
    }
    return tuple(sorted(name for unit in units if (name := name_in(unit, folder))))


def _named(folder: Path, end: str) -> Iterator[str]:
    return (path.name.removesuffix(end) for path in folder.glob(f"*{end}"))


def _remove_units(machine: Machine, unit: str) -> bool:
    folder = systemd.units_folder(machine)
    files = [folder / f"{unit}.timer", folder / f"{unit}.service"]
    if not any(file.exists() for file in files):
        return False
    if machine.kind == "systemd":
        wanted(machine.run, ("systemctl", "--user", "disable", "--now", f"{unit}.timer"))
    link = (
        folder / "timers.target.wants" / f"{unit}.timer"
    )  # where no systemd answers, nobody else removes it
    _unlink(*files, link, systemd.stamp(machine, unit))
    _remove_empty(link.parent, folder, folder.parent)
    if machine.kind == "systemd":
        wanted(machine.run, ("systemctl", "--user", "daemon-reload"))
    return True


def _remove_agent(machine: Machine, unit: str) -> bool:
    file = launchd.agents_folder(machine) / f"{unit}.plist"
    if not file.exists():
        return False
    with contextlib.suppress(SystemTimerError):  # it was not loaded, as before the next login
        wanted(machine.run, ("launchctl", "bootout", f"gui/{machine.user}/{unit}"))
    _unlink(file)
    return True


def _remove_task(machine: Machine, unit: str) -> bool:
    file = task_scheduler.tasks_folder(machine) / f"{unit}.xml"
    if not file.exists():
        return False
    if not machine.run(("schtasks", "/Query", "/TN", unit), b"").code:
        wanted(machine.run, ("schtasks", "/Delete", "/TN", unit, "/F"))
    _unlink(file)
    _remove_empty(file.parent, file.parent.parent)
    return True


def _remove_block(machine: Machine, unit: str) -> bool:
    if not machine.crontab:
        return False
    before = _crontab(machine)
    after = cron.without_block(before, unit)
    if after == before:
        return False
    if after:
        _replace_crontab(machine, after)
    else:
        wanted(machine.run, ("crontab", "-r"))
    return True


def _crontab(machine: Machine) -> bytes:
    """The crontab of the user; empty where there is none."""
    ran = machine.run(("crontab", "-l"), b"")
    none = machine.kind != "cron" or any(told in ran.err.lower() for told in (b"no crontab", b"no such file"))
    return b"" if ran.code and none else succeeded(ran, ("crontab", "-l")).out


def _replace_crontab(machine: Machine, content: bytes) -> None:
    wanted(machine.run, ("crontab", "-"), content)


def _write(path: Path, content: str, encoding: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode(encoding))
    except OSError as error:
        said = why(error)
        raise SystemTimerError(
            Text(f"{path} could not be written: {said.en}", f"{path} não pôde ser gravado: {said.pt}")
        ) from None


def _unlink(*files: Path) -> None:
    for file in files:
        with contextlib.suppress(FileNotFoundError):
            file.unlink()


def _remove_empty(*folders: Path) -> None:
    """Folders that a timer may have been the first to need."""
    for folder in folders:
        with contextlib.suppress(OSError):  # there is more in it
            folder.rmdir()
