"""What joins what, and what only seems to be the same, told in `joins.toml` under the names of an account."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hotmart.language import Text
from hotmart.streams.known import STREAMS
from hotmart.streams.stream import Stream

FILE = Path(__file__).with_name("joins.toml")


class Join(NamedTuple):
    """Two tables, and the columns by which a row of the one finds rows of the other."""

    left: str
    right: str
    on: Mapping[str, str]
    folded: tuple[str, ...]
    """The columns of the left whose letters may be small here and capital there."""
    says: Text

    @property
    def condition(self) -> str:
        """The join as SQL says it."""
        if not self.folded and all(mine == theirs for mine, theirs in self.on.items()):
            return f"USING ({', '.join(self.on)})"
        return "ON " + " AND ".join(
            f"lower({self.left}.{mine}) = lower({self.right}.{theirs})"
            if mine in self.folded
            else f"{self.left}.{mine} = {self.right}.{theirs}"
            for mine, theirs in self.on.items()
        )


class Trap(NamedTuple):
    """What only seems to be the same, and the streams whose tables it is about."""

    streams: tuple[str, ...]
    says: Text


def joins_of(stream: Stream, streams: Iterable[Stream]) -> list[Join]:
    """The joins of the tables of a stream, under the names that these streams bear."""
    named = dict(_names(streams))
    mine = {name for name, owner in owners().items() if owner == stream.name}
    return [
        Join(
            named[one["from"]],
            named[one["to"]],
            one["on"],
            tuple(one.get("folded", ())),
            Text(one["en"], one["pt"]),
        )
        for one in everything()["joins"]
        if {one["from"], one["to"]} & mine and {one["from"], one["to"]} <= named.keys()
    ]


def traps_of(stream: Stream) -> list[Trap]:
    """The traps in the tables of a stream."""
    return [trap for trap in traps() if stream.name in trap.streams]


def traps() -> list[Trap]:
    """Every trap that is told."""
    return [Trap(tuple(one["tables"]), Text(one["en"], one["pt"])) for one in everything()["traps"]]


@cache
def everything() -> dict[str, Any]:
    """The file, as it is."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def owners() -> dict[str, str]:
    """The stream of every table and view, by the names that they have unless others are chosen."""
    return {name: stream.name for stream in STREAMS.values() for name, _ in _named(stream)}


def _names(streams: Iterable[Stream]) -> Iterator[tuple[str, str]]:
    for stream in streams:
        if stream.name in STREAMS:
            yield from _named(stream)


def _named(stream: Stream) -> Iterator[tuple[str, str]]:
    """The tables and views of a stream, by their usual names and their own."""
    layout = stream.layout
    for table in layout.tables:
        yield stream.name + table.name.removeprefix(layout.table), table.name
    if stream.joined_as:
        yield STREAMS[stream.name].joined_as, stream.joined_as
