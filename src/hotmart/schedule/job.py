"""A job: one run of something, in a process of its own, as the book has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeAlias

from hotmart.config.schedules import What
from hotmart.figures import iso
from hotmart.schedule import log
from hotmart.schedule.life import lives

Ending: TypeAlias = Literal["done", "incomplete", "differs", "failed", "killed", "skipped"]
"""How a job ended: what it came to, its process was killed, or there was one of the same schedule already."""
STARTING = timedelta(seconds=60)
"""So long a process may take to say that it is there."""


@dataclass(frozen=True)
class Job:
    """One run. Times are in UTC."""

    id: str
    what: What
    connections: tuple[str, ...]
    """Those it is for; none means all."""
    schedule: str | None
    """The schedule that it is a run of."""
    by: str
    """Who started it: terminal, console, run-due or serve."""
    due: datetime | None
    """The moment at which the schedule was due; None where somebody wanted it at once."""
    started: datetime
    ended: datetime | None
    outcome: Ending | None
    """None as long as it runs."""
    exit_code: int | None
    """As `hotmart sync` and the like would end; None while it runs, and for killed and skipped."""
    missed: int
    """How many moments before `due` passed without a run."""
    file: str | None = None
    """The hotmart.toml that it works by."""
    began: datetime | None = None
    """When its process was there."""

    @property
    def running(self) -> bool:
        """Whether its process lives, or is just being started."""
        if self.outcome is not None:
            return False
        if self.began is None:
            return datetime.now(UTC) - self.started < STARTING
        return lives(self.id)

    def lines(self, after: int = 0) -> list[dict[str, Any]]:
        """The lines of its log from this number on: see `hotmart.schedule.telling`."""
        return log.lines(self.id, after)

    def as_dict(self) -> dict[str, Any]:
        """As data."""
        return {
            "id": self.id,
            "what": self.what,
            "connections": list(self.connections),
            "schedule": self.schedule,
            "by": self.by,
            "due": iso(self.due) if self.due else None,
            "started": iso(self.started),
            "ended": iso(self.ended) if self.ended else None,
            "outcome": self.outcome,
            "exit_code": self.exit_code,
            "missed": self.missed,
        }
