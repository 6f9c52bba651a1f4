"""The report of a run: what came, what changed, and what is proved, incomplete or read whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any

from hotmart.document import Problem, document, explained
from hotmart.errors import HotmartError
from hotmart.figures import number, stamp
from hotmart.language import Text, both, say
from hotmart.streams.windows import Window
from hotmart.sync.document import (
    CheckRow,
    Meta,
    Skipped,
    StreamRow,
    check_row,
    findings,
    meta,
    stream_row,
    warnings,
)
from hotmart.warehouse.ledger.notes import Check, Missed, Standing
from hotmart.warehouse.merge import Merged
from hotmart.warehouse.oddities import Oddity


class Verdict(StrEnum):
    """How sure the warehouse is of a stream."""

    PROVED = "proved"
    """Everything was read, and every figure Hotmart gives was met."""
    INCOMPLETE = "incomplete"
    """Something could not be read, or a figure is not met; the report says what and where."""
    READ_WHOLE = "read_whole"
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
    def new(self) -> int:
        """Items that were not there before."""
        return self.merged.new

    @property
    def changed(self) -> int:
        """Items that were there, and were otherwise."""
        return self.merged.changed

    @property
    def unchanged(self) -> int:
        """Items that came as they were."""
        return self.merged.unchanged

    @property
    def gone(self) -> int:
        """Items that vanished at Hotmart, and are in history now."""
        return self.merged.gone

    @property
    def standing(self) -> Standing:
        """The same for the ledger."""
        unmet, wrote = len(self.mismatches), (self.new, self.changed, self.gone)
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
        return Verdict.PROVED if self.counted else Verdict.READ_WHOLE


class IncompleteError(HotmartError):
    """Something is missing from the warehouse or differs from Hotmart's figures; `findings` names it all.

    A report tells it as its `problem`; it is raised only by whoever wants it raised.
    """

    code = "incomplete"

    def __init__(self, findings: Sequence[Text]) -> None:
        super().__init__(
            both(partial(_so_many, len(findings))),
            Text(
                "Nothing that was read is lost. Run `hotmart sync` again: it reads only what is missing.",
                "Nada do que foi lido se perdeu. Rode `hotmart sync` de novo: ele lê só o que falta.",
            ),
        )
        self.findings = tuple(findings)

    @property
    def details(self) -> dict[str, Any]:
        return {"findings": [str(one) for one in self.findings]}


def _so_many(things: int) -> str:
    return say(
        f"The warehouse is incomplete: {number(things)} things are missing or do not match.",
        f"O armazém está incompleto: {number(things)} itens faltam ou não conferem.",
    )


@dataclass(repr=False)
class Report:
    """What a run did. `since` and `as_of` are ms since 1970, `requests` counts the calls to the API."""

    run: int
    since: int
    as_of: int
    streams: dict[str, StreamReport] = field(default_factory=dict[str, StreamReport])
    requests: int = 0
    seconds: float = 0.0
    warehouse: str = ""
    """The path of the file it speaks of."""
    schema: str = "main"
    skipped: Skipped | None = None
    """The streams of the account that were not read unasked; None where streams were chosen."""
    remarks: list[Text] = field(default_factory=list[Text])
    """What went wrong beside the run: the command that was to be told of it, the masked copy."""

    @property
    def verdict(self) -> Verdict:
        """Proved when nothing is incomplete: that Hotmart does not count a stream is no fault in it.

        Unprovable when it counts none of them.
        """
        found = {part.verdict for part in self.streams.values()}
        if Verdict.INCOMPLETE in found:
            return Verdict.INCOMPLETE
        return Verdict.READ_WHOLE if found == {Verdict.READ_WHOLE} else Verdict.PROVED

    def __repr__(self) -> str:
        kind, streams = type(self).__name__, len(self.streams)
        return f"<{kind} of run {self.run}: {self.verdict} as of {stamp(self.as_of)}, {streams} streams>"

    def rows(self) -> Sequence[StreamRow | CheckRow]:
        """What it did, stream by stream, as data."""
        return [stream_row(part) for part in self.streams.values()]

    def meta(self) -> Meta:
        """What frames its figures, as data."""
        return meta(self)

    def warnings(self) -> list[Text]:
        """What is no fault but should be known, such as a field that Hotmart never documented."""
        return warnings(self)

    @property
    def error(self) -> IncompleteError | None:
        """Why it is not a success; None when it is one."""
        found = findings(self)
        return IncompleteError(found) if found else None

    @property
    def problem(self) -> Problem | None:
        """The same as data."""
        return explained(error) if (error := self.error) else None

    def as_dict(self) -> dict[str, Any]:
        """The document that `--json` answers, in the reader's language; see docs/report.schema.json.

        Where hotmart.toml names connections, `Outcome.as_dict()` says whose it is, as the command does.
        """
        return document(self.rows(), self.meta(), self.warnings(), self.problem)


class Verification(Report):
    """What a verification compared: its rows are the single comparisons."""

    def rows(self) -> Sequence[CheckRow]:
        """Every comparison, as data."""
        return [check_row(check) for part in self.streams.values() for check in part.checks]
