"""Prove: hold the warehouse against Hotmart's own totals, and mend what differs.

Hotmart tells how many sales lie in a window in each state. A late refund or chargeback touches no date
that can be filtered on, but it moves two of these counts; so a few requests for one row each find
every such sale in all of history, and only the windows whose counts differ are read again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable

from hotmart.streams.stream import Owner, Stream
from hotmart.streams.windows import DAY, Window
from hotmart.sync.counts import Counts
from hotmart.sync.pull import Puller
from hotmart.sync.question import Question
from hotmart.sync.together import together
from hotmart.sync.watch import Watch
from hotmart.warehouse.ledger.notes import WHOLE, Check

CHEAP_ROWS = 2_500  # read so many rows rather than look closer: five pages
CLOSER = 12  # pieces a window is looked at in
ROUNDS = 3

Read = Callable[[Question], Awaitable[object]]
"""Reads a question into the warehouse."""


class Prover:
    """Compares, and keeps every comparison."""

    def __init__(self, puller: Puller, counts: Counts, watch: Watch) -> None:
        self._puller, self._counts, self._watch = puller, counts, watch
        self.checks: list[Check] = []

    async def prove(self, stream: Stream, window: Window, mend: Read | None = None) -> None:
        """Check a window of a stream, state by state where it has states; mend it if told how."""
        states: list[str | None] = [*map(str, stream.statuses)] if stream.counts_by else [None]
        found: list[Check] = []
        for number in range(ROUNDS):
            found = await self._compare(stream, window, states)
            wrong = sorted(
                (check for check in found if not check.matches), key=lambda check: check.hotmart or 0
            )
            if not wrong or mend is None:
                break
            for check in wrong:
                state = None if check.scope == WHOLE else check.scope
                await self._mend(stream, window, state, mend, again=number > 0)
        self.keep(found)

    async def prove_children(self, stream: Stream, owners: Iterable[Owner], mend: Read | None = None) -> None:
        """Check how many rows each of these parents has; read those again where it differs, if told how."""
        self.keep(await together(self._prove_one(stream, owner, mend) for owner in owners))

    async def _prove_one(self, stream: Stream, owner: Owner, mend: Read | None) -> Check:
        question = Question(stream, owner=owner)
        check = await self._count(question)
        if check.matches or mend is None:
            return check
        await mend(question)
        return await self._count(question)

    async def _count(self, question: Question) -> Check:
        total = await self._puller.count(question)
        held = await asyncio.to_thread(self._counts.of, question)
        return Check(question.stream.name, "count", "/".join(question.owner), None, None, total, held)

    async def _compare(self, stream: Stream, window: Window, states: list[str | None]) -> list[Check]:
        hotmart = await together(self._puller.count(_question(stream, window, state)) for state in states)
        held = await asyncio.to_thread(self._held, stream, window)
        return [
            Check(stream.name, "count", state or WHOLE, *window, total, held.get(state or WHOLE, 0))
            for state, total in zip(states, hotmart, strict=True)
        ]

    def _held(self, stream: Stream, window: Window) -> dict[str, int]:
        if stream.counts_by is None:
            return {WHOLE: self._counts.items(stream, window)}
        return self._counts.by_state(stream, window)

    async def _mend(
        self, stream: Stream, window: Window, state: str | None, read: Read, *, again: bool
    ) -> None:
        """Find where the counts of one state differ, closer and closer, and read that again.

        Rows that are held, and gone from this state, show up in another. Where they still do not when
        that was read, they have vanished, which only a reading of all states can tell.
        """
        (check,) = await self._compare(stream, window, [state])
        if check.matches or check.hotmart is None:
            return
        vanished = again and check.hotmart < check.warehouse
        if not (check.hotmart or vanished):
            return
        rows = await asyncio.to_thread(self._counts.items, stream, window) if vanished else check.hotmart
        if rows <= CHEAP_ROWS or window.length <= DAY:
            await read(_question(stream, window, None if vanished else state))
            return
        for piece in window.pieces(CLOSER, stream.origin.grain):
            await self._mend(stream, piece, state, read, again=again)

    def keep(self, checks: list[Check]) -> None:
        """Remember these comparisons."""
        self.checks += checks
        for check in checks:
            self._watch.checked(check)


def _question(stream: Stream, window: Window, state: str | None) -> Question:
    if state is None:
        return Question(stream, window)
    return Question(stream, window, state, ((stream.origin.status or "", (state,)),))
