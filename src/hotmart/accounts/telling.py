"""Telling: what stands beside the tables for whoever reads the file: views to join by, and what all means.

It follows a sync or a replay, and is no part of them: that it could not be told is a remark, and no verdict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import duckdb

from hotmart.accounts.afterwards import attempted
from hotmart.accounts.outcome import Outcome, Outcomes
from hotmart.accounts.signposts import tell_tracking
from hotmart.language import Text
from hotmart.metrics.keeping import keep_facts
from hotmart.metrics.views import renew_views
from hotmart.streams.meanings import meanings_of, meanings_of_ledger
from hotmart.streams.stream import Stream
from hotmart.sync.report import Report
from hotmart.warehouse.comments import Meanings, comment
from hotmart.warehouse.ledger.notes import TABLES
from hotmart.warehouse.personal import OURS
from hotmart.warehouse.views import ensure_joined

if TYPE_CHECKING:
    from hotmart.accounts.account import Account


def told(outcomes: Outcomes[Report]) -> Outcomes[Report]:
    """The same outcomes, once what is new in each account's tables is told."""
    return Outcomes([_told(outcome) for outcome in outcomes])


def _told(outcome: Outcome[Report]) -> Outcome[Report]:
    report = outcome.result
    if not report:
        return outcome
    return attempted(outcome, lambda: tell(outcome.account, report.streams), _UNTOLD)


_UNTOLD = Text(
    "What the tables mean was not written beside them",
    "O que as tabelas querem dizer não foi escrito ao lado delas",
)


def tell(account: Account, names: Iterable[str]) -> None:
    """Tell what is new in the tables of these streams."""
    streams = [account.streams[name] for name in names]
    with account.warehouse.transaction() as con:
        tell_tables(con, streams)
        tell_tracking(account, con)


def tell_tables(con: duckdb.DuckDBPyConnection, streams: Collection[Stream]) -> None:
    """Make the views of these streams, and say what is new in the file, in the caller's transaction."""
    for stream in streams:
        if stream.joined_as:
            layout = stream.layout
            ensure_joined(con, stream.joined_as, layout.main.name, layout.key[0].name)
    renew_views(con)
    keep_facts(con)
    comment(con, [*_names(streams), *TABLES, *OURS], lambda: _meanings(streams))


def _names(streams: Collection[Stream]) -> list[str]:
    """All that the meanings of these streams are told of, which costs less than the meanings."""
    tables = [table for stream in streams for table in stream.layout.tables]
    views = [name for stream in streams for name in (stream.joined_as, stream.shown_as) if name]
    return [name for table in tables for name in (table.name, table.history)] + views


def _meanings(streams: Collection[Stream]) -> Meanings:
    told = dict(meanings_of_ledger())
    for stream in streams:
        told |= meanings_of(stream)
    return told
