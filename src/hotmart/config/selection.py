"""Choosing streams by patterns: `sales_*` takes several, `-sales_history` leaves one out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase


def selected(patterns: Sequence[str] | None, known: Iterable[str], usual: Iterable[str]) -> list[str]:
    """The names that the patterns take, in the order they are known; without patterns, the usual ones.

    Later patterns win. When the first only leaves something out, it is left out of the usual ones.
    """
    names = list(known)
    from_usual = patterns is None or any(pattern.startswith("-") for pattern in patterns[:1])
    chosen = set(usual) if from_usual else set[str]()
    for pattern in patterns or ():
        matched = set(matching(pattern, names))
        chosen = chosen - matched if pattern.startswith("-") else chosen | matched
    return [name for name in names if name in chosen]


def matching(pattern: str, names: Iterable[str]) -> list[str]:
    """The names that one pattern speaks of, whether it takes them or leaves them out."""
    return [name for name in names if fnmatchcase(name, pattern.removeprefix("-"))]
