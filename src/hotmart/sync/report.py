"""The report of a run: what came, what changed, and what is proved, incomplete or read whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any

from hotmart.document import Problem, document, explained
from hotmart.errors import HotmartError
from hotmart.figures import counted, stamp
from hotmart.language import Text, both, say
from hotmart.streams.stream import Stream
from hotmart.streams.windows import Window
from hotmart.sync.counts import Share
from hotmart.sync.differing import DiffersError, Explained
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
from hotmart.sync.remedies import remedy
from hotmart.warehouse.ledger.differences import Difference, accounting_for
from hotmart.warehouse.ledger.notes import COMMISSION, Check, Missed, Standing
from hotmart.warehouse.merge import Merged
from hotmart.warehouse.oddities import Oddity


class Verdict(StrEnum):
    """How sure the warehouse is of a stream."""

    PROVED = "proved"
    """Everything was read, and every figure Hotmart gives was met."""
    INCOMPLETE = "incomplete"
    """Something could not be read, or a count is not met; the report says what and where."""
    DIFFERS = "differs"
    """Everything was read and every count is met, but a sum is another: no reading mends that."""
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
    since: int | None = None
    """Where the history begins that its verdict speaks for, in ms; None where it has no time."""
    learned: list[str] = field(default_factory=list[str])
    """The columns that new fields were given."""
    host: str = ""
    """The host it was read from, where that is not Hotmart's."""
    reshaped: bool = False
    """Whether rows of it were read when other columns, or another treatment of them, were chosen."""
    lacking: bool = False
    """Whether sales are missing that its sums are made of, so that these say nothing of their own."""
    known: list[Difference] = field(default_factory=list[Difference])
    """What was found out of sums that differ, now or by an earlier verification."""

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
    def differing(self) -> list[Check]:
        """The sums that differ though no row is missing."""
        sums = [
            check for check in self.mismatches if check.measure == COMMISSION and check.hotmart is not None
        ]
        lacks = self.lacking or self.gaps or len(sums) < len(self.mismatches)
        return [] if lacks else sums

    def explanation(self, check: Check) -> list[Difference]:
        """What makes up all by which a sum differs, as far as that is known."""
        return accounting_for(check, self.known)

    @property
    def verdict(self) -> Verdict:
        if self.gaps or len(self.differing) < len(self.mismatches):
            return Verdict.INCOMPLETE
        if self.mismatches:
            return Verdict.DIFFERS
        return Verdict.PROVED if self.counted else Verdict.READ_WHOLE


class IncompleteError(HotmartError):
    """Something is missing from the warehouse, or a count is not met; `findings` names it all.

    A report tells it as its `problem`; it is raised only by whoever wants it raised.
    """

    code = "incomplete"

    def __init__(self, findings: Sequence[Text], incomplete: Iterable[StreamReport] = ()) -> None:
        super().__init__(both(partial(_so_many, len(findings))), remedy(incomplete))
        self.findings = tuple(findings)

    @property
    def details(self) -> dict[str, Any]:
        return {"findings": [str(one) for one in self.findings]}


def _so_many(things: int) -> str:
    if things == 1:
        return say(
            "The warehouse is incomplete: one thing is missing or does not match.",
            "O armazém está incompleto: um item falta ou não confere.",
        )
    return say(
        f"The warehouse is incomplete: {counted(things, 'thing', 'things')} are missing or do not match.",
        f"O armazém está incompleto: {counted(things, 'item', 'itens')} faltam ou não conferem.",
    )


@dataclass(repr=False)
class Report:
    """What a run did. `since` and `as_of` are ms since 1970, `requests` counts the calls to the API."""

    run: int
    since: int
    as_of: int
    streams: dict[str, StreamReport] = field(default_factory=dict[str, StreamReport])
    requests: int = 0
    elsewhere: dict[str, int] = field(default_factory=dict[str, int])
    """Those of them that other hosts were asked."""
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
        """Proved when none is worse: that Hotmart does not count a stream is no fault in it.

        Unprovable when it counts none of them.
        """
        found = {part.verdict for part in self.streams.values()}
        for worst in (Verdict.INCOMPLETE, Verdict.DIFFERS):
            if worst in found:
                return worst
        return Verdict.READ_WHOLE if found == {Verdict.READ_WHOLE} else Verdict.PROVED

    def _explanations(self) -> list[list[Difference]]:
        """What is known of each sum that differs."""
        return [part.explanation(check) for part in self.streams.values() for check in part.differing]

    def __repr__(self) -> str:
        kind, streams = type(self).__name__, counted(len(self.streams), "stream", "streams")
        return f"<{kind} of run {self.run}: {self.verdict} as of {stamp(self.as_of)}, {streams}>"

    def rows(self) -> Sequence[StreamRow | CheckRow]:
        """What it did, stream by stream, as data."""
        return [stream_row(part) for part in self.streams.values()]

    def meta(self) -> Meta:
        """What frames its figures, as data."""
        return meta(self)

    def warnings(self) -> list[Text]:
        """What is no fault but should be known, such as a field that Hotmart never documented."""
        return warnings(self)

    def relate(self, streams: Iterable[Stream], remembered: Callable[[], Sequence[Difference]]) -> None:
        """Tell of each sum that differs what is known, and whether sales it is made of are missing.

        What is `remembered` is asked for only where one does.
        """
        for stream in streams:
            part = self.streams[stream.name]
            leader = self.streams.get(stream.dated_by.name) if stream.dated_by else None
            part.lacking = leader is not None and leader.verdict is Verdict.INCOMPLETE
            if part.differing:
                part.known = [one for one in remembered() if one.stream == stream.name]

    @property
    def error(self) -> IncompleteError | DiffersError | None:
        """Why it is not a success; None when it is one."""
        found = findings(self)
        if self.verdict is Verdict.DIFFERS:
            return DiffersError(found, Explained.of(self._explanations()))
        incomplete = [part for part in self.streams.values() if part.verdict is Verdict.INCOMPLETE]
        return IncompleteError(found, incomplete) if found else None

    @property
    def problem(self) -> Problem | None:
        """The same as data."""
        return explained(error) if (error := self.error) else None

    def as_dict(self) -> dict[str, Any]:
        """The document that `--json` answers, in the reader's language; see docs/report.schema.json.

        Where hotmart.toml names connections, `Outcome.as_dict()` says whose it is, as the command does.
        """
        return document(self.rows(), self.meta(), self.warnings(), self.problem)


@dataclass(repr=False)
class Verification(Report):
    """What a verification compared: its rows are the single comparisons."""

    explained: bool = False
    """Whether it was asked to explain."""
    shares: dict[str, list[Share]] = field(default_factory=dict[str, list[Share]])
    """The commissions held of each sale that differs, by transaction, where it was asked to explain."""

    @property
    def differences(self) -> list[Difference]:
        """What makes sums differ, as far as it is known: the sales by name, in order of time."""
        return [one for found in self._explanations() for one in found]

    def rows(self) -> Sequence[CheckRow]:
        """Every comparison, as data."""
        return [
            check_row(check, part.explanation(check), self.shares if self.explained else None)
            for part in self.streams.values()
            for check in part.checks
        ]
