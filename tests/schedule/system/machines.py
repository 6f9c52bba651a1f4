"""Machines that are not this one, and the days on which clocks are changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from hotmart.recurrence.moments import moments
from hotmart.schedule.system.machine import Machine
from hotmart.schedule.system.running import Ran
from hotmart.schedule.system.timer import Kind, Timer
from hotmart.schedule.system.zones import offset_of

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
COMMAND = ("/usr/bin/python3", "-m", "hotmart", "run-due", "--only", "daily")


@dataclass
class Ours:
    """Answers what a program of the system would, and remembers what it was asked."""

    answers: dict[str, Ran] = field(default_factory=dict[str, Ran])
    crontab: bytes | None = None
    asked: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])

    def __call__(self, words: Iterable[str], stdin: bytes) -> Ran:
        command = tuple(words)
        self.asked.append(command)
        line = " ".join(command)
        for begin, answer in self.answers.items():
            if line.startswith(begin):
                return answer
        return self._crontab(command[1], stdin) if command[0] == "crontab" else Ran(0)

    def _crontab(self, flag: str, stdin: bytes) -> Ran:
        if flag == "-l":
            return Ran(1, err=b"no crontab for ana\n") if self.crontab is None else Ran(0, self.crontab)
        self.crontab = None if flag == "-r" else stdin
        return Ran(0)


def machine(
    kind: Kind | None,
    home: Path = Path("/home/ana"),
    clock: str = "UTC",
    run: Ours | None = None,
    today: date | None = None,
) -> Machine:
    """A machine with nothing on it, whose clock is that of this zone."""
    return Machine(
        kind,
        offset_of(clock),
        home,
        run or Ours(),
        environment={},
        today=today or date(2026, 12, 1),
        crontab=kind == "cron",
        user=501,
    )


def timer(
    cron: str = "30 6 * * *",
    zone: str = "America/Sao_Paulo",
    name: str = "daily",
    folder: Path = Path("/srv/loja"),
) -> Timer:
    return Timer(name, cron, zone, COMMAND, folder)


class Odd(NamedTuple):
    """A zone, and a day about which its clock is changed."""

    zone: str
    day: date

    @property
    def since(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC) - DAY

    @property
    def until(self) -> datetime:
        return self.since + 3 * DAY


ODD_DAYS = (
    Odd("America/Sao_Paulo", date(2018, 11, 4)),  # no midnight
    Odd("America/Sao_Paulo", date(2018, 2, 18)),
    Odd("America/New_York", date(2026, 3, 8)),
    Odd("America/New_York", date(2026, 11, 1)),
    Odd("Australia/Lord_Howe", date(2026, 10, 4)),  # half an hour
    Odd("Australia/Lord_Howe", date(2026, 4, 5)),
    Odd("Africa/Cairo", date(2026, 4, 24)),
    Odd("Africa/Cairo", date(2026, 10, 30)),
    Odd("America/Asuncion", date(2018, 10, 7)),
    Odd("America/Nuuk", date(2026, 3, 29)),  # the last hour of a Saturday
    Odd("America/Nuuk", date(2026, 10, 25)),
    Odd("Antarctica/Troll", date(2026, 3, 29)),  # two hours
    Odd("Antarctica/Troll", date(2026, 10, 25)),
    Odd("Europe/Lisbon", date(2026, 10, 25)),
    Odd("Asia/Kathmandu", date(2026, 6, 1)),
    Odd("UTC", date(2028, 2, 29)),
)


def _some(values: range) -> st.SearchStrategy[str]:
    one = st.sampled_from(values).map(str)
    return st.one_of(st.just("*"), one, st.sets(one, min_size=2, max_size=4).map(",".join))


def _stepped(values: range, steps: list[int]) -> st.SearchStrategy[str]:
    return st.one_of(_some(values), st.sampled_from(steps).map(lambda step: f"*/{step}"))


def crons(hours: range = range(24)) -> st.SearchStrategy[str]:
    """Lines that people could write, most of them about the hours in which clocks are changed."""
    near = st.one_of(_some(range(4)), _some(range(22, 24)), _stepped(hours, [2, 3, 6]))
    minutes = st.one_of(st.sampled_from(["0", "30", "45", "0,15,30,45"]), _stepped(range(60), [5, 7, 15, 30]))
    dates, weekdays = _stepped(range(1, 29), [2]), st.one_of(_some(range(7)), st.just("MON-FRI"))
    return st.tuples(minutes, near, dates, st.just("*"), weekdays).map(" ".join)


def missed(cron: str, odd: Odd, looks: Iterable[datetime]) -> Iterator[datetime]:
    """The moments that are meant about an odd day and that none of these looks is in time for.

    In time is the same minute or, where the clock has leapt over what is meant, the hour after.
    """
    seen = set(looks)
    clock = offset_of(odd.zone)
    for moment in moments(cron, odd.since, odd.until - HOUR, odd.zone):
        leapt = clock(moment) > clock(moment - MINUTE)
        late = range(61 if leapt else 1)
        if not any(moment + minute * MINUTE in seen for minute in late):
            yield moment


def minutes_of(odd: Odd) -> Iterator[datetime]:
    """Every minute about an odd day."""
    return (odd.since + minute * MINUTE for minute in range(3 * 24 * 60))
