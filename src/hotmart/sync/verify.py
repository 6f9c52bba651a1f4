"""Verify: hold everything in the warehouse against Hotmart's own figures, and change no row."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial

from hotmart.streams.choosing import Streams
from hotmart.streams.known import STREAMS
from hotmart.streams.origin import Client
from hotmart.streams.stream import Stream
from hotmart.streams.windows import Window, cover
from hotmart.sync.clock import hotmarts_clock
from hotmart.sync.counts import Counts
from hotmart.sync.explaining import Explainer
from hotmart.sync.prove import Prover
from hotmart.sync.pull import Puller
from hotmart.sync.report import Gap, StreamReport, Verification
from hotmart.sync.sums import check_commissions
from hotmart.sync.watch import Watch
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.ledger import notes
from hotmart.warehouse.ledger.differences import Kind, known_differences, note_differences
from hotmart.warehouse.ledger.notes import COMMISSION, Check
from hotmart.warehouse.ledger.queries import Remembered, remember
from hotmart.warehouse.spool import Spool
from hotmart.warehouse.store import Warehouse


async def verify(
    client: Client,
    warehouse: Warehouse,
    *,
    streams: Streams = STREAMS,
    watch: Watch | None = None,
    explain: bool = False,
) -> Verification:
    """Hold everything in the warehouse against Hotmart's own figures, and change nothing but the checks.

    Counts by window and state, and commission sums by currency. To `explain` is to find the sales for which
    a sum differs, and to remember them.
    """
    if not warehouse.exists:
        raise NoWarehouseError(str(warehouse.path))
    watch = watch or Watch()
    started, first_call = time.monotonic(), client.calls
    now = await hotmarts_clock(client)
    remembered = remember(warehouse)
    gaps = [Gap.of(missed) for missed in remembered.missed]
    report = Verification(
        run=remembered.last_run,
        since=now,
        as_of=now,
        warehouse=str(warehouse.path),
        schema=warehouse.schema,
    )
    with Spool.nowhere() as spool:
        counts = Counts(warehouse)
        prover = Prover(Puller(client, spool, watch), counts, watch)
        for stream in (stream for name, stream in streams.items() if name in remembered.streams):
            part = report.streams[stream.name] = StreamReport(
                stream.name, counted=stream.provable, host=stream.host
            )
            whole = _held_range(remembered, stream) if stream.provable and stream.windowed else None
            if whole:
                part.since = whole.start
                report.since, report.as_of = min(report.since, whole.start), whole.end
            await _prove(client, counts, prover, stream, whole)
            if not stream.provable:
                part.gaps = [gap for gap in gaps if gap.stream == stream.name]
            part.checks = [check for check in prover.checks if check.stream == stream.name]
    verified = [stream for name, stream in streams.items() if name in report.streams]
    report.relate(verified, partial(known_differences, warehouse))
    report.explained = explain
    if explain:
        await _explain(client, warehouse, report, verified)
    notes.note_outcome(warehouse, report.run, datetime.now(UTC), checks=prover.checks)
    report.requests, report.seconds = client.calls - first_call, time.monotonic() - started
    return report


async def _prove(
    client: Client, counts: Counts, prover: Prover, stream: Stream, whole: Window | None
) -> None:
    """Compare what is held of a stream, in its range where it has one, with what Hotmart counts and sums."""
    if stream.counted and not stream.windowed:
        await prover.prove_children(stream, counts.parents(stream))
    for span in cover(whole, stream.origin.longest, stream.origin.grain) if whole else ():
        await prover.prove(stream, span)
        if stream.sums:
            prover.keep(await check_commissions(client, counts, stream, span))


async def _explain(
    client: Client, warehouse: Warehouse, report: Verification, streams: Sequence[Stream]
) -> None:
    """Find what makes sums differ, where that is not known, and what is held of the sales that do."""
    counts = Counts(warehouse)
    for stream in streams:
        part = report.streams[stream.name]
        explainer = Explainer(client, counts, stream)
        for window in sorted({Window(*check.window) for check in part.differing if check.window}):
            checks = [
                check for check in part.checks if check.measure == COMMISSION and check.window == window
            ]
            if all(_settled(part, check) for check in checks if not check.matches):
                continue
            theirs = {check.scope: Decimal(check.hotmart or 0) for check in checks}
            found = await explainer.explain(window, theirs, part.known)
            note_differences(warehouse, report.run, stream.name, window, found)
        part.known = [one for one in known_differences(warehouse) if one.stream == stream.name]
        named = {one.transaction for one in report.differences if one.transaction}
        report.shares |= counts.shares(stream, named) if stream.sums else {}


def _settled(part: StreamReport, check: Check) -> bool:
    """Whether nothing is left to look for."""
    known = part.explanation(check)
    return bool(known) and all(one.kind is not Kind.OPEN for one in known)


def _held_range(remembered: Remembered, stream: Stream) -> Window | None:
    """From where the history of a stream begins to the end of its last whole reading."""
    start, end = (known.get(stream.name) for known in (remembered.beginnings, remembered.watermarks))
    return None if start is None or end is None else Window(start, end)
