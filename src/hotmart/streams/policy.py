"""What a person may choose about a stream. The defaults are what most want."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Drift: TypeAlias = Literal["evolve", "freeze", "fail"]
"""What to do with a field that nobody knew: give it a column, keep it in `_extra`, or stop the stream."""


@dataclass(frozen=True)
class Policy:
    """How a stream is read and kept. Lengths of time are in ms."""

    full_table: bool = False
    """Read everything on every run."""
    since: int | None = None
    """Where its history begins; None: where the account's does."""
    longest: int | None = None
    """The longest window to ask for at once; None: as long as Hotmart answers and the density allows."""
    history: int | None = None
    """How long replaced versions are kept: None for ever, 0 not at all."""
    drift: Drift = "evolve"
    columns: tuple[str, ...] = ()
    """Patterns of the columns to keep; all where there is none."""
