"""Verify: hold everything in the warehouse against Hotmart's own figures, and change no row."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from hotmart.streams.known import STREAMS
from hotmart.streams.origin import Client
from hotmart.streams.stream import Stream
from hotmart.streams.windows import Window, cover
from hotmart.sync.clock import hotmarts_clock
from hotmart.sync.counts import Counts
from hotmart.sync.prove import Prover, check_commissions
from hotmart.sync.pull import Puller
from hotmart.sync.report import Gap, StreamReport, Verification
from hotmart.sync.run import Streams
from hotmart.sync.watch import Watch
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.ledger import notes
from hotmart.warehouse.ledger.queries import Remembered, remember
from hotmart.warehouse.spool import Spool
from hotmart.warehouse.store import Warehouse


async def verify(
    client: Client, warehouse: Warehouse, *, streams: Streams = STREAMS, watch: Watch | None = None
) -> Verification:
    """Hold everything in the warehouse against Hotmart's own figures, and change nothing but the checks.

    Counts by window and state, and commission sums by currency.
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
            part = report.streams[stream.name] = StreamReport(stream.name, counted=stream.counted)
            if stream.counted and not stream.windowed:
                await prover.prove_children(stream, counts.parents(stream))
            whole = _held_range(remembered, stream) if stream.counted and stream.windowed else None
            if whole:
                report.since, report.as_of = min(report.since, whole.start), whole.end
                for span in cover(whole, stream.origin.longest):
                    await prover.prove(stream, span)
                    if stream.sums:
                        prover.keep(await check_commissions(client, counts, stream, span))
            if not stream.counted:
                part.gaps = [gap for gap in gaps if gap.stream == stream.name]
            part.checks = [check for check in prover.checks if check.stream == stream.name]
    notes.note_outcome(warehouse, report.run, datetime.now(UTC), checks=prover.checks)
    report.requests, report.seconds = client.calls - first_call, time.monotonic() - started
    return report


def _held_range(remembered: Remembered, stream: Stream) -> Window | None:
    """From where the history of a stream begins to the end of its last whole reading."""
    start, end = (known.get(stream.name) for known in (remembered.beginnings, remembered.watermarks))
    return None if start is None or end is None else Window(start, end)
