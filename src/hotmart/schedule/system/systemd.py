"""A timer of systemd's for one user: a unit that says when, and one that says what.

systemd.timer(5), systemd.service(5), systemd.time(7). It knows time zones, leaves out what falls into an
hour that is skipped, and takes once what an hour that comes twice has twice.
"""

from __future__ import annotations

from pathlib import Path

from hotmart.language import Text
from hotmart.schedule.system.fields import Numbers, read
from hotmart.schedule.system.looks import Look, every_hour, in_its_zone, twice_in_utc
from hotmart.schedule.system.machine import Machine
from hotmart.schedule.system.timer import Planned, Timer
from hotmart.schedule.system.zones import offset_of, shifts

_WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")


def planned(timer: Timer, machine: Machine) -> Planned:
    """The units, and the two commands that make systemd read and start them."""
    folder = units_folder(machine)
    return Planned(
        timer,
        "systemd",
        files={
            folder / f"{timer.unit}.service": _service(timer),
            folder / f"{timer.unit}.timer": _timer(timer, machine),
        },
        commands=(
            ("systemctl", "--user", "daemon-reload"),
            ("systemctl", "--user", "enable", "--now", f"{timer.unit}.timer"),
        ),
        notes=(
            Text(
                "It runs while you are logged in, and makes up for what it missed. To have it run always: "
                "loginctl enable-linger",
                "Ele roda enquanto você está com a sessão aberta, e recupera o que perdeu. Para rodar "
                "sempre: loginctl enable-linger",
            ),
        ),
    )


def units_folder(machine: Machine) -> Path:
    """Where the units of a user lie."""
    told = machine.environment.get("XDG_CONFIG_HOME", "")
    return (Path(told) if told else machine.home / ".config") / "systemd" / "user"


def stamp(machine: Machine, unit: str) -> Path:
    """The file by which systemd remembers when a persistent timer last fired."""
    told = machine.environment.get("XDG_DATA_HOME", "")
    return (Path(told) if told else machine.home / ".local" / "share") / f"systemd/timers/stamp-{unit}.timer"


def _service(timer: Timer) -> str:
    return f"""[Unit]
Description=hotmart: {_specified(timer.name)}

[Service]
Type=oneshot
WorkingDirectory={_folder(timer.folder)}
ExecStart={_words(timer)}
"""


def _timer(timer: Timer, machine: Machine) -> str:
    lines = "\n".join(f"OnCalendar={moments}" for moments in on_calendar(timer, machine))
    return f"""[Unit]
Description=hotmart: {_specified(timer.name)}

[Timer]
{lines}
AccuracySec=1s
Persistent=true

[Install]
WantedBy=timers.target
"""


def on_calendar(timer: Timer, machine: Machine) -> tuple[str, ...]:
    """When it fires, as OnCalendar says it: all of these together."""
    fields = read(timer.cron)
    if (machine.zones / timer.zone).is_file():
        looks = in_its_zone(fields, timer.zone)
        written = [_calendar(look, timer.zone) for look in looks]
        return (*written, *(_calendar(look, "UTC") for look in twice_in_utc(fields, timer.zone)))
    ahead = shifts(offset_of(timer.zone), offset_of("UTC"), machine.today)
    return tuple(_calendar(look, "UTC") for look in every_hour(fields, ahead))


def _calendar(look: Look, zone: str) -> str:
    weekdays = (
        "" if look.days.weekdays is None else ",".join(_WEEKDAYS[day] for day in sorted(look.days.weekdays))
    )
    day = f"*-{_numbers(look.months)}-{_numbers(look.days.dates)}"
    return f"{weekdays} {day} {_numbers(look.hours)}:{_numbers(look.minutes)}:00 {zone}".strip()


def _numbers(told: Numbers | None) -> str:
    return "*" if told is None else ",".join(f"{number:02d}" for number in sorted(told))


def _words(timer: Timer) -> str:
    """The command. systemd refuses a program whose path holds a quote or a backslash, but not as a word."""
    program, *words = timer.command
    if set(program) & set("\"'\\"):
        program, words = "/usr/bin/env", ["--", *timer.command]
    # what is the program itself is no place for a variable, so its $ stays as it is
    return " ".join([_quoted(program), *(_quoted(word.replace("$", "$$")) for word in words)])


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_specified(escaped)}"'


def _folder(folder: Path) -> str:
    """The rest of the line as it is, but for a blank at its end, or a backslash, which joins the next."""
    told = _specified(str(folder.absolute()))
    return f"{told}/." if told.endswith((" ", "\\")) else told


def _specified(text: str) -> str:
    return text.replace("%", "%%")
