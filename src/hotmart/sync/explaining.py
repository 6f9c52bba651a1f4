"""Explaining: find the sales that make a sum differ, by halving the time in which it does."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from itertools import accumulate
from typing import TypeAlias

import msgspec

from hotmart.api import operation
from hotmart.errors import APIStatusError, UnexpectedAnswerError
from hotmart.streams.origin import Fetcher
from hotmart.streams.stream import Stream
from hotmart.streams.windows import Window
from hotmart.sync.counts import Counts, Earning
from hotmart.sync.sums import Sums, minus, summed, unequal
from hotmart.warehouse.ledger.differences import Difference, Kind
from hotmart.words import NOT_JSON

_Share: TypeAlias = tuple[str, Decimal]
MOST = 400
"""The calls that one explanation may take: a sale among a hundred thousand takes about twenty."""


class Held:
    """What the warehouse has the account earn, and what is known to differ from it, in order of time."""

    def __init__(self, earnings: Sequence[Earning], known: Iterable[Difference]) -> None:
        self.earnings = earnings
        self.times = sorted({one.at for one in earnings})
        self._at = [one.at for one in earnings]
        parts = [(one.at, one.sums) for one in earnings]
        parts += [(one.start, {one.currency: one.by}) for one in known]
        parts.sort(key=lambda part: part[0])
        self._moments = [at for at, _ in parts]
        self._running = {
            currency: list(
                accumulate((sums.get(currency, Decimal()) for _, sums in parts), initial=Decimal())
            )
            for currency in {currency for _, sums in parts for currency in sums}
        }

    def sums(self, window: Window) -> Sums:
        """What Hotmart's sums of a window should be."""
        first, last = (bisect_left(self._moments, bound) for bound in window)
        return {currency: running[last] - running[first] for currency, running in self._running.items()}

    def sales(self, window: Window) -> Sequence[Earning]:
        """The sales of a window."""
        first, last = (bisect_left(self._at, bound) for bound in window)
        return self.earnings[first:last]

    def middle(self, window: Window) -> int | None:
        """Where to cut a window, half of its sales on either side; None if they are of one moment."""
        first, last = (bisect_left(self.times, bound) for bound in window)
        return self.times[(first + last) // 2] if last - first > 1 else None


class Explainer:
    """Looks for what makes the sums of one stream differ, with so many calls at most."""

    def __init__(self, client: Fetcher, counts: Counts, stream: Stream, most: int = MOST) -> None:
        self._client, self._counts, self._stream = client, counts, stream
        self._left = most
        self._found: list[Difference] = []

    async def explain(self, window: Window, theirs: Sums, known: Iterable[Difference]) -> list[Difference]:
        """The differences of a window with these sums at Hotmart: those known that hold, and new ones."""
        self._found = [
            one
            for one in known
            if one.stream == self._stream.name
            and one.kind is not Kind.OPEN
            and window.start <= one.start < window.end
        ]
        earnings = await asyncio.to_thread(self._counts.earnings, self._stream, window)
        await self._narrow(Held(earnings, self._found), window, theirs)
        return sorted(self._found, key=lambda one: (one.start, one.transaction or "", one.currency))

    async def _narrow(self, held: Held, window: Window, theirs: Sums) -> None:
        """Halve a window for as long as it differs and holds sales of more than one moment.

        The second half needs no call: it is what the first leaves.
        """
        if not unequal(theirs, held.sums(window)):
            return
        cut = held.middle(window)
        if cut is None:
            await self._name(held, window, theirs)
            return
        first, second = Window(window.start, cut), Window(cut, window.end)
        told = await self._ask(first)
        if told is None:
            self._leave_open(window, theirs, held.sums(window))
            return
        await self._narrow(held, first, told)
        await self._narrow(held, second, minus(theirs, told))

    async def _name(self, held: Held, window: Window, theirs: Sums) -> None:
        """Ask for each sale that is left by its name, so that none is named for what another does."""
        fresh: list[Difference] = []
        rest = theirs
        for sale in held.sales(window):
            told = await self._ask(Window(sale.at, sale.at + 1), sale.transaction)
            if told is None:
                self._leave_open(window, theirs, held.sums(window))
                return
            rest = minus(rest, told)
            if currencies := unequal(told, sale.sums):
                kind = await self._kind(sale.transaction)
                fresh += [
                    self._difference(
                        kind, Window(sale.at, sale.at + 1), one, told, sale.sums, sale.transaction
                    )
                    for one in currencies
                ]
        fresh += [
            self._difference(Kind.PERIOD, window, one, theirs, minus(theirs, rest))
            for one in unequal(rest, {})
        ]
        self._found = [one for one in self._found if not window.start <= one.start < window.end] + fresh

    def _leave_open(self, window: Window, theirs: Sums, ours: Sums) -> None:
        self._found += [
            self._difference(Kind.OPEN, window, one, theirs, ours) for one in unequal(theirs, ours)
        ]

    def _difference(
        self,
        kind: Kind,
        window: Window,
        currency: str,
        theirs: Sums,
        ours: Sums,
        transaction: str | None = None,
    ) -> Difference:
        return Difference(
            self._stream.name,
            kind,
            transaction,
            currency,
            *window,
            hotmart=theirs.get(currency, Decimal()),
            warehouse=ours.get(currency, Decimal()),
            explained_at=datetime.now(UTC),
        )

    async def _ask(self, window: Window, transaction: str = "") -> Sums | None:
        if not self._left:
            return None
        self._left -= 1
        return await summed(self._client, self._stream, window, transaction)

    async def _kind(self, transaction: str) -> Kind:
        """Whether Hotmart lists the commissions of a sale as they are held, or otherwise by now."""
        self._left = max(0, self._left - 1)
        held = await asyncio.to_thread(self._counts.shares, self._stream, [transaction])
        ours = sorted((share.source or "", share.value or Decimal()) for share in held.get(transaction, ()))
        listed = await _listed(self._client, transaction)
        return Kind.SALE if listed in (None, ours) else Kind.STALE


class _Listed(msgspec.Struct):
    class Entry(msgspec.Struct):
        class Amount(msgspec.Struct):
            value: Decimal | None = None

        commission: Amount
        source: str | None = None

    commissions: list[Entry] = []


class _Page(msgspec.Struct):
    items: list[_Listed]


async def _listed(client: Fetcher, transaction: str) -> list[_Share] | None:
    """The commissions of a sale as Hotmart lists them now; None if that cannot be known."""
    request = operation("sales.commissions").request().with_query(transaction=transaction)
    try:
        page = msgspec.json.decode(await client.fetch(request), type=_Page)
    except (APIStatusError, UnexpectedAnswerError, *NOT_JSON):
        return None
    entries = (entry for item in page.items for entry in item.commissions)
    return sorted((entry.source or "", entry.commission.value or Decimal()) for entry in entries)
