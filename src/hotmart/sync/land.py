"""Land: what was pulled becomes rows, and the ledger says so, in one transaction.

Whatever has been pulled while the last commit ran is committed together: few, large commits while
rows come fast, small ones when they come slowly.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from hotmart.sync.pull import Pulled
from hotmart.sync.watch import Watch
from hotmart.warehouse.ledger import Reading, note_drift, note_reading
from hotmart.warehouse.merge import Merged, create_tables, merge
from hotmart.warehouse.records import Oddity
from hotmart.warehouse.store import Warehouse

ENOUGH = 50_000  # items in one commit: larger ones are no faster, and take more memory


@dataclass
class Landing:
    """A reading on its way into the warehouse."""

    pulled: Pulled
    done: asyncio.Future[None]

    @property
    def reading(self) -> Reading:
        pulled, question = self.pulled, self.pulled.question
        start, end = question.window or (None, None)
        return Reading(
            question.stream.name,
            question.scope,
            start,
            end,
            items=len(pulled.keys),
            total_results=pulled.total,
            proved=pulled.consistent,
            raw_file=f"{pulled.reel.raw.parent.name}/{pulled.reel.raw.name}",
        )


class Lander:
    """The only writer of a run."""

    def __init__(self, warehouse: Warehouse, run: int, at: datetime, watch: Watch) -> None:
        self._warehouse, self._run, self._at, self._watch = warehouse, run, at, watch
        self._queue: asyncio.Queue[Landing] = asyncio.Queue()
        self.items: Counter[str] = Counter()
        self.merged: dict[str, Merged] = {}
        self.oddities: dict[str, Counter[Oddity]] = {}

    async def land(self, pulled: list[Pulled]) -> None:
        """Wait until these readings are committed."""
        loop = asyncio.get_running_loop()
        landings = [Landing(one, loop.create_future()) for one in pulled]
        for landing in landings:
            self._queue.put_nowait(landing)
        await asyncio.gather(*(landing.done for landing in landings))

    async def work(self) -> None:
        """Commit what arrives, until cancelled."""
        while True:
            batch = [await self._queue.get()]
            with suppress(asyncio.QueueEmpty):
                while sum(len(landing.pulled.keys) for landing in batch) < ENOUGH:
                    batch.append(self._queue.get_nowait())
            try:
                merged = await asyncio.to_thread(self._commit, batch)
            except Exception as error:
                for landing in batch:
                    landing.done.set_exception(error)
                continue
            self._tell(batch, merged)

    def _tell(self, batch: list[Landing], merged: dict[str, Merged]) -> None:
        for name, one in merged.items():
            self.merged[name] = self.merged.get(name, Merged()).plus(one)
            self._watch.landed(name, one)
        for landing in batch:
            name = landing.pulled.question.stream.name
            self.items[name] += len(landing.pulled.keys)
            self.oddities.setdefault(name, Counter()).update(landing.pulled.oddities)
            if not landing.done.done():
                landing.done.set_result(None)

    def _commit(self, batch: list[Landing]) -> dict[str, Merged]:
        by_stream: dict[str, list[Landing]] = {}
        for landing in batch:
            by_stream.setdefault(landing.pulled.question.stream.name, []).append(landing)
        with self._warehouse.transaction() as con:
            merged = {}
            for name, landings in by_stream.items():
                layout = landings[0].pulled.question.stream.layout
                create_tables(con, layout)
                files = [landing.pulled.reel.lines for landing in landings if landing.pulled.keys]
                merged[name] = merge(con, layout, files, at=self._at, run=self._run) if files else Merged()
                for landing in landings:
                    note_reading(con, self._run, self._at, landing.reading)
                    note_drift(con, self._run, self._at, name, landing.pulled.oddities)
        for landing in batch:
            landing.pulled.reel.lines.unlink(missing_ok=True)
        return merged
