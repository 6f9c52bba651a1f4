"""The stages of a run: each stream reads what is due, sweeps, follows, and is proved.

Streams go side by side; one waits for another only where it stands on it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from hotmart.language import Text
from hotmart.streams.origin import Fetcher
from hotmart.streams.stream import Owner, Stream, Sweep
from hotmart.streams.windows import HOUR, Window, cover
from hotmart.sync.counts import Counts
from hotmart.sync.land import Lander
from hotmart.sync.plan import StreamPlan, SyncPlan
from hotmart.sync.prove import Prover
from hotmart.sync.pull import Pulled, Puller, Unread
from hotmart.sync.question import Question
from hotmart.sync.report import Gap
from hotmart.sync.sums import check_commissions
from hotmart.sync.together import for_each, to_its_end, together
from hotmart.sync.watch import Watch
from hotmart.warehouse.ledger import notes
from hotmart.warehouse.ledger.differences import Kind, known_differences, note_differences
from hotmart.warehouse.ledger.notes import WHOLE
from hotmart.warehouse.spool import Keys, Spool
from hotmart.warehouse.store import Warehouse

BLOCK = 500  # rows in the smallest window worth reading again: one page
UNDER_WAY = 1_000  # questions of one stream that are asked or landed at a time, of which few are asked
OVERLAP = HOUR  # what changed since the newest row is asked for from so much earlier (dossier §15.2)

_END_PRESUMED = Text(
    "rows that are held did not come, and that this was all is only presumed: nothing is taken for gone",
    "linhas guardadas não vieram, e é só presumido que isso era tudo: nada é dado por sumido",
)
_NOTHING_CAME = Text("nothing came, though rows are held", "não veio nada, embora haja linhas guardadas")


class Stages:
    """What the streams of one run share while they take their stages."""

    def __init__(
        self,
        client: Fetcher,
        spool: Spool,
        puller: Puller,
        lander: Lander,
        prover: Prover,
        counts: Counts,
        warehouse: Warehouse,
        run: int,
        watch: Watch,
        *,
        full: bool,
    ) -> None:
        self._client, self._spool, self._puller = client, spool, puller
        self._lander, self._prover = lander, prover
        self._counts, self._warehouse, self._run, self._watch = counts, warehouse, run, watch
        self._full, self._as_of = full, 0
        self._done: dict[str, asyncio.Event] = {}
        self.gaps: list[Gap] = []

    async def take(self, plan: SyncPlan) -> None:
        """Every stream, from its due windows to its proof. The first error of any stream ends all."""
        self._as_of = plan.as_of
        self._done = {part.stream.name: asyncio.Event() for part in plan.streams}
        await together(self._stream(part) for part in plan.streams)

    async def _stream(self, part: StreamPlan) -> None:
        stream = part.stream
        if stream.parent:
            await self._children(part)
        elif stream.windowed:
            await self._windows(part)
        else:
            await self._read_all(Question(stream, owner=owner) for owner in part.owners)
        self._done[stream.name].set()
        self._watch.finished(stream.name)

    async def _windows(self, part: StreamPlan) -> None:
        stream = part.stream
        await self._read_all(Question(stream, window) for window in part.due)
        if part.swept:
            await self._sweep(part)
        await self._follow(part)
        if stream.provable:
            await together(self._prover.prove(stream, window, mend=self.read) for window in part.settled)
        if stream.sums:
            await self._prove_commissions(part)

    async def read(self, question: Question) -> list[Pulled]:
        """Read a question into the warehouse; what cannot be read is a gap, not the end of the run."""
        with self._lander.expecting():
            parts = [self._accepted(part) for part in await self._puller.pull(question)]
            pulled = [part for part in parts if isinstance(part, Pulled)]
            landed = self._lander.land(pulled)
        doubtful = await landed
        for part in parts:
            if isinstance(part, Unread):
                self._gap(part.question, part.why)
            elif not part.consistent:
                self._gap(part.question, part.doubt)
        for part, lacks in zip(pulled, doubtful, strict=True):
            if lacks:
                await self._make_sure(part)
        return pulled

    def _accepted(self, part: Pulled | Unread) -> Pulled | Unread:
        """A reading as it may land: whether it speaks for what it did not bring, or is refused."""
        if isinstance(part, Unread):
            return part
        stream = part.question.stream
        drift = sorted({oddity.path for oddity in part.oddities if oddity.is_drift})
        if drift and stream.policy.drift == "fail":
            part.reel.discard()
            listed = ", ".join(drift)
            return Unread(part.question, Text(f"new or odd: {listed}", f"novo ou estranho: {listed}"))
        whole = part.consistent and part.question.scope == WHOLE
        told = stream.counted and part.total is not None  # an empty page without a total may be a slip
        part.speaks, part.unsure = whole and told, whole and not told
        return part

    async def _make_sure(self, pulled: Pulled) -> None:
        """Rows did not come, and Hotmart gives no total: they are gone if they do not come a second time.

        That a whole stream is empty all at once is not believed: it is said, and nothing is removed.
        """
        question = pulled.question
        if pulled.presumed:
            self._gap(question, _END_PRESUMED)
            return
        if not (pulled.keys or question.owner or question.window or self._full):
            self._gap(question, _NOTHING_CAME)
            return
        with self._lander.expecting():
            again = await self._puller.pull(question)
            same = [one for one in again if isinstance(one, Pulled) and one.consistent]
            sure = len(again) == len(same) == 1 and set(same[0].keys) == set(pulled.keys)
            sure = sure and not same[0].presumed
            for one in same:
                one.speaks = sure
            landed = self._lander.land(same)
        await landed

    async def _read_all(self, questions: Iterable[Question], seen: Keys | None = None) -> None:
        """Read these questions, and add to `seen` the keys of what came."""

        async def read(question: Question) -> None:
            pulled = await self.read(question)
            if seen is not None:
                seen.add(key for one in pulled for key in one.keys)

        await for_each(questions, read, UNDER_WAY)

    def _gap(self, question: Question, why: Text) -> None:
        name = question.stream.name
        self.gaps.append(Gap(name, question.window, why, question.owner))
        self._watch.gap(name, question.window, why)

    async def _children(self, part: StreamPlan) -> None:
        """Ask about the rows of the parent stream: those that changed, and now and then about all."""
        stream, parent = part.stream, part.stream.parent
        if parent is None:
            return
        await self._done[parent.stream.name].wait()
        owners = await asyncio.to_thread(self._counts.owners, stream, part.stale_before)
        await self._read_all(Question(stream, owner=owner) for owner in owners)
        if stream.since_by:
            known = await asyncio.to_thread(self._counts.owners, stream, self._as_of)
            rest = [owner for owner in known if owner not in owners]
            await self._read_all([await self._since(stream, owner) for owner in rest])
            if stream.counted:
                await self._prover.prove_children(stream, rest, mend=self.read)

    async def _since(self, stream: Stream, owner: Owner) -> Question:
        """What changed since the newest row held, with some overlap: the one true filter by change."""
        newest = await asyncio.to_thread(self._counts.newest, stream, owner)
        since = str(max(0, (newest or 0) - OVERLAP))
        return Question(stream, None, "since", ((stream.since_by or "", (since,)),), owner)

    async def _sweep(self, part: StreamPlan) -> None:
        """Read the states that old rows come into and leave again, however old the rows are."""
        stream = part.stream
        await together(
            self._sweep_states(stream, sweep, window) for window in part.settled for sweep in stream.sweeps
        )
        if stream.swept_every:
            await self._done_with(stream, notes.SWEPT)

    async def _done_with(self, stream: Stream, scope: str) -> None:
        """Note it for the runs to come, unless something could not be read."""
        if not any(gap.stream == stream.name for gap in self.gaps):
            await to_its_end(notes.note_done, self._warehouse, self._run, stream.name, scope)

    async def _sweep_states(self, stream: Stream, sweep: Sweep, window: Window) -> None:
        groups = [sweep.values] if sweep.together else [(value,) for value in sweep.values]
        questions = (
            Question(stream, window, "+".join(values), ((sweep.parameter, values),)) for values in groups
        )
        if stream.left_by is None:
            await self._read_all(questions)
            return
        with self._spool.keys(stream.name) as seen:
            await self._read_all(questions, seen)
            left = await asyncio.to_thread(self._counts.left, stream, sweep, window, seen.path)
        await self._ask_again(stream, window, left)

    async def _ask_again(self, stream: Stream, window: Window, left: set[str]) -> None:
        """Read the rows that left a swept state, each by its name, or all together where that is cheaper."""
        if stream.left_by is None or not left:
            return
        everything = await asyncio.to_thread(self._counts.items, stream, window)
        if len(left) > everything // BLOCK:
            await self.read(Question(stream, window))
            return
        await self._read_all(
            Question(stream, window, f"{stream.left_by}", ((stream.left_by, (name,)),))
            for name in sorted(left)
        )

    async def _follow(self, part: StreamPlan) -> None:
        """Read again what belongs to sales that changed: a refund changes its commissions too.

        How far it has followed is in the ledger, so a killed run leaves nothing unfollowed.
        """
        stream = part.stream
        if stream.dated_by is None:
            return
        leader = stream.dated_by
        await self._done[leader.name].wait()
        blocks = [
            block
            for window in part.settled
            for block in await asyncio.to_thread(
                self._counts.blocks_changed_after, leader, part.followed, window, BLOCK
            )
        ]
        await self._read_all(Question(stream, block) for block in blocks)
        await self._done_with(stream, notes.FOLLOWED)

    async def _prove_commissions(self, part: StreamPlan) -> None:
        await self._read_stale(part.stream)
        for span in cover(part.whole) if part.whole else ():
            self._prover.keep(await check_commissions(self._client, self._counts, part.stream, span))

    async def _read_stale(self, stream: Stream) -> None:
        """Read the sales again of which Hotmart was found to list other commissions than are held."""
        known = await asyncio.to_thread(known_differences, self._warehouse)
        stale = {one.start for one in known if one.kind is Kind.STALE and one.stream == stream.name}
        for at in sorted(stale):
            window = Window(at, at + 1)
            await self.read(Question(stream, window))
            await to_its_end(note_differences, self._warehouse, self._run, stream.name, window, ())
