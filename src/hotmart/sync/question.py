"""A question: what is asked of one stream, from its first page to its last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hotmart.request import Request
from hotmart.streams.stream import Owner, Stream
from hotmart.streams.windows import Window, joined
from hotmart.warehouse.extent import Extent
from hotmart.warehouse.ledger.notes import WHOLE


@dataclass(frozen=True)
class Question:
    """A window of a stream, or some of its states, or the children of one parent."""

    stream: Stream
    window: Window | None = None
    scope: str = WHOLE
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    owner: Owner = ()

    def requests(self, *, fewer_statuses: bool = False) -> Iterator[Request]:
        """The requests for the first pages: one, but for a stream that needs several to be told all."""
        stream = self.stream
        query: dict[str, list[str]] = {}
        if stream.origin.status:
            statuses = stream.fewer_statuses if fewer_statuses else stream.statuses
            query[stream.origin.status] = [str(status) for status in statuses]
        query |= {name: [str(value) for value in values] for name, values in self.filters}
        for request in stream.requests(self.owner):
            yield (stream.origin.within(request, *self.window) if self.window else request).with_query(
                **query
            )

    def count(self, *, fewer_statuses: bool = False) -> Request:
        """The same question for one row: its page tells how many there are."""
        first = next(self.requests(fewer_statuses=fewer_statuses))
        return self.stream.origin.counting(first)

    def within(self, window: Window) -> Question:
        return replace(self, window=window)

    @property
    def extent(self) -> Extent:
        """What a reading of it speaks for, when it asks for everything there."""
        start, end = self.window or (None, None)
        return Extent(start, end, self.owner)


def fewest(stream: Stream, extents: Iterable[Extent]) -> list[Extent]:
    """What readings of these speak for, neighbouring windows together, since each costs a comparison.

    What an endpoint that reckons in days of a zone nobody told may not have answered is left out, at the
    edges of all that was read side by side.
    """
    windows, rest = list[Window](), list[Extent]()
    for one in extents:
        if one.owner or one.start is None or one.end is None:
            rest.append(one)
        else:
            windows.append(Window(one.start, one.end))
    certain = (stream.origin.certain(window) for window in joined(windows))
    return [Extent(*window) for window in certain if window.length > 0] + rest
