"""Plan: what a run will read, and what that costs, before it reads anything.

The only requests a plan makes are for one row each: their totals tell how dense the account is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from hotmart.operations import PAGE_LIMIT
from hotmart.sync.counts import Counts
from hotmart.sync.coverage import Coverage
from hotmart.sync.pull import Puller
from hotmart.sync.question import Question
from hotmart.sync.streams import STREAMS, Stream
from hotmart.sync.windows import LONGEST, Window, cover, without
from hotmart.warehouse.ledger import beginnings, whole_readings
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
    settled: tuple[Window, ...] = ()
    """Read before and left alone but for sweeps and probes; none longer than Hotmart answers."""
    rows: int | None = None
    """Rows that the reading will bring; None where nothing tells."""
    reads: int = 0
    sweeps: int = 0
    probes: int = 0

    @property
    def calls(self) -> int:
        return self.reads + self.sweeps + self.probes


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


class Planner:
    """Makes the plan of one run from the ledger and a few totals."""

    def __init__(self, puller: Puller, warehouse: Warehouse) -> None:
        self._puller, self._warehouse = puller, warehouse
        self._counts = Counts(warehouse)
        self._totals: dict[tuple[str, Window], int | None] = {}

    async def plan(
        self, streams: list[Stream], since: int | None, now: int, *, full: bool, quota: int
    ) -> Plan:
        """The plan of a run over these streams, whose history begins at `since`, or where it always did."""
        starts = await self._starts([stream for stream in streams if stream.windowed], since, now)
        parts = [
            await self._part(stream, Window(starts[stream.name], now), now, full=full)
            if stream.windowed
            else self._small(stream)
            for stream in streams
        ]
        return Plan(now, quota, tuple(parts), asked=len(self._totals))

    async def _starts(self, streams: list[Stream], since: int | None, now: int) -> dict[str, int]:
        """Where each stream begins: as told, as ever, with the stream that dates it, or as discovered."""
        if since is not None:
            return dict.fromkeys((stream.name for stream in streams), since)
        known = beginnings(self._warehouse)
        unknown = [stream for stream in streams if _leader(stream).name not in known]
        discovered = await self._discover(unknown, now) if unknown else now
        return {stream.name: known.get(_leader(stream).name, discovered) for stream in streams}

    async def _discover(self, streams: Iterable[Stream], now: int) -> int:
        """The start of the account's history, to the month: the first in which Hotmart counts anything."""
        bases = sorted({_base(stream).name for stream in streams})
        years = cover(Window(FOUNDED, now))
        lived = await asyncio.gather(*(self._lived(bases, year) for year in years))
        if not any(lived):
            return years[-1].start
        months = years[lived.index(True)].pieces(MONTHS)
        first, last = 0, len(months) - 1
        while first < last:
            middle = (first + last) // 2
            if await self._lived(bases, Window(months[0].start, months[middle].end)):
                last = middle
            else:
                first = middle + 1
        return months[first].start

    async def _lived(self, bases: list[str], window: Window) -> bool:
        """Whether there is anything in a window; where Hotmart cannot tell, there may be."""
        return any(
            total != 0 for total in await asyncio.gather(*(self._total(base, window) for base in bases))
        )

    async def _part(self, stream: Stream, whole: Window, now: int, *, full: bool) -> StreamPlan:
        readings = [] if full else whole_readings(self._warehouse, stream.name)
        coverage = Coverage((Window(start, end), at) for start, end, at in readings)
        due = coverage.due(whole, now, stream.ladder)
        settled = [window for part in without(whole, due) for window in cover(part)]
        spans = [window for part in due for window in cover(part, LONGEST)]
        told = await asyncio.gather(*(self._total(_base(stream).name, span) for span in spans))
        totals = [total or 0 for total in told]
        pieces: list[Window] = []
        reads = 0
        for span, total in zip(spans, totals, strict=True):
            cut = span.pieces(pages(total, ROWS_A_WINDOW))
            pieces += cut
            reads += max(len(cut), pages(total) + len(cut) // 2)
        return StreamPlan(
            stream,
            whole,
            tuple(pieces),
            tuple(settled),
            rows=sum(totals) if stream.counted or stream.sized_like == "subscriptions" else None,
            reads=reads,
            sweeps=sum(self._sweep_calls(stream, window) for window in settled),
            probes=len(settled) * _probes(stream),
        )

    def _small(self, stream: Stream) -> StreamPlan:
        if stream.parent is None:
            return StreamPlan(stream, reads=1)
        parents = len(self._counts.column(STREAMS[stream.parent.stream], stream.parent.column))
        return StreamPlan(stream, reads=parents or CHILDREN_GUESS)

    def _sweep_calls(self, stream: Stream, window: Window) -> int:
        return sum(
            pages(self._counts.in_states(stream, sweep, window))
            + (0 if sweep.together else len(sweep.values) - 1)
            for sweep in stream.sweeps
        )

    async def _total(self, base: str, window: Window) -> int | None:
        if (base, window) not in self._totals:
            self._totals[base, window] = await self._puller.count(Question(STREAMS[base], window))
        return self._totals[base, window]


def pages(rows: int, size: int = PAGE_LIMIT) -> int:
    """How many pages these rows fill: at least one, since even nothing has to be asked for."""
    return max(1, -(-rows // size))


def _leader(stream: Stream) -> Stream:
    """The stream whose history this one's follows."""
    return STREAMS[stream.dated_by or stream.name]


def _base(stream: Stream) -> Stream:
    """The stream whose totals tell how dense this one is."""
    return STREAMS[stream.dated_by or stream.sized_like or stream.name]


def _probes(stream: Stream) -> int:
    if not stream.counted:
        return 0
    return len(stream.statuses) if stream.counts_by else 1
