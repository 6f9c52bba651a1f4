"""How things were when the day began, for the resources that are rebuilt once a day (dossier §5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Generic, TypeVar

T = TypeVar("T")


class Yesterday(Generic[T]):
    """Keeps a copy of whatever is about to change today, made at its first change."""

    def __init__(self) -> None:
        self._kept: dict[T, T] = {}

    def remember(self, thing: T) -> None:
        """Keep the thing as it is, unless it was kept already today."""
        if thing not in self._kept:
            self._kept[thing] = copy(thing)

    def of(self, thing: T) -> T:
        """The thing as it was when the day began."""
        return self._kept.get(thing, thing)

    def forget(self) -> None:
        """A new day begins: what is true now is tomorrow's yesterday."""
        self._kept.clear()

    def __iter__(self) -> Iterator[tuple[T, T]]:
        """What changed today, with what it was."""
        return iter(self._kept.items())
