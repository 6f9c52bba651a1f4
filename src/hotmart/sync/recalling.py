"""Recalling: what earlier runs knew, asked of the file in one opening, and the streams made of it, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hotmart.forgetting.intake import keeping_out, kept_out
from hotmart.streams.remaking import with_learned
from hotmart.streams.stream import Stream
from hotmart.warehouse.ledger.queries import Remembered, remember
from hotmart.warehouse.renaming import settle_names
from hotmart.warehouse.store import Warehouse
from hotmart.warehouse.views import make_room

_EMPTY = b'{"items":[]}'
"""A page with nothing in it."""


class Recalled(NamedTuple):
    """What is known before a run begins, and its streams, each after those it needs."""

    remembered: Remembered
    streams: list[Stream]


def recalled(warehouse: Warehouse, streams: Mapping[str, Stream], asked: list[Stream]) -> Recalled:
    """What earlier runs knew, and the streams that are asked for as they are to be read and landed.

    They have the columns that were learned, and keep out whoever was forgotten. The tables of all streams
    bear their names from now on. Only for whoever keeps syncs out.
    """
    with warehouse.kept_open():
        settle_names(warehouse, lambda name: streams[name].layout if name in streams else None)
        _make_room(warehouse, asked)
        remembered, known = glimpsed(warehouse, asked)
        who = kept_out(warehouse)
    for redact in filter(None, (one.redact for one in known)):
        redact(_EMPTY)  # has what it needs made, such as a key, as long as nobody has the file open
    guarded = keeping_out({one.name: one for one in known}, warehouse, who)
    return Recalled(remembered, list(guarded.values()))


def _make_room(warehouse: Warehouse, streams: Iterable[Stream]) -> None:
    """Let no view made here stand where a table is to be."""
    if warehouse.exists:
        tables = [table for stream in streams for table in stream.layout.tables]
        with warehouse.transaction() as con:
            make_room(con, [name for table in tables for name in (table.name, table.history)])


def glimpsed(warehouse: Warehouse, asked: list[Stream]) -> Recalled:
    """The same for whoever only counts: nothing is changed, and nobody is kept out."""
    remembered = remember(warehouse, _lately(asked))
    known = with_learned({one.name: one for one in asked}, remembered.learned)
    return Recalled(remembered, list(known.values()))


def _lately(streams: Iterable[Stream]) -> int:
    """How long, in ms, a reading can spare any of these streams another."""
    return max((rung.staleness for stream in streams if stream.windowed for rung in stream.ladder), default=0)
