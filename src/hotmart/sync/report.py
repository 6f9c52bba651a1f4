"""The report of a run: what came, what changed, and what is proved, incomplete or unprovable."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from hotmart.language import Text
from hotmart.streams.windows import Window
from hotmart.warehouse.ledger.notes import Check, Missed, Standing
from hotmart.warehouse.merge import Merged
from hotmart.warehouse.oddities import Oddity


class Verdict(StrEnum):
    """How sure the warehouse is of a stream."""

    PROVED = "proved"
    """Everything was read, and every figure Hotmart gives was met."""
    INCOMPLETE = "incomplete"
    """Something could not be read, or a figure is not met; the report says what and where."""
    UNPROVABLE = "unprovable"
    """Everything was read to its last page, but Hotmart gives no figure to hold it against."""


@dataclass(frozen=True)
class Gap:
    """A part of a stream that could not be read, or kept changing while it was."""

    stream: str
    window: Window | None
    why: Text
    owner: tuple[str, ...] = ()
    """The parent it was asked about, for a stream of children."""

    @staticmethod
    def of(missed: Missed) -> Gap:
        """What the ledger remembers."""
        window = None if missed.start is None or missed.end is None else Window(missed.start, missed.end)
        return Gap(missed.stream, window, Text(missed.why, missed.why), missed.owner)

    @property
    def missed(self) -> Missed:
        """The same for the ledger."""
        start, end = self.window or (None, None)
        return Missed(self.stream, start, end, self.owner, self.why.en)


@dataclass
class StreamReport:
    """What a run did for one stream. `new`, `changed` and `unchanged` count items, not rows."""

    stream: str
    read: int = 0
    merged: Merged = field(default_factory=Merged)
    gaps: list[Gap] = field(default_factory=list[Gap])
    checks: list[Check] = field(default_factory=list[Check])
    oddities: Counter[Oddity] = field(default_factory=Counter[Oddity])
    counted: bool = True
    learned: list[str] = field(default_factory=list[str])
    """The columns that new fields were given."""
    reshaped: bool = False
    """Whether rows of it were read when other columns, or another treatment of them, were chosen."""

    @property
    def standing(self) -> Standing:
        """The same for the ledger."""
        merged, unmet = self.merged, len(self.mismatches)
        wrote = (merged.new, merged.changed, merged.gone)
        return Standing(
            self.stream, str(self.verdict), self.read, *wrote, len(self.checks), unmet, len(self.gaps)
        )

    @property
    def mismatches(self) -> list[Check]:
        return [check for check in self.checks if not check.matches]

    @property
    def verdict(self) -> Verdict:
        if self.gaps or self.mismatches:
            return Verdict.INCOMPLETE
        return Verdict.PROVED if self.counted else Verdict.UNPROVABLE


@dataclass
class Report:
    """What a run did. `requests` counts the calls to the API."""

    run: int
    since: int
    as_of: int
    streams: dict[str, StreamReport] = field(default_factory=dict[str, StreamReport])
    requests: int = 0
    seconds: float = 0.0

    @property
    def verdict(self) -> Verdict:
        """Proved when nothing is incomplete: that Hotmart does not count a stream is no fault in it.

        Unprovable when it counts none of them.
        """
        found = {part.verdict for part in self.streams.values()}
        if Verdict.INCOMPLETE in found:
            return Verdict.INCOMPLETE
        return Verdict.UNPROVABLE if found == {Verdict.UNPROVABLE} else Verdict.PROVED
