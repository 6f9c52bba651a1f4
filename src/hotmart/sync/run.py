"""A run: plan, pull, land, prove, for several streams at once under one quota."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime
from typing import TypeAlias

import duckdb

from hotmart.errors import HotmartError, InvalidArgumentError
from hotmart.forgetting.intake import keeping_out
from hotmart.language import Text
from hotmart.streams.known import STREAMS
from hotmart.streams.origin import Client
from hotmart.streams.remaking import with_learned
from hotmart.streams.stream import Stream, with_needs
from hotmart.streams.windows import DAY, to_ms
from hotmart.sync.clock import hotmarts_clock
from hotmart.sync.counts import Counts
from hotmart.sync.land import Landed, Lander
from hotmart.sync.plan import Plan, Planner
from hotmart.sync.prove import Prover
from hotmart.sync.pull import Puller
from hotmart.sync.report import Gap, Report, StreamReport
from hotmart.sync.stages import Stages
from hotmart.sync.watch import Watch
from hotmart.tables.columns import dotted
from hotmart.version import __version__
from hotmart.warehouse.drift import learn
from hotmart.warehouse.ledger import notes, queries
from hotmart.warehouse.ledger.notes import Learned
from hotmart.warehouse.lock import lock
from hotmart.warehouse.merge import create_tables
from hotmart.warehouse.pruning import prune
from hotmart.warehouse.renaming import settle_names
from hotmart.warehouse.retention import keep_history
from hotmart.warehouse.spool import Spool
from hotmart.warehouse.store import Warehouse

Streams: TypeAlias = Mapping[str, Stream]
RAW_KEPT = 120 * DAY
"""How long raw pages are kept by default, in ms: every row is read again within 90 days, so a replay of
these makes everything again that is current."""


def chosen(names: Iterable[str], streams: Streams = STREAMS) -> list[Stream]:
    """The streams of these names and those they stand on.

    Where none is named, all but those that take a request for each row of another, and those of which
    nothing is named in the configuration. Raises InvalidArgumentError for a name that is no stream, or a
    stream of which nothing can be asked.
    """
    wanted = list(names) or [name for name, one in streams.items() if not (one.costly or one.nameless)]
    for name in wanted:
        if name not in streams:
            raise _no_such(name, streams)
        if streams[name].nameless:
            raise _nobody_named(streams[name])
    return with_needs(streams[name] for name in wanted)


def _no_such(name: str, streams: Streams) -> InvalidArgumentError:
    listed = ", ".join(streams)
    return InvalidArgumentError(
        "streams",
        Text(f"There is no stream {name!r}.", f"Não existe o stream {name!r}."),
        Text(f"The streams are {listed}.", f"Os streams são {listed}."),
    )


def _nobody_named(stream: Stream) -> InvalidArgumentError:
    return InvalidArgumentError(
        "streams",
        Text(
            f"{stream.name} needs the subdomain of a members area, and none is named.",
            f"{stream.name} precisa do subdomínio de uma área de membros, e nenhum foi indicado.",
        ),
        Text(
            'Hotmart has no list of them. Add `club = ["your-subdomain"]` to [sync] in hotmart.toml.',
            'A Hotmart não os lista. Ponha `club = ["seu-subdominio"]` em [sync] no hotmart.toml.',
        ),
    )


async def plan(
    client: Client,
    warehouse: Warehouse,
    names: Iterable[str] = (),
    *,
    streams: Streams = STREAMS,
    since: date | None = None,
    full: bool = False,
) -> Plan:
    """What `sync` would do now. It reads nothing but a few totals, and changes nothing."""
    known = with_learned(streams, queries.learned_columns(warehouse))
    with Spool.nowhere() as spool:
        puller = Puller(client, spool, Watch())
        return await _plan(client, puller, warehouse, chosen(names, known), since, full=full)


async def sync(
    client: Client,
    warehouse: Warehouse,
    names: Iterable[str] = (),
    *,
    streams: Streams = STREAMS,
    since: date | None = None,
    full: bool = False,
    raw_kept: int | None = RAW_KEPT,
    watch: Watch | None = None,
) -> Report:
    """Bring the warehouse up to Hotmart and prove it.

    `since` is where history begins, a day in UTC: by default the earliest ever told for each stream, and
    on the first run the month of the account's first sale. `full` reads everything again. Raw pages are
    kept for `raw_kept` ms: None for ever, 0 not at all. Killed at any moment, it leaves what was
    committed, and the next run goes on from there.

    Raises HotmartError when nothing more can be done, such as wrong credentials or a full disk. A
    window that cannot be read is not an error: the report says that the run is incomplete.
    """
    watch = watch or Watch()
    chosen(names, streams)  # what cannot be meant is refused before anything is locked or asked
    with lock(warehouse):
        known = keeping_out(with_learned(streams, queries.learned_columns(warehouse)), warehouse)
        settle_names(warehouse, {name: one.layout for name, one in known.items()})
        started, first_call = time.monotonic(), client.calls
        with Spool.nowhere() as spool:
            made = await _plan(
                client, Puller(client, spool, watch), warehouse, chosen(names, known), since, full=full
            )
        watch.planned(made)
        run = notes.begin_run(
            warehouse,
            as_of=made.as_of,
            since={part.stream.name: part.whole.start if part.whole else None for part in made.streams},
            started_at=datetime.now(UTC),
            version=__version__,
            tables={part.stream.name: part.stream.layout.table for part in made.streams},
            forms={part.stream.name: part.stream.form for part in made.streams},
        )
        state = "failed"
        try:
            report = await _run(client, warehouse, made, run, watch, full=full, keeps_raw=raw_kept != 0)
            await asyncio.to_thread(_keep_house, warehouse, made, run, report, raw_kept)
            state = str(report.verdict)
        except (KeyboardInterrupt, asyncio.CancelledError):
            state = "interrupted"
            raise
        finally:
            with suppress(HotmartError):
                notes.end_run(
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


async def _run(
    client: Client, warehouse: Warehouse, made: Plan, run: int, watch: Watch, *, full: bool, keeps_raw: bool
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
            counted=part.stream.counted,
        )
    return report


def _keep_house(warehouse: Warehouse, made: Plan, run: int, report: Report, raw_kept: int | None) -> None:
    """What follows the reading: columns for new fields, the outcome in the ledger, old versions out."""
    at = datetime.fromtimestamp(made.as_of / 1000, UTC)
    with warehouse.kept_open():
        forms = queries.forms(warehouse)
        for stream in (part.stream for part in made.streams):
            told = report.streams[stream.name]
            told.reshaped = forms.get(stream.name, "") != stream.form
            _settle(warehouse, stream, run, at, told)
        parts = report.streams.values()
        notes.note_outcome(
            warehouse,
            run,
            at,
            checks=[check for part in parts for check in part.checks],
            missed=[gap.missed for part in parts for gap in part.gaps],
            standings=[part.standing for part in parts],
        )
        kept = {part.stream.layout: part.stream.policy.history for part in made.streams}
        keep_history(warehouse, at, kept)
        prune(warehouse, raw_kept)


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
        return [Gap(stream.name, None, Text(*[f"transform: {str(error).splitlines()[0]}"] * 2))]
    return []


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
