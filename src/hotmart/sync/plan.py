"""Plan: what a run will read, and what that costs, before it reads anything.

The only requests a plan makes are for one row each: their totals tell how dense the account is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hotmart.declaring.operations import PAGE_LIMIT
from hotmart.document import Problem
from hotmart.figures import iso
from hotmart.language import Text
from hotmart.streams.stream import Owner, Stream
from hotmart.streams.windows import LONGEST, Window, cover, joined, without
from hotmart.sync.counts import Counts
from hotmart.sync.coverage import Coverage
from hotmart.sync.pull import Puller
from hotmart.sync.question import Question
from hotmart.sync.together import together
from hotmart.warehouse.ledger.queries import beginnings, swept_at, whole_readings
from hotmart.warehouse.store import Warehouse

ROWS_A_WINDOW = 5_000  # ten pages: half a page is wasted on each window
FOUNDED = 1_293_840_000_000  # 2011-01-01, the year Hotmart began: no sale is older
MONTHS = 12
CHILDREN_GUESS = 10  # products of an account that was never read


@dataclass(frozen=True)
class StreamPlan:
    """What a run will do for one stream. The numbers are estimates."""

    stream: Stream
    whole: Window | None = None
    """All the time the stream is to cover; None for a stream without time."""
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
    rows: int | None = None
    """Rows that the reading will bring; None where nothing tells."""
    reads: int = 0
    sweeps: int = 0
    probes: int = 0
    guessed: bool = False
    """Whether the reads are a guess: nobody knows how many parents there are before they are read."""

    @property
    def calls(self) -> int:
        return self.reads + self.sweeps + self.probes

    def row(self, quota: int) -> dict[str, Any]:
        """The same as data; its minutes are those of a quota of so many calls a minute."""
        return {
            "stream": self.stream.name,
            "rows": self.rows,
            "windows": len(self.due),
            "reads": self.reads,
            "sweeps": self.sweeps,
            "probes": self.probes,
            "calls": self.calls,
            "guessed": self.guessed,
            "minutes": round(self.calls / quota, 2),
        }


@dataclass(frozen=True)
class Plan:
    """What a run will do. Repairs, if proof fails, come on top."""

    as_of: int
    quota: int
    """Calls a minute."""
    streams: tuple[StreamPlan, ...]
    asked: int = 0
    """The one-row requests that making the plan took."""

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
        """Nothing: what is only planned has gone well so far."""
        return []

    @property
    def problem(self) -> Problem | None:
        """None, likewise."""
        return None


class Planner:
    """Makes the plan of one run from the ledger and a few totals."""

    def __init__(self, puller: Puller, warehouse: Warehouse) -> None:
        self._puller, self._warehouse = puller, warehouse
        self._counts = Counts(warehouse)
        self._totals: dict[tuple[str, Window], int | None] = {}
        self._readings: dict[str, list[tuple[Window, int]]] | None = None
        self._swept: dict[str, int] = {}
        self._stale_before = 0  # when the oldest readings were made that may spare any stream another

    async def plan(
        self, streams: list[Stream], since: int | None, now: int, *, full: bool, quota: int
    ) -> Plan:
        """The plan of a run over these streams, whose history begins at `since`, or where it always did."""
        rungs = [rung for stream in streams for rung in stream.ladder]
        self._stale_before = max(0, now - max((rung.staleness for rung in rungs), default=0))
        self._swept = swept_at(self._warehouse)
        starts = await self._starts([stream for stream in streams if stream.windowed], since, now)
        parts: dict[str, StreamPlan] = {}
        for stream in streams:
            anew = full or stream.policy.full_table
            if stream.windowed:
                whole = Window(starts[stream.name], now)
                parts[stream.name] = await self._part(stream, whole, now, full=anew)
            elif stream.parent:
                parent = parts[stream.parent.stream.name]
                parts[stream.name] = self._children(stream, parent, now if anew else now - stream.stale_after)
            else:
                parts[stream.name] = _small(stream)
        return Plan(now, quota, tuple(parts.values()), asked=len(self._totals))

    async def _starts(self, streams: list[Stream], since: int | None, now: int) -> dict[str, int]:
        """Where each stream begins: as told, as ever, with the stream that dates it, or as discovered."""
        known = beginnings(self._warehouse)
        starts: dict[str, int] = {}
        discovered: dict[str, int] = {}
        for stream in streams:
            leader, base = _leader(stream), _base(stream)
            start = stream.policy.since if since is None else since
            if start is None:
                start = known.get(leader.name)
            if start is None:
                if base.name not in discovered:
                    discovered[base.name] = await self._discover(base, now)
                start = discovered[base.name]
            starts[stream.name] = min(start, now - 1)
        return starts

    async def _discover(self, base: Stream, now: int) -> int:
        """The start of a stream's history, to the month: the first in which Hotmart counts anything."""
        years = cover(Window(FOUNDED, now), min(LONGEST, base.origin.longest))
        lived = await together(self._lived(base, year) for year in years)
        if not any(lived):
            return years[-1].start
        months = years[lived.index(True)].pieces(MONTHS)
        first, last = 0, len(months) - 1
        while first < last:
            middle = (first + last) // 2
            if await self._lived(base, Window(months[0].start, months[middle].end)):
                last = middle
            else:
                first = middle + 1
        return months[first].start

    async def _lived(self, base: Stream, window: Window) -> bool:
        """Whether there is anything in a window; where Hotmart cannot tell, there may be."""
        return await self._total(base, window) != 0

    async def _part(self, stream: Stream, whole: Window, now: int, *, full: bool) -> StreamPlan:
        coverage = Coverage(() if full else self._read_before().get(stream.name, ()))
        grain = stream.origin.grain
        whole = whole.widened(grain)
        due = joined(window.widened(grain) for window in coverage.due(whole, now, stream.ladder))
        longest = min(stream.origin.longest, stream.policy.longest or LONGEST)
        settled = [window for part in without(whole, due) for window in cover(part, stream.origin.longest)]
        spans = [window for part in due for window in cover(part, longest)]
        told = await together(self._total(_base(stream), span) for span in spans)
        totals = [total or 0 for total in told]
        pieces: list[Window] = []
        reads = 0
        for span, total in zip(spans, totals, strict=True):
            cut = span.pieces(pages(total, ROWS_A_WINDOW), grain)
            pieces += cut
            reads += max(len(cut), pages(total) + len(cut) // 2)
        swept = now - self._swept.get(stream.name, 0) >= stream.swept_every
        return StreamPlan(
            stream,
            whole,
            due=tuple(pieces),
            settled=tuple(settled),
            rows=sum(totals) if stream.counted else None,
            reads=reads,
            swept=swept,
            sweeps=sum(self._sweep_calls(stream, window) for window in settled) if swept else 0,
            probes=len(settled) * _probes(stream),
        )

    def _children(self, stream: Stream, parent: StreamPlan, stale_before: int) -> StreamPlan:
        """A request for each parent: those that the warehouse knows, or that the reading will bring."""
        known = self._counts.owners(stream, stale_before) if self._warehouse.exists else []
        parents, guessed = len(known), False
        if not known and not self._read_before():
            parents, guessed = parent.rows or CHILDREN_GUESS, parent.rows is None
        reads = parents * len(stream.variants)
        return StreamPlan(stream, stale_before=stale_before, reads=reads, guessed=guessed)

    def _sweep_calls(self, stream: Stream, window: Window) -> int:
        return sum(
            pages(self._counts.in_states(stream, sweep, window))
            + (0 if sweep.together else len(sweep.values) - 1)
            for sweep in stream.sweeps
        )

    def _read_before(self) -> dict[str, list[tuple[Window, int]]]:
        """The windows of every stream that were read whole, and when."""
        if self._readings is None:
            self._readings = {}
            for name, start, end, at in whole_readings(self._warehouse, self._stale_before):
                self._readings.setdefault(name, []).append((Window(start, end), at))
        return self._readings

    async def _total(self, base: Stream, window: Window) -> int | None:
        if (base.name, window) not in self._totals:
            self._totals[base.name, window] = await self._puller.count(Question(base, window))
        return self._totals[base.name, window]


def _small(stream: Stream) -> StreamPlan:
    """A stream that is read whole by one request, or by one for each that the configuration names."""
    owners = tuple((value,) for value in stream.told.values) if stream.told else ((),)
    return StreamPlan(stream, owners=owners, reads=len(owners) * len(stream.variants))


def pages(rows: int, size: int = PAGE_LIMIT) -> int:
    """How many pages these rows fill: at least one, since even nothing has to be asked for."""
    return max(1, -(-rows // size))


def _leader(stream: Stream) -> Stream:
    """The stream whose history this one's follows."""
    return stream.dated_by or stream


def _base(stream: Stream) -> Stream:
    """The stream whose totals tell how dense this one is."""
    return stream.dated_by or stream.sized_like or stream


def _probes(stream: Stream) -> int:
    if not stream.counted:
        return 0
    return len(stream.statuses) if stream.counts_by else 1
