"""What a stream is: an origin, facts about how its rows change, and the policy that a person chose."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from hotmart.language import Text
from hotmart.request import Request
from hotmart.streams.ladder import LADDER, Rung
from hotmart.streams.origin import Origin
from hotmart.streams.policy import Policy
from hotmart.streams.windows import DAY, Window
from hotmart.tables.columns import Column
from hotmart.tables.layout import Layout
from hotmart.warehouse.extent import Orphans

Owner: TypeAlias = tuple[str, ...]
"""What names the parent of a child, such as the subdomain of a members area and the code of a student."""


@dataclass(frozen=True)
class Sweep:
    """States whose old rows are read again on every run, because rows still come and go there."""

    parameter: str
    values: tuple[str, ...]
    column: str
    """Where the warehouse holds that state."""
    together: bool = True
    """Whether one question may name all values; only some parameters are known to repeat (dossier §3.8)."""


@dataclass(frozen=True)
class Taken:
    """A column of the parent that goes into the question about its children."""

    column: str
    argument: str
    owner: str
    """The column that tells it in the rows of the children."""


@dataclass(frozen=True)
class Parent:
    """The stream whose rows are asked about, one by one."""

    stream: Stream
    taken: tuple[Taken, ...]
    only: tuple[str, str] | None = None
    """A column and the value it must have, where not every row has children."""
    refusal_means_none: bool = False
    """Whether a 400 is how Hotmart says that there are none (dossier §6.3)."""


@dataclass(frozen=True)
class Told:
    """What only the configuration can name, such as the subdomains of the members areas."""

    setting: str
    argument: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stream:
    """Where rows come from, and how they change."""

    name: str
    origin: Origin
    en: str
    pt: str
    exploded: str | None = None
    ladder: tuple[Rung, ...] = LADDER
    statuses: tuple[str, ...] = ()
    """All states, always asked for: by default Hotmart leaves most of them out (dossier §4.0)."""
    fewer_statuses: tuple[str, ...] = ()
    """What to ask for instead where Hotmart refuses some of them."""
    variants: tuple[Mapping[str, bool], ...] = ({},)
    """Arguments of several requests that make one reading, where one does not tell everything."""
    sweeps: tuple[Sweep, ...] = ()
    swept_every: int = 0
    """How long, in ms, a sweep is good for; where nothing is said, it is made on every run."""
    left_by: str | None = None
    """The parameter, and column, to ask again for rows that left a swept state, where no count tells it."""
    counts_by: str | None = None
    """The column that tells the state of a row, for the proof by counts."""
    sums: tuple[str, ...] = ()
    """The columns of which `sales/summary` tells the sum by currency; none for most streams."""
    dated_by: Stream | None = None
    """The stream that knows the dates of this one's rows, joined by key, when they carry none."""
    sized_like: Stream | None = None
    """The stream whose counts tell how dense this one is, where Hotmart does not count it."""
    lives_on: bool = False
    """Whether its rows go on living after the time that windows filter: what began before the history does
    belongs to it, so that it is read from its own beginning."""
    parent: Parent | None = None
    told: Told | None = None
    since_by: str | None = None
    """The parameter that asks for what changed since a time, by the stream's own time."""
    stale_after: int = DAY
    """How old, in ms, a reading of the children of a parent that did not change may be."""
    unsettled: tuple[str, tuple[str, ...]] | None = None
    """A column and its values in rows that still move: the parents of such rows are asked about each time."""
    version: str | None = None
    """The column that tells which reading of a row is newer: an answer a day old never wins (§5.3)."""
    volatile: tuple[str, ...] = ()
    """Columns that change by themselves every day, and make no new version."""
    costly: bool = False
    """Whether it takes a request per row of its parent, so that it is read only when asked for."""
    policy: Policy = Policy()  # noqa: RUF009  # frozen
    table: str = ""
    """Its name in the warehouse; its own where nothing is chosen."""
    learned: tuple[Column, ...] = ()
    transform: str = ""
    """A SELECT from `this`, its rows as they land, that gives what is to bear its name."""
    view: str = ""
    """The statement that makes a view of that, once the rows have landed."""
    shown_as: str = ""
    """The name of that view."""
    joined_as: str = ""
    """The view of its rows in which the code of the sale is `transaction`, as in the tables of other streams;
    empty where it bears that name already, or the name of the view is taken."""
    redact: Callable[[bytes], bytes] | None = None
    """What is done to a page before it is kept anywhere, where personal data is not to be kept."""
    treatment: str = ""
    """What that is, so that a change of it is noticed; empty where nothing is done."""

    @cached_property
    def layout(self) -> Layout:
        """How its items lie in the warehouse."""
        dating = self.dated_by or self
        return Layout(
            self.table or self.name,
            self.origin.item,
            self.origin.key,
            self.exploded,
            owner=self.owner_columns,
            learned=self.learned,
            selected=self.policy.columns,
            needed=self.needed,
            volatile=frozenset(self.volatile),
            version=self.version,
            time=_column(dating.origin.time),
            dated_by=self.dated_by.layout if self.dated_by else None,
            partial_key=self.origin.partial_key,
            keeps_history=self.policy.history != 0,
        )

    @property
    def owner_columns(self) -> tuple[str, ...]:
        """The columns that name the parent in its rows."""
        if self.told:
            return (self.told.argument,)
        return tuple(taken.owner for taken in self.parent.taken) if self.parent else ()

    @property
    def needed(self) -> frozenset[str]:
        """The columns that the engine itself reads: they are neither left out nor made unreadable."""
        own = (
            self.unsettled[0] if self.unsettled else None,
            _column(self.origin.time),
            self.version,
            self.left_by,
            self.counts_by,
            *self.volatile,
            *self.sums,
        )
        swept = (sweep.column for sweep in self.sweeps)
        keys = (_column(path) for path in self.origin.key)
        return frozenset(name for name in (*own, *swept, *keys, *self.owner_columns, *self.read_by) if name)

    read_by: tuple[str, ...] = ()
    """Columns that other streams take from it."""

    @property
    def windowed(self) -> bool:
        return self.origin.windowed

    @property
    def since(self) -> Text:
        """What the day means to it that history is told to begin on."""
        if not self.windowed:
            return Text("no meaning: it is read whole", "nada: é lido inteiro")
        if self.lives_on:
            return Text(
                "no meaning: what lives is read whatever day it began",
                "nada: o que está vivo é lido, seja qual for o dia em que começou",
            )
        time = (self.dated_by or self).origin.time
        whose = f"{self.dated_by.name}." if self.dated_by else ""
        return Text(f"the first day of {whose}{time}", f"o primeiro dia de {whose}{time}")

    @property
    def counted(self) -> bool:
        """Whether Hotmart tells `total_results`."""
        return self.origin.counted

    @property
    def host(self) -> str:
        """The host it is read from, where that is not Hotmart's."""
        return self.origin.fetcher.host if self.origin.fetcher else ""

    @property
    def provable(self) -> bool:
        """Whether what is held of a window can be compared with a total of it: both mean the same rows."""
        day = Window(0, DAY).widened(self.origin.grain)
        return self.counted and self.origin.certain(day) == day

    def requests(self, owner: Owner = ()) -> Iterator[Request]:
        """The requests for the first pages of all rows, or of those of one parent."""
        arguments = dict(zip(self._arguments, owner, strict=True))
        for variant in self.variants:
            yield self.origin.request(**arguments, **variant)

    @property
    def _arguments(self) -> tuple[str, ...]:
        if self.told:
            return (self.told.argument,)
        return tuple(taken.argument for taken in self.parent.taken) if self.parent else ()

    def owners(self, owner: Owner) -> dict[str, str]:
        """What to write into every row about the parent asked."""
        return dict(zip(self.owner_columns, owner, strict=False))

    @property
    def needs(self) -> tuple[Stream, ...]:
        """The streams that must be synced for this one to be right."""
        found = (self.dated_by, self.sized_like, self.parent.stream if self.parent else None)
        return tuple({stream.name: stream for stream in found if stream}.values())

    @property
    def orphans(self) -> Orphans | None:
        """Its rows that belong to a parent, or a sale, that has vanished."""
        if self.parent:
            joined = tuple((taken.column, taken.owner) for taken in self.parent.taken)
            return Orphans(parent=self.parent.stream.layout, joined=joined)
        if self.dated_by:
            theirs, ours = self.dated_by.layout.key[0].name, self.layout.key[0].name
            return Orphans(parent=self.dated_by.layout, joined=((theirs, ours),))
        return None

    @property
    def form(self) -> str:
        """What was chosen of its rows. What was read under another choice stays so until it is replayed."""
        chosen = (*self.policy.columns, self.treatment)
        return hashlib.sha256("\n".join(chosen).encode()).hexdigest()[:16] if any(chosen) else ""

    @property
    def nameless(self) -> bool:
        """Whether there is nothing to ask about, because nothing was named in the configuration."""
        above = self.parent.stream.nameless if self.parent else False
        return above or (self.told is not None and not self.told.values)


def _column(path: str | None) -> str | None:
    return path.replace(".", "_") if path else None


def with_needs(streams: Iterable[Stream]) -> list[Stream]:
    """These streams and what they stand on, each after what it needs."""
    found: dict[str, Stream] = {}

    def add(stream: Stream) -> None:
        for needed in stream.needs:
            add(needed)
        found.setdefault(stream.name, stream)

    for stream in streams:
        add(stream)
    return list(found.values())
