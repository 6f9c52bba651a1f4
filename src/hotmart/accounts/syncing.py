"""What a sync is asked to do, and the doing of it: the wait, the run, the command that is told, the copy."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hotmart.accounts import hook
from hotmart.accounts.outcome import Outcome, Outcomes
from hotmart.accounts.progress import Tally, Watching
from hotmart.accounts.publishing import published
from hotmart.accounts.queueing import in_turn
from hotmart.accounts.selection import asked_for
from hotmart.accounts.side_by_side import side_by_side
from hotmart.accounts.telling import told
from hotmart.accounts.together import together
from hotmart.client import AsyncHotmart
from hotmart.document import to_json
from hotmart.errors import HotmartError, InvalidArgumentError
from hotmart.language import Text
from hotmart.streams.choosing import chosen
from hotmart.sync.attempting import broken
from hotmart.sync.document import Skipped
from hotmart.sync.plan import SyncPlan
from hotmart.sync.report import Report, Verification
from hotmart.sync.run import plan, sync
from hotmart.sync.verify import verify
from hotmart.warehouse.ledger.notes import break_off
from hotmart.zone import USUAL

if TYPE_CHECKING:
    from hotmart.accounts.account import Account


@dataclass(frozen=True)
class Asked:
    """What is asked of each account."""

    streams: tuple[str, ...] = ()
    """The streams to sync, by name, group or pattern; none: those of hotmart.toml, or all but the costly."""
    since: date | None = None
    full: bool = False
    wait: bool = False

    def __post_init__(self) -> None:
        """Raises InvalidArgumentError for what is no name of a stream, and no day."""
        if not all(_is(str, name) for name in self.streams):
            raise InvalidArgumentError(
                "streams",
                Text(
                    "Name the streams one by one: sync('sales_history', 'products').",
                    "Indique os streams um a um: sync('sales_history', 'products').",
                ),
            )
        if self.since is not None and not _is(date, self.since):
            raise InvalidArgumentError(
                "since",
                Text("since is a day: date(2025, 1, 31).", "since é um dia: date(2025, 1, 31)."),
            )

    def names(self, account: Account) -> tuple[str, ...]:
        """The streams to sync. Raises InvalidArgumentError for the name of none, or if none is left."""
        names = account.tailored.names
        if self.streams:
            names = tuple(asked_for(self.streams, account.streams, names))
        if not names:
            raise InvalidArgumentError(
                "streams",
                Text("`streams` in hotmart.toml names none.", "`streams` no hotmart.toml não indica nenhum."),
                Text("To list them, run: hotmart streams", "Para ver quais há, rode: hotmart streams"),
            )
        return names

    def refuse_what_cannot_be_meant(self, accounts: Sequence[Account]) -> None:
        """Raise InvalidArgumentError for a stream that does not exist, before Hotmart is asked anything.

        What else is wrong is the affair of one account, and stops no other.
        """
        for account in accounts:
            try:
                chosen(self.names(account), account.streams)
            except InvalidArgumentError:
                raise
            except HotmartError:
                continue

    async def planned(self, client: AsyncHotmart, account: Account, _: Tally) -> SyncPlan:
        """What a sync of one account would do."""
        return await plan(
            client,
            account.warehouse,
            self.names(account),
            streams=account.streams,
            since=self.since,
            time_zone=account.time_zone if self.since else USUAL,
            full=self.full,
        )

    async def synced(self, client: AsyncHotmart, account: Account, watch: Tally) -> Report:
        """The sync of one account."""

        async def once() -> Report:
            return await sync(
                client,
                account.warehouse,
                self.names(account),
                streams=account.streams,
                since=self.since,
                time_zone=account.time_zone if self.since else USUAL,
                full=self.full,
                raw_kept=account.tailored.raw_kept,
                watch=watch,
                again=self.wait,
            )

        report = await in_turn(once, watch.remark) if self.wait else await once()
        report.skipped = skipped(account, report)
        return report


def _is(kind: type, value: object) -> bool:
    """Whether a value is what its type says: whoever uses no type checker may have given anything."""
    return isinstance(value, kind)


async def plan_all(accounts: Sequence[Account], asked: Asked, watching: Watching) -> Outcomes[SyncPlan]:
    """What a sync of these accounts would do."""
    asked.refuse_what_cannot_be_meant(accounts)
    return await side_by_side(accounts, asked.planned, watching)


async def sync_all(accounts: Sequence[Account], asked: Asked, watching: Watching) -> Outcomes[Report]:
    """Sync these accounts, tell the command of each that it is done, and renew the masked copy."""
    asked.refuse_what_cannot_be_meant(accounts)
    started_at = datetime.now(UTC)

    async def afterwards(outcome: Outcome[Report]) -> Outcome[Report]:
        note_unbegun(outcome, started_at)
        return await told_to_hook(outcome)

    outcomes = await side_by_side(accounts, asked.synced, watching, afterwards)
    for account in accounts:
        account.renew()
    return await asyncio.to_thread(lambda: published(together(told(outcomes))))


async def verify_all(
    accounts: Sequence[Account], watching: Watching, *, explain: bool = False
) -> Outcomes[Verification]:
    """Hold the warehouses of these accounts against Hotmart's own figures; see `verify`."""

    async def verified(client: AsyncHotmart, account: Account, watch: Tally) -> Verification:
        streams = account.streams
        return await verify(client, account.warehouse, streams=streams, watch=watch, explain=explain)

    return await side_by_side(accounts, verified, watching)


def note_unbegun(outcome: Outcome[Report], started_at: datetime) -> None:
    """Have the ledger remember a run for which there was no client: whoever syncs notes the others itself."""
    if outcome.error and not outcome.begun:
        break_off(outcome.account.warehouse, broken(outcome.error, started_at, []))


async def told_to_hook(outcome: Outcome[Report]) -> Outcome[Report]:
    """The same outcome, once the command of `[sync].after` has been told of it."""
    account = outcome.account
    after, folder = account.config.sync.after, (account.file or Path()).absolute().parent
    if not after:
        return outcome
    failed = await hook.told(after, to_json(outcome.as_dict()), folder)
    return replace(outcome, remarks=(failed,)) if failed else outcome


def skipped(account: Account, report: Report) -> Skipped:
    """The streams that are not read unasked, and why: nothing is named for them, or each row costs a call.

    Whoever chose streams knows.
    """
    everything = account.settings.streams is None and report.streams.keys() >= {*account.tailored.names}
    if not everything:
        return {"costly": [], "nothing_named": []}
    left = [stream for name, stream in account.streams.items() if name not in report.streams]
    return {
        "costly": [stream.name for stream in left if stream.costly and not stream.nameless],
        "nothing_named": [stream.name for stream in left if stream.nameless],
    }
