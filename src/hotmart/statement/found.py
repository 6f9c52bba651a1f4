"""What was found of a person: a row of a table or an item of a raw page, and where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["table", "page"]


class Where(NamedTuple):
    """What a row or an item is of."""

    kind: Kind
    file: Path
    """The warehouse."""
    schema: str
    name: str
    """The table, or the stream whose page it is."""
    stream: str | None
    """What explains it; None for a table of no stream."""


class Found(NamedTuple):
    """A row of a table, or an item of a raw page, with what is theirs of it."""

    where: Where
    values: dict[str, Any]
