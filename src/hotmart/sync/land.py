"""Land: what was pulled becomes rows, and the ledger says so, in one transaction.

Readings are committed together: when they are large, when the first has waited for long, or when no more
are on their way. A commit has a price of its own: DuckDB writes a row group that is not full again with
the next one. A kill loses no more than one commit. What waits is bounded, and a commit as well, so that
memory does not grow with the account.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

import duckdb

from hotmart.language import Text
from hotmart.sync.landing_later import shape_of
from hotmart.sync.pull import Pulled
from hotmart.sync.question import fewest
from hotmart.sync.together import to_its_end
from hotmart.sync.watch import Watch
from hotmart.warehouse.absence import vanishing
from hotmart.warehouse.errors import WarehouseBusyError
from hotmart.warehouse.extent import Extent
from hotmart.warehouse.ledger.notes import Reading, note_drift, note_readings
from hotmart.warehouse.merge import Merged, create_tables, merge
from hotmart.warehouse.oddities import Oddity
from hotmart.warehouse.sql import Held, held_columns, is_empty
from hotmart.warehouse.store import MEMORY, Warehouse
from hotmart.warehouse.waiting import Waiting, keep

WORTH_IT = 48 * 2**20  # bytes of records that are committed without waiting for more
ENOUGH = 64 * 2**20  # bytes in one commit: larger ones are little faster, and take more memory
FULL = 128 * 2**20  # bytes that wait on disk to be committed: until there are fewer, nothing more is read
LONG_ENOUGH = 10.0  # seconds after which fewer are committed too

Doubt: TypeAlias = tuple[str, Extent]
"""A stream, and a part of it of which rows are held that a reading did not bring."""


@dataclass(frozen=True)
class Landed:
    """What has been committed for one stream: items read, what they did, and what was odd in them."""

    items: int = 0
    merged: Merged = Merged()  # noqa: RUF009  # immutable
    oddities: Counter[Oddity] = field(default_factory=Counter[Oddity])

    def plus(self, other: Landed) -> Landed:
        merged, oddities = self.merged.plus(other.merged), self.oddities + other.oddities
        return Landed(self.items + other.items, merged, oddities)


@dataclass
class Landing:
    """A reading on its way into the warehouse."""

    pulled: Pulled
    done: asyncio.Future[bool]

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
            owner=question.owner,
            raw_file=pulled.reel.kept,
            speaks=pulled.speaks,
        )


class Lander:
    """The only writer of a run."""

    def __init__(self, warehouse: Warehouse, run: int, at: datetime, watch: Watch) -> None:
        self._warehouse, self._run, self._at, self._watch = warehouse, run, at, watch
        self._queue: asyncio.Queue[Landing | None] = asyncio.Queue()  # None: one reading fewer to wait for
        self._expected = self._waiting = 0  # readings that may still come, and the bytes of those that have
        self._room = asyncio.Event()
        self._room.set()
        self._untouched: dict[str, bool] = {}  # streams that held nothing when the run came to them
        self._columns: Held = {}  # what was there before the run
        self._gathered: list[Landing] = []  # those of the next commit
        self._held: WarehouseBusyError | None = None
        self.landed: dict[str, Landed] = {}

    @contextmanager
    def expecting(self) -> Generator[None]:
        """For as long as the block lasts, a reading may still come."""
        self._expected += 1
        try:
            yield
        finally:
            self._expected -= 1
            self._queue.put_nowait(None)

    def land(self, pulled: list[Pulled]) -> Awaitable[list[bool]]:
        """Hand over these readings; what is returned is done when they are committed.

        It tells of each that was unsure whether rows are held that it did not bring.
        """
        loop = asyncio.get_running_loop()
        landings = [Landing(one, loop.create_future()) for one in pulled]
        for landing in landings:
            self._queue.put_nowait(landing)
            self._wait_for(landing.pulled.reel.size)
        return asyncio.gather(*(landing.done for landing in landings))

    async def room(self) -> None:
        """Wait until there is room for more."""
        await self._room.wait()

    def _wait_for(self, size: int) -> None:
        """So many bytes more, or fewer, wait to be committed."""
        self._waiting += size
        if self._waiting < FULL:
            self._room.set()
        else:
            self._room.clear()

    async def work(self) -> None:
        """Commit what arrives, until cancelled."""
        while True:
            batch = await self._batch()
            try:
                self._tell(batch, *await to_its_end(self._commit, batch))
            except Exception as error:
                for landing in batch:
                    if not landing.done.done():
                        landing.done.set_exception(error)
            self._wait_for(-sum(landing.pulled.reel.size for landing in batch))

    async def _batch(self) -> list[Landing]:
        """The next readings to commit together."""
        clock = asyncio.get_running_loop().time
        batch = self._gathered = []
        size, began = 0, clock()
        while True:
            landing = await self._queue.get()
            if landing is not None:
                began = began if batch else clock()
                batch.append(landing)
                size += landing.pulled.reel.size
            worth_it = size >= WORTH_IT or clock() - began >= LONG_ENOUGH or not self._expected
            if batch and (size >= ENOUGH or (worth_it and self._queue.empty())):
                return batch

    def _tell(self, batch: list[Landing], landed: dict[str, Landed], doubtful: set[Doubt]) -> None:
        for name, one in landed.items():
            self.landed[name] = self.landed.get(name, Landed()).plus(one)
            self._watch.landed(name, one.merged)
        for landing in batch:
            if not landing.done.done():
                landing.done.set_result(landing.pulled.unsure and _doubt(landing.pulled) in doubtful)

    def hold(self, error: WarehouseBusyError) -> None:
        """Another program holds the file: nothing more of this run is committed, and all of it is kept."""
        if self._held is None:
            self._held = _with_what_is_kept(error)

    def keep_rest(self) -> None:
        """Where another program holds the file, keep what was not committed for the next run."""
        if self._held is None:
            return
        while not self._queue.empty():
            if landing := self._queue.get_nowait():
                self._gathered.append(landing)
        self._keep(self._gathered)

    def _commit(self, batch: list[Landing]) -> tuple[dict[str, Landed], set[Doubt]]:
        """Commit these, or keep them for the next run: once one could not land, none after it may."""
        before = dict(self._untouched)
        try:
            if self._held is not None:
                raise self._held
            return self._committed(batch)
        except duckdb.OutOfMemoryException:  # a single reading may be larger than a batch
            self._untouched = before  # what was made for it was undone
            return self._committed(batch, memory=None)
        except WarehouseBusyError as error:
            self._keep(batch)
            self.hold(error)
            raise

    def _keep(self, landings: Iterable[Landing]) -> None:
        """Keep those of these that are still on their way, in their order."""
        for landing in landings:
            pulled, stream = landing.pulled, landing.pulled.question.stream
            if pulled.reel.lines.exists():
                waiting = Waiting(
                    self._run,
                    self._at,
                    shape_of(stream),
                    landing.reading,
                    self._untouched.get(stream.name, False),
                    [*pulled.oddities.items()],
                )
                keep(self._warehouse, waiting, pulled.reel.lines)

    def _committed(
        self, batch: list[Landing], memory: str | None = MEMORY
    ) -> tuple[dict[str, Landed], set[Doubt]]:
        by_stream: dict[str, list[Pulled]] = {}
        for landing in batch:
            by_stream.setdefault(landing.pulled.question.stream.name, []).append(landing.pulled)
        doubtful: set[Doubt] = set()
        with self._warehouse.transaction(memory) as con:
            landed: dict[str, Landed] = {}
            for name, readings in by_stream.items():
                landed[name] = self._land(con, name, readings)
                doubtful |= self._doubtful(con, name, readings)
            note_readings(con, self._run, self._at, [landing.reading for landing in batch])
        for landing in batch:
            landing.pulled.reel.lines.unlink(missing_ok=True)
        return landed, doubtful

    def _doubtful(self, con: duckdb.DuckDBPyConnection, name: str, readings: list[Pulled]) -> set[Doubt]:
        """Of which unsure readings rows are held that they did not bring."""
        stream, unsure = readings[0].question.stream, [one.question.extent for one in readings if one.unsure]
        spoken_for = fewest(stream, unsure)
        if not spoken_for or self._untouched[name]:
            return set()
        lacked = vanishing(con, stream.layout, spoken_for)
        owners = {extent.owner for extent in lacked}  # of windows that lack a row, all are read again
        return {(name, extent) for extent in unsure if extent.owner in owners}

    def _land(self, con: duckdb.DuckDBPyConnection, name: str, readings: list[Pulled]) -> Landed:
        layout = readings[0].question.stream.layout
        if name not in self._untouched:
            self._columns = self._columns or held_columns(con)
            create_tables(con, layout, self._columns)
            self._untouched[name] = is_empty(con, layout.main.name)
        keys = [key for pulled in readings for key in pulled.keys]
        oddities = sum((pulled.oddities for pulled in readings), Counter[Oddity]())
        spoken_for = (pulled.question.extent for pulled in readings if pulled.speaks)
        merged = merge(
            con,
            layout,
            [pulled.reel.lines for pulled in readings if pulled.keys],
            at=self._at,
            run=self._run,
            distinct=len(set(keys)) == len(keys),
            oddities=oddities,
            extents=() if self._untouched[name] else fewest(readings[0].question.stream, spoken_for),
        )
        note_drift(con, self._run, self._at, name, oddities)
        return Landed(len(keys), merged, oddities)


def _with_what_is_kept(error: WarehouseBusyError) -> WarehouseBusyError:
    """The same error, which tells that nothing of the reading is lost."""
    en, pt = error.advice or Text("", "")
    error.advice = Text(
        f"What was read is kept, and lands with the next sync without being asked for again. {en}".strip(),
        f"O que foi lido fica guardado, e entra no próximo sync sem ser pedido de novo. {pt}".strip(),
    )
    return error


def _doubt(pulled: Pulled) -> Doubt:
    return pulled.question.stream.name, pulled.question.extent
