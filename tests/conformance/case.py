"""What is to be shown of an operation: how it is asked, what it changes, how it says no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from hotmart import APIStatusError, NotFoundError

from .account import Account

Arguments: TypeAlias = dict[str, Any]
NOBODY = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Failure:
    """A call that Hotmart refuses, with the status and the word it gives for why."""

    kind: type[APIStatusError]
    error: str
    arguments: Callable[[Account], Arguments]


@dataclass(frozen=True)
class Read:
    """`asks` are calls that together answer with every field there is; the first has some rows."""

    asks: Callable[[Account], list[Arguments]]
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class Write:
    """`effect` does it, sees through later reads that it was done, and gives back what was answered."""

    effect: Callable[[Account], list[Any]]
    failures: tuple[Failure, ...]


def missing(error: str = "not_found", **arguments: Any) -> Failure:
    """A call about something there is not."""
    return Failure(NotFoundError, error, lambda _: arguments)
