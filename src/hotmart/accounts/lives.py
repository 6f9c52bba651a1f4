"""The life of one record of a stream, asked for by its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from hotmart.errors import HotmartError, InvalidArgumentError
from hotmart.language import Text
from hotmart.streams.stream import Stream
from hotmart.warehouse.asking.versions import Version, nearest, versions
from hotmart.warehouse.store import Warehouse


class NoRecordError(HotmartError):
    """The warehouse never held a record of this key."""

    code: ClassVar[str] = "no_record"


def life_of(warehouse: Warehouse, stream: Stream, key: Sequence[str]) -> list[Version]:
    """Every version of a record.

    Raises InvalidArgumentError when the key lacks a part, NoRecordError when there never was such a record.
    """
    names = key_names(stream)
    if len(key) != len(names):
        listed, given = ", ".join(names), len(key)
        raise InvalidArgumentError(
            "key",
            Text(
                f"A record of {stream.name} is known by {listed}: {len(names)} to give, {given} given.",
                f"Um registro de {stream.name} se conhece por {listed}: {len(names)} a dar, {given} dados.",
            ),
            Text('Give "" for a part that is empty.', 'Indique "" para uma parte vazia.'),
        )
    if life := versions(warehouse, stream.layout, key):
        return life
    raise _no_record(stream, key, nearest(warehouse, stream.layout, key))


def key_names(stream: Stream) -> list[str]:
    return [column.name for column in stream.layout.key]


def _no_record(stream: Stream, key: Sequence[str], near: tuple[str, ...] | None) -> NoRecordError:
    asked = " ".join(key)
    meant = " ".join(part or '""' for part in near or ())
    return NoRecordError(
        Text(
            f"The warehouse never held {asked} in {stream.name}.",
            f"O armazém nunca teve {asked} em {stream.name}.",
        ),
        Text(f"Did you mean {meant}?", f"Você quis dizer {meant}?")
        if near
        else Text(
            f"If it is new at Hotmart, read it with `hotmart sync {stream.name}`.",
            f"Se for novo na Hotmart, leia-o com `hotmart sync {stream.name}`.",
        ),
    )
