"""Telling: what stands beside the tables for whoever reads the file: views to join by, and what all means."""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from hotmart.streams.meanings import meanings_of, meanings_of_ledger
from hotmart.streams.stream import Stream
from hotmart.warehouse.comments import Meanings, comment
from hotmart.warehouse.ledger.notes import TABLES
from hotmart.warehouse.personal import OURS
from hotmart.warehouse.views import ensure_joined


def tell_tables(con: duckdb.DuckDBPyConnection, streams: Collection[Stream]) -> None:
    """Make the views of these streams, and say what is new in the file, in the caller's transaction."""
    for stream in streams:
        if stream.joined_as:
            layout = stream.layout
            ensure_joined(con, stream.joined_as, layout.main.name, layout.key[0].name)
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
