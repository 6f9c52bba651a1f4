"""What a page is made of: blocks, each with its table, which is a chart as well, a CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

from htpy import Node

from hotmart.console.discretion import discreet
from hotmart.figures import amount, number
from hotmart.language import Text, say
from hotmart.metrics.figures import Figures
from hotmart.privacy.policies import masked

Kind: TypeAlias = Literal["text", "money", "count", "share", "day", "moment", "code", "personal", "typed"]
"""Money stands beside its currency; a share is from 0 to 1; moments are aware. What is personal is masked
until somebody asks for it, and so is a person in what a seller typed, such as the source of a link."""
NUMBERS = ("money", "count", "share")
Row: TypeAlias = Mapping[str, Any]


NOTHING = Text("Nothing in these days.", "Nada nestes dias.")


@dataclass(frozen=True)
class Column:
    """One column: its name in data, and in words."""

    name: str
    title: Text
    kind: Kind = "text"
    words: Callable[[Row], str] | None = None
    """How people read it in this row, where that is not how data has it."""


@dataclass(frozen=True)
class Table:
    """Rows, with what their columns mean."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    links: Callable[[Row], str | None] = lambda row: None
    """Where the first cell of a row leads."""
    more: bool = False
    """Whether there are more rows than these."""
    nothing: Text = NOTHING
    """What is said where there is no row."""

    def as_rows(self, *, reveals: bool) -> list[dict[str, Any]]:
        """The rows as data: exact values, and masks where nobody has asked for what they hide."""
        return [
            {one.name: _told(one, row.get(one.name), reveals) for one in self.columns} for row in self.rows
        ]


@dataclass(frozen=True)
class Block:
    """One part of a page."""

    key: str
    """What it is called in an address: `?of=KEY&as=csv`."""
    title: Text
    table: Table | None = None
    chart: Node = None
    """What is looked at first; the table is then one click away, for whoever cannot see it too."""
    figures: Figures | None = None
    """What it was computed as: its definitions and SQL are one click away."""
    body: Node = None
    """Anything else, above the rest."""
    how: Node = None
    """How it was computed, where no metric says so: see computed.py."""
    note: Text | None = None
    wide: bool = False


def _told(column: Column, value: Any, reveals: bool) -> Any:
    if reveals or not isinstance(value, str):
        return value
    match column.kind:
        case "personal":
            return masked(value)
        case "typed":
            return discreet(value)
        case _:
            return value


def read(column: Column, row: Row, zone: ZoneInfo, *, reveals: bool) -> str:
    """What stands in a row, as a person reads it."""
    if column.words is not None:
        return column.words(row)
    return cell(column, row.get(column.name), zone, reveals=reveals)


def cell(column: Column, value: Any, zone: ZoneInfo, *, reveals: bool) -> str:
    """A value as a person reads it."""
    value = _told(column, value, reveals)
    if value is None:
        return "–"
    match column.kind:
        case "money":
            return amount(Decimal(value))
        case "count":
            return number(int(value))
        case "share":
            return f"{number(Decimal(100 * float(value)), 1)}%"
        case "moment" if isinstance(value, datetime):
            return value.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        case _:
            return yes_or_no(value) if isinstance(value, bool) else str(value)


def yes_or_no(value: bool) -> str:
    """A truth value in words."""
    return say("yes", "sim") if value else say("no", "não")
