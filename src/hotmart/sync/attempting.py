"""An attempt at a run: wherever it breaks off, the ledger is told how and why."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hotmart.document import explained
from hotmart.errors import InvalidArgumentError
from hotmart.streams.origin import Client
from hotmart.streams.stream import Stream
from hotmart.sync.calls import Calls
from hotmart.version import __version__
from hotmart.warehouse.errors import WarehouseBusyError
from hotmart.warehouse.ledger.broken import Broken
from hotmart.warehouse.ledger.notes import break_off
from hotmart.warehouse.store import Warehouse


@dataclass
class Attempt:
    """A run from before it has a number."""

    calls: Calls
    streams: list[str]
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    run: int | None = None
    """Its number, once it is in the ledger."""

    @property
    def requests(self) -> int:
        """The calls it has sent."""
        return self.calls.total

    def broken_by(self, error: BaseException) -> Broken:
        """How it ended, when this ended it."""
        return broken(error, self.started_at, self.streams, self.requests, self.run)


@contextmanager
def attempting(
    warehouse: Warehouse, client: Client, streams: list[Stream], *, again: bool = False
) -> Generator[Attempt]:
    """Note how the run ended, if it comes to no end of its own. What cannot be meant is no run at all.

    Nor is one that another program keeps from beginning, where it is tried `again` in a moment.
    """
    attempt = Attempt(Calls(client, streams), [stream.name for stream in streams])
    try:
        yield attempt
    except BaseException as error:
        no_run = (InvalidArgumentError, WarehouseBusyError) if again else InvalidArgumentError
        if attempt.run is not None or not isinstance(error, no_run):
            break_off(warehouse, attempt.broken_by(error))
        raise


def broken(
    error: BaseException,
    started_at: datetime,
    streams: list[str],
    requests: int = 0,
    run: int | None = None,
) -> Broken:
    """A run that this error ended; whoever stopped it needs no reason."""
    why = None if _stopped(error) else explained(error).text
    return Broken(
        "failed" if why else "interrupted",
        why and why.en,
        started_at,
        datetime.now(UTC),
        requests,
        __version__,
        streams,
        run,
        why and why.pt,
    )


def _stopped(error: BaseException) -> bool:
    """Whether it is no failure but an end from outside: what an import makes of Ctrl-C is that still."""
    within: BaseException | None = error
    while within is not None:
        if isinstance(within, KeyboardInterrupt):
            return True
        within = within.__cause__ or within.__context__
    return isinstance(error, asyncio.CancelledError | GeneratorExit)
