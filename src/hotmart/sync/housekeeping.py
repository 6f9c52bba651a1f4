"""Housekeeping: what follows the reading, to the end of the run, in one opening of the file."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb

from hotmart.language import Text
from hotmart.streams.stream import Stream
from hotmart.sync.plan import SyncPlan
from hotmart.sync.report import Gap, Report, StreamReport
from hotmart.tables.columns import dotted
from hotmart.warehouse.asking.duckdb_in_portuguese import in_portuguese
from hotmart.warehouse.drift import learn
from hotmart.warehouse.ledger import notes
from hotmart.warehouse.ledger.notes import Learned
from hotmart.warehouse.merge import Merged, create_tables, merge
from hotmart.warehouse.pruning import prune
from hotmart.warehouse.retention import keep_history
from hotmart.warehouse.sql import held_tables
from hotmart.warehouse.store import Warehouse


def keep_house(warehouse: Warehouse, made: SyncPlan, report: Report, raw_kept: int | None) -> None:
    """End a run: orphans to history, columns for new fields, the outcome in the ledger, old versions out.

    Each step is committed by itself, and what a kill leaves undone is done by the next run.
    """
    at = datetime.fromtimestamp(made.as_of / 1000, UTC)
    with warehouse.kept_open():
        _retire_orphans(warehouse, made, at, report)
        for part in made.streams:
            _settle(warehouse, part.stream, report.run, at, report.streams[part.stream.name])
        _note_outcome(warehouse, at, report)
        keep_history(warehouse, at, {part.stream.layout: part.stream.policy.history for part in made.streams})
        prune(warehouse, raw_kept)
        notes.end_run(
            warehouse,
            report.run,
            state=str(report.verdict),
            requests=report.requests,
            finished_at=datetime.now(UTC),
        )


def _retire_orphans(warehouse: Warehouse, made: SyncPlan, at: datetime, report: Report) -> None:
    """Move the rows whose parent has vanished to history; a child comes after its parent."""
    with warehouse.transaction() as con:
        held = held_tables(con)
        for stream, orphans in ((part.stream, part.stream.orphans) for part in made.streams):
            if orphans is None:
                continue
            parent = orphans.parent or stream.layout
            if {stream.layout.main.name, parent.main.name} <= held:
                merged = merge(con, stream.layout, [], at=at, run=report.run, extents=[orphans])
                part = report.streams[stream.name]
                part.merged = part.merged.plus(Merged(gone=merged.gone))


def _note_outcome(warehouse: Warehouse, at: datetime, report: Report) -> None:
    parts = report.streams.values()
    notes.note_outcome(
        warehouse,
        report.run,
        at,
        checks=[check for part in parts for check in part.checks],
        missed=[gap.missed for part in parts for gap in part.gaps],
        standings=[part.standing for part in parts],
    )


def _settle(warehouse: Warehouse, stream: Stream, run: int, at: datetime, part: StreamReport) -> None:
    """Give the new fields of a stream columns, and make its view."""
    if stream.policy.drift == "evolve" and _has_new_fields(part):
        with warehouse.transaction() as con:
            columns = learn(con, stream.layout)
            learned = [Learned(stream.name, dotted(c.path), c.name, c.kind) for c in columns]
            notes.note_learned(con, run, at, learned)
        part.learned = [column.name for column in columns]
    if stream.view:
        part.gaps += _transform(warehouse, stream)


def _has_new_fields(part: StreamReport) -> bool:
    """Whether fields came that may be given columns; those in the elements of an array are not."""
    return any(oddity.kind == "new_field" and "[" not in oddity.path for oddity in part.oddities)


def _transform(warehouse: Warehouse, stream: Stream) -> list[Gap]:
    """Make the view of what a transformation gives. One that asks for what is not there is a gap."""
    try:
        with warehouse.transaction() as con:
            create_tables(con, stream.layout)
            con.execute(stream.view)
    except duckdb.ProgrammingError as error:
        said = str(error).splitlines()[0]
        return [Gap(stream.name, None, Text(f"transform: {said}", f"transformação: {in_portuguese(said)}"))]
    return []
