"""The way in: those who were forgotten are kept out of every page, before anything else is done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from hotmart.forgetting.erasing import Eraser
from hotmart.forgetting.forgotten import forgotten
from hotmart.forgetting.people import Kind, People
from hotmart.privacy.fields import shape_of
from hotmart.streams.remaking import remade
from hotmart.streams.stream import Stream
from hotmart.warehouse.key import known_fingerprint, privacy_key
from hotmart.warehouse.store import Warehouse

Redact = Callable[[bytes], bytes]


class KeptOut(NamedTuple):
    """Those who are kept out of a warehouse, and what it knows the key of their hashes by."""

    listed: Mapping[str, Kind]
    fingerprint: str | None


def kept_out(warehouse: Warehouse) -> KeptOut:
    """Whoever was forgotten in this warehouse, in one opening of the file."""
    with warehouse.kept_open():
        listed = forgotten(warehouse, warehouse.schema)
        return KeptOut(listed, known_fingerprint(warehouse) if listed else None)


def keeping_out(
    streams: Mapping[str, Stream], warehouse: Warehouse, who: KeptOut | None = None
) -> Mapping[str, Stream]:
    """The streams, with whoever was forgotten in this warehouse taken out of their pages.

    `who` they are is asked of the file where it is not told. Raises KeyLostError when people were forgotten
    and the key to recognise them by is lost.
    """
    listed, fingerprint = who or kept_out(warehouse)
    if not listed:
        return streams
    people = People(privacy_key(warehouse, fingerprint), listed)

    def guarded(stream: Stream) -> Stream:
        keep_out = Eraser(people, shape_of(stream.layout))
        return replace(stream, redact=_both(keep_out, stream.redact) if stream.redact else keep_out)

    return remade(streams.values(), guarded)


def _both(first: Redact, then: Redact) -> Redact:
    return lambda page: then(first(page))
