"""What the two processes say to each other, each message with its length before it."""

from __future__ import annotations

import struct
from datetime import datetime
from typing import BinaryIO, TypeAlias

import msgspec

from hotmart.warehouse.asking.apart.values import Column

_LENGTH = struct.Struct(">I")


class Question(msgspec.Struct, frozen=True, array_like=True):
    """What is asked, of which file, and within which bounds."""

    query: str
    path: str
    schema: str
    tables: list[str] | None
    limit: int
    size: int
    """How many bytes its rows may have together."""
    seconds: float
    memory: int
    """How many bytes DuckDB may use."""
    time_zone: str | None


class Rows(msgspec.Struct, frozen=True, array_like=True, tag="rows"):
    """Some of the rows, in their order."""

    columns: list[Column]


class Done(msgspec.Struct, frozen=True, array_like=True, tag="done"):
    """All rows were sent that are to be; this is of all of them."""

    columns: list[str]
    types: list[str]
    as_of: datetime | None
    more: bool
    cut: bool
    """Whether there was more because of the bytes."""
    time_zone: str


class Refused(msgspec.Struct, frozen=True, array_like=True, tag="refused"):
    """Why there is no answer, in both languages, and the advice."""

    code: str
    text: tuple[str, str]
    advice: tuple[str, str] | None


class OutOfMemory(msgspec.Struct, frozen=True, array_like=True, tag="memory"):
    """There was no memory left; whoever says that ends."""


class Late(msgspec.Struct, frozen=True, array_like=True, tag="late"):
    """The time was up, and DuckDB ended the question by itself."""


class Ready(msgspec.Struct, frozen=True, array_like=True, tag="ready"):
    """All is imported and bounded: it can be asked."""


Said: TypeAlias = Rows | Done | Refused | OutOfMemory | Late | Ready
End: TypeAlias = Done | Refused | OutOfMemory | Late
"""What an answer ends with."""
_encoder = msgspec.msgpack.Encoder()
_said: msgspec.msgpack.Decoder[Said] = msgspec.msgpack.Decoder(Said)
_asked: msgspec.msgpack.Decoder[Question] = msgspec.msgpack.Decoder(Question)


def encoded(message: Said | Question) -> bytes:
    """A message without its length."""
    return _encoder.encode(message)


def said(message: bytes) -> Said:
    """What the process that answers says. Raises EOFError where that is nothing it says."""
    try:
        return _said.decode(message)
    except msgspec.DecodeError:
        raise EOFError from None


def asked(message: bytes) -> Question:
    """What is asked of it. Raises EOFError where that is no question."""
    try:
        return _asked.decode(message)
    except msgspec.DecodeError:
        raise EOFError from None


def write(to: BinaryIO, message: bytes) -> None:
    """Send one message. Raises OSError where nobody reads any more."""
    to.write(_LENGTH.pack(len(message)))
    to.write(message)
    to.flush()


def read(source: BinaryIO, most: int) -> bytes:
    """The next message. Raises EOFError where there is none, or it is longer than that, or broken off."""
    length = _LENGTH.unpack(_exactly(source, _LENGTH.size))[0]
    if length > most:
        raise EOFError
    return _exactly(source, length)


def _exactly(source: BinaryIO, size: int) -> bytes:
    found = source.read(size)
    if len(found) < size:
        raise EOFError
    return found
