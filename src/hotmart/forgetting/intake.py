"""The way in: those who were forgotten are kept out of every page, before anything else is done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from hotmart.forgetting.erasing import Eraser
from hotmart.forgetting.forgotten import forgotten
from hotmart.forgetting.people import People
from hotmart.privacy.fields import shape_of
from hotmart.streams.remaking import remade
from hotmart.streams.stream import Stream
from hotmart.warehouse.key import privacy_key
from hotmart.warehouse.store import Warehouse

Redact = Callable[[bytes], bytes]


def keeping_out(streams: Mapping[str, Stream], warehouse: Warehouse) -> Mapping[str, Stream]:
    """The streams, with whoever was forgotten in this warehouse taken out of their pages.

    Raises KeyLostError when people were forgotten and the key to recognise them by is lost.
    """
    listed = forgotten(warehouse, warehouse.schema)
    if not listed:
        return streams
    people = People(privacy_key(warehouse), listed)

    def guarded(stream: Stream) -> Stream:
        keep_out = Eraser(people, shape_of(stream.layout))
        return replace(stream, redact=_both(keep_out, stream.redact) if stream.redact else keep_out)

    return remade(streams.values(), guarded)


def _both(first: Redact, then: Redact) -> Redact:
    return lambda page: then(first(page))
