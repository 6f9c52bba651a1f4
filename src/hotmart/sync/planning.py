"""Planning: what is due, from what earlier runs knew and a few totals, before anything is read.

The only requests it takes are for one row each: their totals tell how dense the account is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from hotmart.declaring.operations import PAGE_LIMIT
from hotmart.streams.stream import Stream
from hotmart.streams.windows import LONGEST, Window, cover, joined, without
from hotmart.sync.beginning import FOUNDED, Beginning, Glance, beginning
from hotmart.sync.counts import Counts
from hotmart.sync.coverage import Coverage
from hotmart.sync.plan import StreamPlan, SyncPlan
from hotmart.sync.pull import Puller
from hotmart.sync.question import Question
from hotmart.sync.together import together
from hotmart.warehouse.ledger.queries import Remembered
from hotmart.warehouse.store import Warehouse

ROWS_A_WINDOW = 5_000  # ten pages: half a page is wasted on each window
MONTHS = 12
CHILDREN_GUESS = 10  # products of an account that was never read


class Planner:
    """Makes the plan of one run."""

    def __init__(self, puller: Puller, warehouse: Warehouse, remembered: Remembered) -> None:
        self._puller, self._warehouse, self._remembered = puller, warehouse, remembered
        self._counts = Counts(warehouse)
        self._totals: dict[tuple[str, Window], int | None] = {}
        self._beginnings: dict[str, Beginning] = {}
        self._looks = 0

    async def plan(
        self, streams: list[Stream], since: int | None, now: int, *, full: bool, quota: int
    ) -> SyncPlan:
        """The plan of a run over these streams, whose history begins at `since`, or where it always did."""
        starts = await self._starts([stream for stream in streams if stream.windowed], since, now)
        parts = [await self._part(stream, starts.get(stream.name), now, full=full) for stream in streams]
        estimated = await asyncio.to_thread(self._estimated, parts)
        remarks = tuple(found.said for found in self._beginnings.values())
        return SyncPlan(now, quota, estimated, asked=len(self._totals) + self._looks, remarks=remarks)

    async def _starts(self, streams: list[Stream], since: int | None, now: int) -> dict[str, int]:
        """Where each stream begins: as told, as ever, with the stream that dates it, or as discovered."""
        starts: dict[str, int] = {}
        discovered: dict[str, int] = {}
        for stream in streams:
            leader, base = _leader(stream), _base(stream)
            start = stream.policy.since if since is None or stream.lives_on else since
            if start is None:
                start = self._remembered.beginnings.get(leader.name)
            if start is None:
                if base.name not in discovered:
                    discovered[base.name] = await self._discover(base, now)
                start = discovered[base.name]
            starts[stream.name] = min(start, now - 1)
        return starts

    async def _discover(self, base: Stream, now: int) -> int:
        """The start of a stream's history, to the month: the first in which Hotmart counts anything."""
        if base.origin.fetcher or base.origin.longest < LONGEST:
            return await self._look_for(base, now)
        years = cover(Window(FOUNDED, now), LONGEST)
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

    async def _look_for(self, base: Stream, now: int) -> int:
        """The same for a source, which is asked only a few questions."""

        async def look(window: Window) -> Glance:
            self._looks += 1
            return await self._puller.glance(Question(base, window))

        found = self._beginnings[base.name] = await beginning(base.name, base.origin, look, now)
        return found.start

    async def _lived(self, base: Stream, window: Window) -> bool:
        """Whether there is anything in a window; where Hotmart cannot tell, there may be."""
        return await self._total(base, window) != 0

    async def _part(self, stream: Stream, start: int | None, now: int, *, full: bool) -> StreamPlan:
        """What is due of one stream, which begins at `start` where it has a time."""
        anew = full or stream.policy.full_table
        if start is not None:
            part = await self._windows(stream, Window(start, now), now, full=anew)
        elif stream.parent:
            part = StreamPlan(stream, stale_before=now if anew else now - stream.stale_after)
        else:
            part = _small(stream)
        before = self._remembered
        return replace(
            part,
            provisional=stream.name in self._beginnings and self._beginnings[stream.name].provisional,
            followed=before.followed.get(stream.name, 0),
            reshaped=before.forms.get(stream.name, stream.form) != stream.form,
        )

    async def _windows(self, stream: Stream, whole: Window, now: int, *, full: bool) -> StreamPlan:
        before = () if full else self._remembered.readings.get(stream.name, ())
        coverage = Coverage((Window(start, end), at) for start, end, at in before)
        grain = stream.origin.grain
        whole = whole.widened(grain)
        due = joined(window.widened(grain) for window in coverage.due(whole, now, stream.ladder))
        longest = min(stream.origin.longest, stream.policy.longest or LONGEST)
        settled = [
            window for part in without(whole, due) for window in cover(part, stream.origin.longest, grain)
        ]
        spans = [window for part in due for window in cover(part, longest, grain)]
        base = _base(stream)
        at_hotmart = base.counted and base.origin.fetcher is None  # nobody else is asked to count beforehand
        told = await together(self._total(base, span) for span in spans) if at_hotmart else []
        totals = [total or 0 for total in told] or [0] * len(spans)
        pieces: list[Window] = []
        reads = 0
        for span, total in zip(spans, totals, strict=True):
            cut = span.pieces(pages(total, ROWS_A_WINDOW), grain)
            pieces += cut
            reads += max(len(cut), pages(total) + len(cut) // 2)
        return StreamPlan(
            stream,
            whole,
            due=tuple(pieces),
            settled=tuple(settled),
            rows=sum(totals) if stream.counted and at_hotmart else None,
            reads=reads,
            swept=now - self._remembered.swept.get(stream.name, 0) >= stream.swept_every,
            probes=len(settled) * _probes(stream),
        )

    def _estimated(self, parts: list[StreamPlan]) -> tuple[StreamPlan, ...]:
        """The same, with what only the warehouse can tell of the cost, asked of it in one opening."""
        by_name = {part.stream.name: part for part in parts}
        with self._warehouse.kept_open():
            return tuple(self._estimate(part, by_name) for part in parts)

    def _estimate(self, part: StreamPlan, parts: Mapping[str, StreamPlan]) -> StreamPlan:
        stream = part.stream
        if stream.windowed and part.swept:
            return replace(part, sweeps=sum(self._sweep_calls(stream, window) for window in part.settled))
        if stream.parent and not stream.windowed:
            return self._children(part, parts[stream.parent.stream.name])
        return part

    def _children(self, part: StreamPlan, parent: StreamPlan) -> StreamPlan:
        """A request for each parent: those that the warehouse knows, or that the reading will bring."""
        parents, guessed = len(self._counts.owners(part.stream, part.stale_before)), False
        if not parents and parent.stream.name not in self._remembered.streams:
            parents, guessed = parent.rows or CHILDREN_GUESS, parent.rows is None
        return replace(part, reads=parents * len(part.stream.variants), guessed=guessed)

    def _sweep_calls(self, stream: Stream, window: Window) -> int:
        return sum(
            pages(self._counts.in_states(stream, sweep, window))
            + (0 if sweep.together else len(sweep.values) - 1)
            for sweep in stream.sweeps
        )

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
    if not stream.provable:
        return 0
    return len(stream.statuses) if stream.counts_by else 1
