"""The calls of a run: to Hotmart, and to each other host that a source is read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hotmart.streams.origin import Host
    from hotmart.streams.stream import Stream


class Caller(Protocol):
    """Whoever has sent so many calls."""

    @property
    def calls(self) -> int: ...


class Calls:
    """Counts them from now on."""

    def __init__(self, client: Caller, streams: Iterable[Stream]) -> None:
        self._client = client
        fetchers = (stream.origin.fetcher for stream in streams)
        self._hosts: list[Host] = [one for one in fetchers if one is not None]
        self._before = client.calls, self._counted()

    def _counted(self) -> Counter[str]:
        counted: Counter[str] = Counter()
        for one in self._hosts:
            counted[one.host] += one.calls
        return counted

    @property
    def elsewhere(self) -> dict[str, int]:
        """Those to each host that is not Hotmart's."""
        _, before = self._before
        return {host: calls - before[host] for host, calls in self._counted().items()}

    @property
    def total(self) -> int:
        """All of them."""
        at_hotmart, _ = self._before
        return self._client.calls - at_hotmart + sum(self.elsewhere.values())
