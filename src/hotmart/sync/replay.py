"""Replay: the tables made again from the raw pages that were kept, without a call to Hotmart.

A mistake in a model, another choice of columns or of what is kept of a person, is mended by replaying what
was read: the same rows with the same histories. What no kept page brings is carried over as it was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from hotmart.forgetting.raw import rewritten
from hotmart.streams.stream import Stream
from hotmart.sync.land import ENOUGH
from hotmart.sync.landing_later import land_kept
from hotmart.sync.pull import Key
from hotmart.sync.question import fewest
from hotmart.sync.recalling import recalled
from hotmart.sync.watch import Watch
from hotmart.warehouse.carrying import Carrier
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.extent import Extent
from hotmart.warehouse.ledger.notes import note_forms
from hotmart.warehouse.ledger.queries import Kept, kept_readings
from hotmart.warehouse.lock import lock
from hotmart.warehouse.merge import create_tables, merge
from hotmart.warehouse.personal import DERIVED
from hotmart.warehouse.records import Decoder
from hotmart.warehouse.retention import keep_history
from hotmart.warehouse.spool import Spool, pages, raw_folder
from hotmart.warehouse.sql import is_empty
from hotmart.warehouse.store import Warehouse
from hotmart.warehouse.swapping import attach_before, copy_before, swapped


class Replayed(NamedTuple):
    """What a replay made of one stream, in records."""

    records: int
    changed: int
    """Those that are not as they were before."""
    carried: int
    """Those that stand as they were because no kept page holds them."""


def replay(warehouse: Warehouse, streams: Mapping[str, Stream]) -> dict[str, Replayed]:
    """Make the tables of these streams, and of those they stand on, again, in place and all at once.

    Killed at any moment, it leaves the warehouse as it was before or as it is after. Raises
    NoWarehouseError, WarehouseBusyError while a sync is running, WarehouseError when the disk is full.
    """
    if not warehouse.exists:
        raise NoWarehouseError(str(warehouse.path))
    with lock(warehouse):
        land_kept(warehouse, streams, Watch())
        remembered, known = recalled(warehouse, streams, list(streams.values()))
        if not remembered.streams:
            raise NoWarehouseError(f"{warehouse.path} ({warehouse.schema})")
        past = Past.of(warehouse)
        chosen = [stream for stream in known if stream.name in past.streams]
        with Spool(warehouse.path, 0, warehouse.schema) as spool, swapped(warehouse) as new:
            with new.opened() as con:
                attach_before(con, warehouse)
                copy_before(con, without=_tables(chosen) | DERIVED)
                done = _replay(con, chosen, past, spool.staging)
            keep_history(new, past.runs[-1].at, {one.layout: one.policy.history for one in chosen})
        _redact_raw(past.raw, chosen)
        note_forms(warehouse, {one.name: one.form for one in chosen if not done[one.name].carried})
        return done


def _redact_raw(raw: Path, streams: Iterable[Stream]) -> None:
    """What is not to be kept of a person goes from the raw pages too, which another policy may have kept."""
    for stream in streams:
        if redact := stream.redact:
            for file in sorted((raw / stream.name).glob("*.zst")):
                rewritten(file, redact)


def _tables(streams: Iterable[Stream]) -> set[str]:
    """Every table that these streams may have, the ones that are no longer chosen too."""
    layouts = (replace(stream.layout, selected=()) for stream in streams)
    return {name for one in layouts for table in one.tables for name in (table.name, table.history)}


@dataclass(frozen=True)
class Run:
    """A run of the past: when it was, which streams it was for, and its readings whose pages are kept."""

    number: int
    at: datetime
    streams: Set[str]
    readings: Mapping[str, list[Kept]]


@dataclass(frozen=True)
class Past:
    """All that was ever read: the runs in their order, and the moments of which no page is missing."""

    runs: list[Run]
    paged: Mapping[str, set[datetime]]
    streams: Set[str]
    raw: Path

    @staticmethod
    def of(warehouse: Warehouse) -> Past:
        with warehouse.kept_open():
            return Past._of(warehouse)

    @staticmethod
    def _of(warehouse: Warehouse) -> Past:
        raw = raw_folder(warehouse.path, warehouse.schema)
        kept = [one for one in kept_readings(warehouse) if (raw / one.raw_file).exists()]
        by_run: defaultdict[int, defaultdict[str, list[Kept]]] = defaultdict(lambda: defaultdict(list))
        for one in kept:
            by_run[one.run][one.stream].append(one)
        there = Counter((one.stream, one.at) for one in kept)
        read = warehouse.rows(
            "SELECT stream, read_at, count(*) FROM _windows WHERE read_at IS NOT NULL GROUP BY ALL"
        )
        paged: defaultdict[str, set[datetime]] = defaultdict(set)
        for stream, at, count in read:
            if there[stream, at] == count:
                paged[stream].add(at)
        runs = warehouse.rows("SELECT run, as_of, streams FROM _runs WHERE as_of IS NOT NULL ORDER BY run")
        return Past(
            [Run(number, at, set(names), by_run[number]) for number, at, names in runs],
            paged,
            {stream for stream, _, _ in read},
            raw,
        )

    def unpaged(self, stream: str) -> dict[int, datetime]:
        """The runs from which pages of this stream are missing, or that had none, and their moments."""
        return {run.number: run.at for run in self.runs if run.at not in self.paged[stream]}


def _replay(
    con: duckdb.DuckDBPyConnection, streams: list[Stream], past: Past, staging: Path
) -> dict[str, Replayed]:
    for stream in streams:
        create_tables(con, stream.layout)
    made = {one.name: Remaking(con, one, past, staging) for one in streams}
    for run in past.runs:
        for name, remaking in made.items():
            if readings := run.readings.get(name):
                remaking.take(run, readings)
        for name, remaking in made.items():
            if name in run.streams:
                remaking.retire_orphans(run, made)
    return {name: remaking.finish() for name, remaking in made.items()}


@dataclass
class Remaking:
    """One stream on its way back into the tables, run by run."""

    con: duckdb.DuckDBPyConnection
    stream: Stream
    past: Past
    staging: Path
    moved: int = 0
    """How often anything in its tables has moved, for those who look whether it has."""
    _carrier: Carrier = field(init=False)
    _decoder: Decoder = field(init=False)
    _retired: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        self._carrier = Carrier(self.con, self.stream.layout, self.past.unpaged(self.stream.name))
        self._decoder = Decoder(self.stream.layout)

    def take(self, run: Run, readings: list[Kept]) -> None:
        """Land the readings of one run, in the order in which they were committed."""
        self.moved += self._carrier.carry(run.at)
        # what a run brings to an empty table cannot vanish in that run, as in the run itself
        untouched = is_empty(self.con, self.stream.layout.main.name)
        moved = 0
        for batch in self._batches(readings):
            extents = [] if untouched else fewest(self.stream, batch.spoken_for)
            moved += self._merge(run, batch, extents)
        if moved:
            self._carrier.mend(run.at)
        self.moved += moved

    def retire_orphans(self, run: Run, made: Mapping[str, Remaking]) -> None:
        """Move what belongs to a parent that has vanished to history, as the run did after its reading."""
        above = self.stream.parent.stream if self.stream.parent else self.stream.dated_by
        orphans = self.stream.orphans
        if orphans is None or above is None or above.name not in made:
            return
        moved = (self.moved, made[above.name].moved)
        if moved != self._retired:
            self.moved += self._merge(run, Batch(), [orphans])
            self._retired = moved

    def _merge(self, run: Run, batch: Batch, extents: Sequence[Extent]) -> int:
        """Merge the records of a batch, or what is not in it; tell how many were not as they are."""
        distinct = len(set(batch.keys)) == len(batch.keys)
        self.con.execute("BEGIN TRANSACTION")
        merged = merge(
            self.con,
            self.stream.layout,
            batch.files,
            at=run.at,
            run=run.number,
            distinct=distinct,
            extents=extents,
        )
        self.con.execute("COMMIT")
        for file in batch.files:
            file.unlink()
        return merged.new + merged.changed + merged.gone

    def _batches(self, readings: list[Kept]) -> Iterator[Batch]:
        batch = Batch()
        for number, one in enumerate(readings):
            batch.readings.append(one)
            path = self.staging / f"{self.stream.name}-{number}.ndjson"
            path.touch(mode=0o600)
            keys = self._write(one, path)
            batch.keys += keys
            batch.files += [path] if keys else []
            if sum(file.stat().st_size for file in batch.files) >= ENOUGH:
                yield batch
                batch = Batch()
        if batch.readings:
            yield batch

    def _write(self, kept: Kept, path: Path) -> list[Key]:
        """The records of a reading as a file of JSON lines; returned are their keys."""
        request, owners = next(self.stream.requests(kept.owner)), self.stream.owners(kept.owner)
        keys: list[Key] = []
        with path.open("wb") as file:
            for page in pages(self.past.raw / kept.raw_file):
                told = self.stream.redact(page) if self.stream.redact else page
                records = self._decoder.page(told, request, owners)
                file.write(records.lines)
                keys += records.keys
        return keys

    def finish(self) -> Replayed:
        carried = self._carrier.finish()
        return Replayed(self._carrier.records(), self._carrier.changed(), carried)


@dataclass
class Batch:
    """Readings that are merged together: their records, their files and keys."""

    readings: list[Kept] = field(default_factory=list[Kept])
    files: list[Path] = field(default_factory=list[Path])
    keys: list[Key] = field(default_factory=list[Key])

    @property
    def spoken_for(self) -> Iterator[Extent]:
        """What these readings speak for."""
        return (Extent(one.start, one.end, one.owner) for one in self.readings if one.speaks)
