"""A question: what is asked of one stream, from its first page to its last."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hotmart.request import Request
from hotmart.sync.streams import Stream
from hotmart.sync.windows import Window
from hotmart.warehouse.ledger import WHOLE


@dataclass(frozen=True)
class Question:
    """A window of a stream, or some of its states, or the children of one parent."""

    stream: Stream
    window: Window | None = None
    scope: str = WHOLE
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    owner: str | None = None

    def request(self, *, fewer_statuses: bool = False) -> Request:
        """The request for the first page."""
        stream = self.stream
        query: dict[str, list[str]] = {}
        if stream.status:
            statuses = stream.fewer_statuses if fewer_statuses else stream.statuses
            query[stream.status] = [str(status) for status in statuses]
        if self.window and stream.window:
            first, last = self.window.inclusive
            query |= {stream.window[0]: [str(first)], stream.window[1]: [str(last)]}
        query |= {name: [str(value) for value in values] for name, values in self.filters}
        return stream.request(self.owner).with_query(**query)

    def count(self, *, fewer_statuses: bool = False) -> Request:
        """The same question for one row: its page tells how many there are."""
        return self.request(fewer_statuses=fewer_statuses).with_query(max_results=1)

    def within(self, window: Window) -> Question:
        return replace(self, window=window)
