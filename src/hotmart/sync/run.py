"""A run: plan, pull, land, prove, for several streams at once under one quota."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime

import hotmart
from hotmart.errors import HotmartError, InvalidArgumentError
from hotmart.language import Text
from hotmart.sync.alone import alone
from hotmart.sync.clock import Client, hotmarts_clock
from hotmart.sync.counts import Counts
from hotmart.sync.course import Course
from hotmart.sync.land import Landed, Lander
from hotmart.sync.plan import Plan, Planner
from hotmart.sync.prove import Prover
from hotmart.sync.pull import Puller
from hotmart.sync.report import Report, StreamReport
from hotmart.sync.spool import Spool
from hotmart.sync.streams import STREAMS, Stream, with_needs
from hotmart.sync.watch import Watch
from hotmart.sync.windows import to_ms
from hotmart.warehouse import ledger
from hotmart.warehouse.store import Warehouse


def chosen(names: Iterable[str]) -> list[Stream]:
    """The streams of these names and those they stand on; all of them when none is named.

    Raises InvalidArgumentError for a name that is no stream.
    """
    wanted = list(names) or list(STREAMS)
    for name in wanted:
        if name not in STREAMS:
            listed = ", ".join(STREAMS)
            raise InvalidArgumentError(
                "streams",
                Text(f"There is no stream {name!r}.", f"Não existe o stream {name!r}."),
                Text(f"The streams are {listed}.", f"Os streams são {listed}."),
            )
    return with_needs(wanted)


async def plan(
    client: Client,
    warehouse: Warehouse,
    names: Iterable[str] = (),
    *,
    since: date | None = None,
    full: bool = False,
) -> Plan:
    """What `sync` would do now. It reads nothing but a few totals, and changes nothing."""
    with Spool.nowhere() as spool:
        puller = Puller(client, spool, Watch())
        return await _plan(client, puller, warehouse, chosen(names), since, full=full)


async def sync(
    client: Client,
    warehouse: Warehouse,
    names: Iterable[str] = (),
    *,
    since: date | None = None,
    full: bool = False,
    watch: Watch | None = None,
) -> Report:
    """Bring the warehouse up to Hotmart and prove it.

    `since` is where history begins, a day in UTC: by default the earliest ever told for each stream, and
    on the first run the month of the account's first sale. `full` reads everything again. Killed at any
    moment, it leaves what was committed, and the next run goes on from there.

    Raises HotmartError when nothing more can be done, such as wrong credentials or a full disk. A
    window that cannot be read is not an error: the report says that the run is incomplete.
    """
    watch, streams = watch or Watch(), chosen(names)
    with alone(warehouse):
        started, first_call = time.monotonic(), client.calls
        with Spool.nowhere() as spool:
            made = await _plan(client, Puller(client, spool, watch), warehouse, streams, since, full=full)
        watch.planned(made)
        run = ledger.begin_run(
            warehouse,
            as_of=made.as_of,
            since={part.stream.name: part.whole.start if part.whole else None for part in made.streams},
            started_at=datetime.now(UTC),
            version=hotmart.__version__,
        )
        state = "failed"
        try:
            report = await _run(client, warehouse, made, run, watch)
            state = str(report.verdict)
        finally:
            with suppress(HotmartError):
                ledger.end_run(
                    warehouse,
                    run,
                    state=state,
                    requests=client.calls - first_call,
                    finished_at=datetime.now(UTC),
                )
        report.requests, report.seconds = client.calls - first_call, time.monotonic() - started
        return report


async def _plan(
    client: Client,
    puller: Puller,
    warehouse: Warehouse,
    streams: list[Stream],
    since: date | None,
    *,
    full: bool,
) -> Plan:
    now = await hotmarts_clock(client)
    start = _first_ms(since, now) if since else None
    return await Planner(puller, warehouse).plan(streams, start, now, full=full, quota=client.quota.limit)


def _first_ms(since: date, now: int) -> int:
    start = to_ms(datetime(since.year, since.month, since.day, tzinfo=UTC))
    if start >= now:
        raise InvalidArgumentError(
            "since",
            Text(f"{since} lies in the future.", f"{since} está no futuro."),
            Text(
                "Give the day history begins, such as 2024-01-01.", "Indique o dia em que a história começa."
            ),
        )
    return start


async def _run(client: Client, warehouse: Warehouse, made: Plan, run: int, watch: Watch) -> Report:
    at = datetime.fromtimestamp(made.as_of / 1000, UTC)
    with Spool(warehouse.path, run) as spool:
        puller, counts = Puller(client, spool, watch), Counts(warehouse)
        lander = Lander(warehouse, run, at, watch)
        prover = Prover(puller, counts, watch)
        course = Course(client, puller, lander, prover, counts, warehouse, run, watch)
        async with _working(lander):
            await course.take(made)
    await asyncio.to_thread(ledger.note_checks, warehouse, run, at, prover.checks)
    report = Report(run, made.since, made.as_of)
    for part in made.streams:
        name = part.stream.name
        landed = lander.landed.get(name, Landed())
        report.streams[name] = StreamReport(
            name,
            read=landed.items,
            merged=landed.merged,
            gaps=[gap for gap in course.gaps if gap.stream == name],
            checks=[check for check in prover.checks if check.stream == name],
            oddities=landed.oddities,
            counted=part.stream.counted,
        )
    return report


@asynccontextmanager
async def _working(lander: Lander) -> AsyncGenerator[None]:
    """The lander at work for as long as the block lasts."""
    task = asyncio.create_task(lander.work())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
