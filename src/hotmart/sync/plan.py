"""A plan: what a run will read, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hotmart.document import Problem
from hotmart.figures import counted, iso
from hotmart.language import Text
from hotmart.streams.stream import Owner, Stream
from hotmart.streams.windows import Window


@dataclass(frozen=True)
class StreamPlan:
    """What a run will do for one stream. The numbers are estimates."""

    stream: Stream
    whole: Window | None = None
    """All the time the stream is to cover; None for a stream without time."""
    provisional: bool = False
    """Whether it only begins there in this run, since nothing told where it does."""
    due: tuple[Window, ...] = ()
    """To be read whole: new, young, or stale for their age; each small enough to be read in one go."""
    owners: tuple[Owner, ...] = ((),)
    """Whom a stream without time is asked about: nobody, or what the configuration names."""
    stale_before: int = 0
    """Children that were read before this moment are read again."""
    settled: tuple[Window, ...] = ()
    """Read before and left alone but for sweeps and probes; none longer than Hotmart answers."""
    swept: bool = True
    """Whether they are swept in this run."""
    followed: int = 0
    """The last run whose changes it has followed, where it follows another stream."""
    reshaped: bool = False
    """Whether rows of it were read when other columns, or another treatment of them, were chosen."""
    rows: int | None = None
    """Rows that the reading will bring; None where nothing tells."""
    reads: int = 0
    sweeps: int = 0
    probes: int = 0
    guessed: bool = False
    """Whether the reads are a guess: nobody knows how many parents there are before they are read."""

    @property
    def begins(self) -> int | None:
        """Where its history is to begin from now on."""
        return self.whole.start if self.whole and not self.provisional else None

    @property
    def calls(self) -> int:
        return self.reads + self.sweeps + self.probes

    def row(self, quota: int) -> dict[str, Any]:
        """The same as data; its minutes are those of a quota of so many calls a minute."""
        return {
            "stream": self.stream.name,
            "since": iso(self.whole.start) if self.whole else None,
            "rows": self.rows,
            "windows": len(self.due),
            "reads": self.reads,
            "sweeps": self.sweeps,
            "probes": self.probes,
            "calls": self.calls,
            "guessed": self.guessed,
            "minutes": round(self.calls / quota, 2),
        }


@dataclass(frozen=True, repr=False)
class SyncPlan:
    """What a run will do. Repairs, if proof fails, come on top."""

    as_of: int
    quota: int
    """Calls a minute."""
    streams: tuple[StreamPlan, ...]
    asked: int = 0
    """The one-row requests that making the plan took."""
    remarks: tuple[Text, ...] = ()
    """What had to be taken for granted."""

    @property
    def since(self) -> int:
        """Where the history of its streams begins: the earliest of them."""
        return min((part.whole.start for part in self.streams if part.whole), default=self.as_of)

    @property
    def calls(self) -> int:
        return sum(part.calls for part in self.streams)

    @property
    def minutes(self) -> float:
        return self.calls / self.quota

    def __repr__(self) -> str:
        streams, calls = counted(len(self.streams), "stream", "streams"), counted(self.calls, "call", "calls")
        return f"<SyncPlan of {streams}: {calls}, {self.minutes:.1f} min>"

    def rows(self) -> list[dict[str, Any]]:
        """What is to be read of each stream, as data."""
        return [part.row(self.quota) for part in self.streams]

    def meta(self) -> dict[str, Any]:
        """What frames it, as data."""
        return {
            "since": iso(self.since),
            "as_of": iso(self.as_of),
            "quota": self.quota,
            "calls": self.calls,
            "minutes": round(self.minutes, 2),
            "asked": self.asked,
        }

    def warnings(self) -> list[Text]:
        """What had to be taken for granted: what is only planned has gone well so far."""
        return [*self.remarks]

    @property
    def problem(self) -> Problem | None:
        """None, likewise."""
        return None
