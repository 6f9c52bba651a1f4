"""Making the streams of one run from those that are known: each changed, and standing on the changed ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import cast

from hotmart.streams.stream import Stream, with_needs
from hotmart.tables.columns import Column, Kind, parted
from hotmart.tables.layout import Layout
from hotmart.warehouse.ledger.notes import Learned


def remade(streams: Iterable[Stream], change: Callable[[Stream], Stream]) -> dict[str, Stream]:
    """These streams and those they stand on, each as `change` makes it, by name.

    One that stays as it is, and stands on none that changed, is the same object: it keeps its layout.
    """
    made: dict[str, Stream] = {}
    for stream in with_needs(streams):
        made[stream.name] = change(_standing_on(made, stream))
    return made


def _standing_on(made: Mapping[str, Stream], stream: Stream) -> Stream:
    """The stream, on those that were made of what it needs."""
    if all(made[needed.name] is needed for needed in stream.needs):
        return stream

    def mine(needed: Stream | None) -> Stream | None:
        return made[needed.name] if needed else None

    parent = replace(stream.parent, stream=made[stream.parent.stream.name]) if stream.parent else None
    return replace(stream, dated_by=mine(stream.dated_by), sized_like=mine(stream.sized_like), parent=parent)


def with_learned(streams: Mapping[str, Stream], learned: Iterable[Learned]) -> dict[str, Stream]:
    """The same streams, with the columns that new fields were given in earlier runs."""
    columns: defaultdict[str, tuple[Column, ...]] = defaultdict(tuple)
    for one in learned:
        columns[one.stream] += (Column(one.name, parted(one.path), cast("Kind", one.kind)),)

    def knowing(stream: Stream) -> Stream:
        if columns[stream.name] == stream.learned:
            return stream
        layout = replace(stream, learned=()).layout
        known = {column.path for column in layout.known}
        new = tuple(_treated(one, layout) for one in columns[stream.name] if one.path not in known)
        return replace(stream, learned=new) if new and new != stream.learned else stream

    return remade(streams.values(), knowing)


def _treated(learned: Column, layout: Layout) -> Column:
    """A new field as a column: a text of an object that tells who somebody is tells of them as well."""
    told = {column.path[:-1] for column in layout.known if column.personal}
    inside = any(learned.path[: len(place)] == place for place in told)
    return replace(learned, personal=inside and learned.kind in ("text", "texts"))
