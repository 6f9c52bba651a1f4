"""A run: plan, pull, land, prove, for several streams at once under one quota."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime
from functools import partial

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.streams.choosing import Streams, chosen
from hotmart.streams.known import STREAMS
from hotmart.streams.origin import Client
from hotmart.streams.stream import Stream
from hotmart.streams.windows import DAY, to_ms
from hotmart.sync.attempting import attempting
from hotmart.sync.clock import hotmarts_clock
from hotmart.sync.counts import Counts
from hotmart.sync.housekeeping import keep_house
from hotmart.sync.land import Landed, Lander
from hotmart.sync.landing_later import land_kept
from hotmart.sync.plan import SyncPlan
from hotmart.sync.planning import Planner
from hotmart.sync.prove import Prover
from hotmart.sync.pull import Puller
from hotmart.sync.recalling import glimpsed, recalled
from hotmart.sync.report import Report, StreamReport
from hotmart.sync.stages import Stages
from hotmart.sync.together import to_its_end
from hotmart.sync.watch import Watch
from hotmart.version import __version__
from hotmart.warehouse.errors import WarehouseBusyError
from hotmart.warehouse.ledger import notes
from hotmart.warehouse.ledger.differences import known_differences
from hotmart.warehouse.lock import lock
from hotmart.warehouse.spool import Spool
from hotmart.warehouse.store import Warehouse
from hotmart.zone import USUAL, first_moment

RAW_KEPT = 120 * DAY
"""How long raw pages are kept by default, in ms: every row is read again within 90 days, so a replay of
these makes everything again that is current."""


async def plan(
    client: Client,
    warehouse: Warehouse,
    names: Iterable[str] = (),
    *,
    streams: Streams = STREAMS,
    since: date | None = None,
    time_zone: str = USUAL,
    full: bool = False,
) -> SyncPlan:
    """What `sync` would do now. It reads nothing but a few totals, and changes nothing."""
    warehouse = warehouse.looking()
    remembered, known = glimpsed(warehouse, chosen(names, streams))
    with Spool.nowhere() as spool:
        planner = Planner(Puller(client, spool, Watch()), warehouse, remembered)
        return await _plan(client, planner, known, since, time_zone, full=full)


async def sync(
    client: Client,
    warehouse: Warehouse,
    names: Iterable[str] = (),
    *,
    streams: Streams = STREAMS,
    since: date | None = None,
    time_zone: str = USUAL,
    full: bool = False,
    raw_kept: int | None = RAW_KEPT,
    watch: Watch | None = None,
    again: bool = False,
) -> Report:
    """Bring the warehouse up to Hotmart and prove it.

    `since` is where history begins, a day in that zone: by default the earliest ever told for each
    stream, and on the first run the month of the account's first sale. `full` reads everything again.
    Raw pages are kept for `raw_kept` ms: None for ever, 0 not at all. Killed at any moment, it leaves
    what was committed, and the next run goes on from there.

    `again` says that it is tried again where another program holds the file.

    Raises HotmartError when nothing more can be done, such as wrong credentials or a full disk. A
    window that cannot be read is not an error: the report says that the run is incomplete.
    """
    watch = watch or Watch()
    asked = chosen(names, streams)  # what cannot be meant is refused before anything is locked or asked
    with lock(warehouse), attempting(warehouse, client, asked, again=again) as attempt:
        land_kept(warehouse, streams, watch)
        remembered, known = recalled(warehouse, streams, asked)
        started = time.monotonic()
        with Spool.nowhere() as spool:
            planner = Planner(Puller(client, spool, watch), warehouse, remembered)
            made = await _plan(client, planner, known, since, time_zone, full=full)
        watch.planned(made)
        run = attempt.run = _begin(warehouse, made, attempt.started_at)
        report = await _run(client, warehouse, made, run, watch, full=full, keeps_raw=raw_kept != 0)
        report.requests, report.elsewhere = attempt.requests, attempt.calls.elsewhere
        await to_its_end(keep_house, warehouse, made, report, raw_kept)
        report.seconds = time.monotonic() - started
        return report


async def _plan(
    client: Client,
    planner: Planner,
    streams: list[Stream],
    since: date | None,
    time_zone: str,
    *,
    full: bool,
) -> SyncPlan:
    now = await hotmarts_clock(client)
    start = _first_ms(since, time_zone, now) if since else None
    return await planner.plan(streams, start, now, full=full, quota=client.quota.limit)


def _begin(warehouse: Warehouse, made: SyncPlan, started_at: datetime) -> int:
    """Open the run in the ledger; its number."""
    return notes.begin_run(
        warehouse,
        as_of=made.as_of,
        since={part.stream.name: part.begins for part in made.streams},
        started_at=started_at,
        version=__version__,
        tables={part.stream.name: part.stream.layout.table for part in made.streams},
        forms={part.stream.name: part.stream.form for part in made.streams},
    )


def _first_ms(since: date, time_zone: str, now: int) -> int:
    start = to_ms(first_moment(since, time_zone))
    if start >= now:
        raise InvalidArgumentError(
            "since",
            Text(f"{since} lies in the future.", f"{since} está no futuro."),
            Text(
                "Give the day history begins, such as 2024-01-01.", "Indique o dia em que a história começa."
            ),
        )
    return start


async def _run(
    client: Client,
    warehouse: Warehouse,
    made: SyncPlan,
    run: int,
    watch: Watch,
    *,
    full: bool,
    keeps_raw: bool,
) -> Report:
    at = datetime.fromtimestamp(made.as_of / 1000, UTC)
    with Spool(warehouse.path, run, warehouse.schema, keeps_raw=keeps_raw) as spool:
        lander, counts = Lander(warehouse, run, at, watch), Counts(warehouse)
        puller = Puller(client, spool, watch, lander.room)
        prover = Prover(puller, counts, watch)
        stages = Stages(client, spool, puller, lander, prover, counts, warehouse, run, watch, full=full)
        async with _working(lander):
            await stages.take(made)
    report = Report(run, made.since, made.as_of, warehouse=str(warehouse.path), schema=warehouse.schema)
    for part in made.streams:
        name = part.stream.name
        landed = lander.landed.get(name, Landed())
        report.streams[name] = StreamReport(
            name,
            read=landed.items,
            merged=landed.merged,
            gaps=[gap for gap in stages.gaps if gap.stream == name],
            checks=[check for check in prover.checks if check.stream == name],
            oddities=landed.oddities,
            counted=part.stream.provable,
            since=part.whole.start if part.whole else None,
            host=part.stream.host,
            reshaped=part.reshaped,
        )
    report.remarks += made.remarks
    report.relate((part.stream for part in made.streams), partial(known_differences, warehouse))
    return report


@asynccontextmanager
async def _working(lander: Lander) -> AsyncGenerator[None]:
    """The lander at work for as long as the block lasts."""
    task = asyncio.create_task(lander.work())
    try:
        yield
    except WarehouseBusyError as error:
        lander.hold(error)
        raise
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        lander.keep_rest()
