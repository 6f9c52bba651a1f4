"""Landing later: what a run had read and could not commit is committed by the next, before it reads anything.

So it lands where it would have landed: as of its own moment, under the number of its own run, and before
anything newer. Where something was read since, or the tables have another shape by now, it is let go of and
read again, since no ledger speaks of it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

import duckdb

from hotmart.figures import counted
from hotmart.language import both, say
from hotmart.streams.stream import Stream
from hotmart.sync.question import fewest
from hotmart.sync.recalling import recalled
from hotmart.sync.watch import Watch
from hotmart.version import __version__
from hotmart.warehouse import waiting
from hotmart.warehouse.extent import Extent
from hotmart.warehouse.ledger.notes import note_drift, note_readings
from hotmart.warehouse.merge import create_tables, merge
from hotmart.warehouse.oddities import Oddity
from hotmart.warehouse.store import Warehouse
from hotmart.warehouse.waiting import Waiting

ENOUGH = 64 * 2**20  # bytes in one commit, as in those of a run


def shape_of(stream: Stream) -> str:
    """What the records of a stream look like, and what was done to personal data in them."""
    tables = [(table.name, dict(table.shape)) for table in stream.layout.tables]
    told = repr((__version__, stream.form, stream.treatment, tables))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def land_kept(warehouse: Warehouse, streams: Mapping[str, Stream], watch: Watch) -> None:
    """Commit the readings that wait, whatever stream they are of: `streams` are all there are.

    Only for whoever keeps syncs out, and before anything is read. Raises WarehouseBusyError while the file
    is still held; they wait on.
    """
    found = [*waiting.kept(warehouse)]
    if not found or not warehouse.exists:
        waiting.drop_all(warehouse)
        return
    known = {one.name: one for one in recalled(warehouse, streams, list(streams.values())).streams}
    items = 0
    for batch in _batches(found):
        items += _land(warehouse, known, batch)
        for lines, _ in batch:
            waiting.drop(lines)
    waiting.drop_all(warehouse)
    if items:
        watch.remark(both(partial(_told, items)))


def _told(items: int) -> str:
    return say(
        f"{counted(items, 'item', 'items')} that an earlier run had read, and could not commit: committed.",
        f"{counted(items, 'item', 'itens')} que uma execução anterior leu, e não pôde gravar: no armazém.",
    )


def _batches(found: list[tuple[Path, Waiting]]) -> Iterable[list[tuple[Path, Waiting]]]:
    """Those that are committed together: of one run, and not too much."""
    batch: list[tuple[Path, Waiting]] = []
    size = 0
    for lines, one in found:
        if batch and (size >= ENOUGH or one.run != batch[0][1].run):
            yield batch
            batch, size = [], 0
        batch.append((lines, one))
        size += lines.stat().st_size
    if batch:
        yield batch


def _land(warehouse: Warehouse, streams: Mapping[str, Stream], batch: list[tuple[Path, Waiting]]) -> int:
    run, at = batch[0][1].run, batch[0][1].at
    with warehouse.transaction() as con:
        by_stream: dict[str, list[tuple[Path, Waiting]]] = {}
        for lines, one in batch:
            stream = streams.get(one.reading.stream)
            fits = stream is not None and shape_of(stream) == one.shape
            if fits and waiting.is_next(con, one) and not waiting.is_landed(con, one):
                by_stream.setdefault(one.reading.stream, []).append((lines, one))
        for name, some in by_stream.items():
            _merge(con, streams[name], some, run, at)
        readings = [one.reading for some in by_stream.values() for _, one in some]
        if readings:
            note_readings(con, run, at, readings)
    return sum(reading.items for reading in readings)


def _merge(
    con: duckdb.DuckDBPyConnection,
    stream: Stream,
    some: list[tuple[Path, Waiting]],
    run: int,
    at: datetime,
) -> None:
    create_tables(con, stream.layout)
    oddities = Counter[Oddity]()
    for _, one in some:
        oddities.update(dict(one.oddities))
    spoken_for = (
        Extent(one.reading.start, one.reading.end, one.reading.owner)
        for _, one in some
        if one.reading.speaks and not one.untouched
    )
    merge(
        con,
        stream.layout,
        [lines for lines, one in some if one.reading.items],
        at=at,
        run=run,
        oddities=oddities,
        extents=fewest(stream, spoken_for),
    )
    note_drift(con, run, at, stream.name, oddities)
