"""Choosing streams by patterns: `sales_*` takes several, `-sales_history` leaves one out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from hotmart.config.accounts import AccountConfig

if TYPE_CHECKING:
    from hotmart.streams.stream import Stream


def chosen(account: AccountConfig, streams: Mapping[str, Stream], sources: Iterable[str] = ()) -> list[str]:
    """The streams and sources of an account: those it names, or else all that need no request per row."""
    usual = [
        name
        for name, stream in streams.items()
        if not stream.costly and (account.club or not needs_club(stream))
    ]
    known = [*dict.fromkeys((*streams, *sources))]
    return selected(account.streams, known, [*usual, *sources])


def selected(patterns: Sequence[str] | None, known: Iterable[str], usual: Iterable[str]) -> list[str]:
    """The names that the patterns take, in the order they are known; without patterns, the usual ones.

    Later patterns win. When the first only leaves something out, it is left out of the usual ones.
    """
    names = list(known)
    from_usual = patterns is None or any(pattern.startswith("-") for pattern in patterns[:1])
    taken = set(usual) if from_usual else set[str]()
    for pattern in patterns or ():
        matched = set(matching(pattern, names))
        taken = taken - matched if pattern.startswith("-") else taken | matched
    return [name for name in names if name in taken]


def matching(pattern: str, names: Iterable[str]) -> list[str]:
    """The names that one pattern speaks of, whether it takes them or leaves them out."""
    return [name for name in names if fnmatchcase(name, pattern.removeprefix("-"))]


def needs_club(stream: Stream) -> bool:
    """Whether there is nothing to ask about unless members areas are named."""
    return stream.told is not None or (stream.parent is not None and needs_club(stream.parent.stream))
