"""A block of the user's crontab, between two marker lines, at its top.

crontab(5). At the top, what the user has set for commands of theirs does not hold for ours, and all that
they wrote follows as it was, to the last byte. Debian's cron knows one clock, that of the system.
"""

from __future__ import annotations

import re
import shlex

from hotmart.language import Text
from hotmart.schedule.system.fields import Days, Numbers, read
from hotmart.schedule.system.looks import Look, every_hour, in_its_zone
from hotmart.schedule.system.machine import Machine
from hotmart.schedule.system.timer import PREFIX, Planned, Timer
from hotmart.schedule.system.zones import alike, offset_of, shifts

_PERCENT = "\"$(printf '\\045')\""
"""A percent sign for every cron there is: most end the command at one, and some read no `\\%`."""


def planned(timer: Timer, machine: Machine) -> Planned:
    """The block, and the command that reads the whole crontab anew."""
    lines = "".join(f"{when} {_command(timer)}\n" for when in fields_of(timer, machine))
    return Planned(
        timer,
        "cron",
        commands=(("crontab", "-"),),
        crontab=f"{_begin(timer.unit)}\n{lines}{_end(timer.unit)}\n",
        notes=(
            Text(
                "cron makes up for nothing that was due while the machine was off; the next look does.",
                "O cron não recupera o que venceu com a máquina desligada; a próxima verificação recupera.",
            ),
        ),
    )


def with_block(crontab: bytes, block: str) -> bytes:
    """A crontab with a block at its top."""
    return block.encode() + crontab


def without_block(crontab: bytes, unit: str) -> bytes:
    """A crontab without the block of a unit: all else is as it was."""
    return re.sub(_pattern(re.escape(unit)), b"", crontab)


def units_in(crontab: bytes) -> tuple[str, ...]:
    """The units that have a block in a crontab."""
    found = re.finditer(_pattern(rf"{PREFIX}[a-z0-9_-]+"), crontab)
    return tuple(match[1].decode() for match in found)


def _pattern(unit: str) -> bytes:
    """A block, whichever line endings an editor has given it meanwhile."""
    return rf"(?ms)^# ({unit}) begin\b[^\n]*\n.*?^# \1 end\r?(?:\n|\Z)".encode()


def _begin(unit: str) -> str:
    return f"# {unit} begin (hotmart schedule remove)"


def _end(unit: str) -> str:
    return f"# {unit} end"


def fields_of(timer: Timer, machine: Machine) -> tuple[str, ...]:
    """When it fires: the five fields of one line or several."""
    fields = read(timer.cron)
    if alike(offset_of(timer.zone), machine.clock, machine.today):
        looks = in_its_zone(fields, timer.zone)
    else:
        looks = every_hour(fields, shifts(offset_of(timer.zone), machine.clock, machine.today))
    found: dict[tuple[str, Numbers | None], list[Days]] = {}
    for look in looks:
        found.setdefault((_times(look, once_a_day=fields.once_a_day), look.months), []).append(look.days)
    return tuple(_line(*when, days) for when, days in found.items())


def _line(times: str, months: Numbers | None, days: list[Days]) -> str:
    """One line for several kinds of days: where both fields of days are restricted, either will do."""
    open_to_all = any(told == Days() for told in days)
    dates = None if open_to_all else next((told.dates for told in days if told.dates), None)
    weekdays = None if open_to_all else next((told.weekdays for told in days if told.weekdays), None)
    return f"{times} {_numbers(dates)} {_numbers(months)} {_numbers(weekdays)}"


def _times(look: Look, *, once_a_day: bool) -> str:
    """Minutes and hours. Where one begins with a star Debian's cron goes by real time, as is meant."""
    if once_a_day:
        return f"{_numbers(look.minutes)} {_numbers(look.hours)}"
    minutes, hours = _starred(look.minutes, 60), _starred(look.hours, 24)
    starred = minutes.startswith("*") or hours.startswith("*")
    return f"{minutes} {hours if starred else '*'}"


def _starred(told: Numbers | None, size: int) -> str:
    for step in range(2, size):
        if told == frozenset(range(0, size, step)):
            return f"*/{step}"
    return _numbers(told)


def _numbers(told: Numbers | None) -> str:
    return "*" if told is None else ",".join(map(str, sorted(told)))


def _command(timer: Timer) -> str:
    words = " ".join(map(_quoted, timer.command))
    return f"cd {_quoted(str(timer.folder.absolute()))} && exec {words}"


def _quoted(word: str) -> str:
    """A word of the shell."""
    return _PERCENT.join(shlex.quote(part) if part else "" for part in word.split("%")) if word else "''"
