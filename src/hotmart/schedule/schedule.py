"""A schedule, as hotmart.toml tells it, with what it leaves to the account filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hotmart.config.finding import find
from hotmart.recurrence.moments import following
from hotmart.recurrence.reading import read
from hotmart.schedule.errors import NoScheduleError

if TYPE_CHECKING:
    from hotmart.config.schedules import What


@dataclass(frozen=True)
class Schedule:
    """What runs when."""

    name: str
    when: str
    """As the file tells it."""
    cron: str
    """The five fields that it means."""
    what: What
    connections: tuple[str, ...]
    """Those it is for; none means all."""
    zone: str
    file: Path
    """The hotmart.toml that tells it, absolute."""
    flow: str | None = None
    """Which flow it is that runs, where it is one."""

    def following(self, moment: datetime) -> datetime | None:
        """When it is due next after this moment, in UTC; None for never."""
        return following(self.cron, moment, self.zone)

    @property
    def meaning(self) -> str:
        """What decides when it is due: where that changes, what was due before does not count."""
        return f"{self.cron} {self.zone}"


def schedules(file: Path | None = None) -> list[Schedule]:
    """Those of a hotmart.toml, by the order in it; none where there is no file.

    Raises ConfigurationError for a file that cannot be used.
    """
    path = find(file)
    if path is None:
        return []
    from hotmart.accounts.opening import open_all  # noqa: PLC0415  # without a file nothing is read

    accounts = open_all(path)
    config = accounts[0].config
    return [
        Schedule(
            name,
            told.when,
            read(told.when),
            told.what,
            tuple(told.connections),
            told.zone or _zone(path, told.connections),
            path.absolute(),
            told.flow,
        )
        for name, told in config.schedules.items()
    ]


def schedule(name: str, file: Path | None = None) -> Schedule:
    """The schedule of that name. Raises NoScheduleError."""
    known = schedules(file)
    for one in known:
        if one.name == name:
            return one
    raise NoScheduleError(name, [one.name for one in known])


def _zone(path: Path, connections: Sequence[str]) -> str:
    """That of the first account it is for."""
    from hotmart.accounts.opening import open_all  # noqa: PLC0415  # mostly the file tells it

    return open_all(path, connections=connections)[0].time_zone
