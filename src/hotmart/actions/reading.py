"""Running an action that reads: rows as they are, and for which window they were asked."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from hotmart.actions.listed import listed
from hotmart.actions.plain import plain
from hotmart.actions.remarks import remarks, window_of
from hotmart.client import Hotmart
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.operations import Listing
from hotmart.document import Problem
from hotmart.language import Text
from hotmart.words import is_list


class Window(NamedTuple):
    """The time that was asked for, in the account's zone. An end that nobody told is None."""

    start: str | None
    end: str | None
    of: str
    """Which date of a row it is of, by the parameter that bounds it: `start_date` is the day of the order."""


@dataclass
class Output:
    """What an action answers."""

    output: Any
    complete: bool = True
    """Whether it is all there is."""
    next_cursor: str | None = None
    """What is given back as `page_token` to go on, where it is not."""
    window: Window | None = None
    """The period it was asked for; None where it was asked for none."""
    time_zone: str | None = None
    """The zone of its days."""
    requests: int = 0
    quota: Mapping[str, int] | None = None
    seconds: float = 0.0
    warnings: list[Text] = field(default_factory=list[Text])
    problem: Problem | None = None
    """Why it is less than was asked for, where it is."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return self.output in ([], {}, None)

    @property
    def more(self) -> Text | None:
        """How the rest is had, where there is one; None where a problem tells of it already."""
        if self.complete or self.problem is not None or not is_list(self.output):
            return None
        if self.next_cursor is None:
            return Text("There are more: --all reads them.", "Há mais: --all lê tudo.")
        return Text(
            f"There are more: the same with -p page_token={self.next_cursor} goes on, --all reads them.",
            f"Há mais: o mesmo com -p page_token={self.next_cursor} continua, --all lê tudo.",
        )

    def meta(self) -> dict[str, Any]:
        """What stands beside the output of every action."""
        return {
            "complete": self.complete,
            "next_cursor": self.next_cursor,
            "requests": self.requests,
            "quota": self.quota,
            "elapsed_ms": round(self.seconds * 1000),
            "window": None if self.window is None else self.window._asdict(),
            "time_zone": self.time_zone,
        }


def read(
    endpoint: Endpoint[..., Any], arguments: dict[str, Any], client: Hotmart, zone: str, limit: int | None
) -> Output:
    """What a read of the catalogue answers, at most so many rows; None is all of them."""
    began, before = time.monotonic(), client.calls
    asked = arguments
    if isinstance(endpoint, Listing):
        rows = listed(endpoint, arguments, client, limit)
        asked, found = rows.asked, Output(rows.rows, rows.complete, rows.cursor, warnings=rows.warnings)
    else:
        call = getattr(getattr(client, endpoint.group), endpoint.name)
        found = Output(plain(call(**arguments)))
    if told := window_of(endpoint, asked, zone):
        span, ends = told
        found.window = Window(*ends, span.start)
    found.warnings += remarks(endpoint, asked, zone, empty=found.is_empty)
    return measured(found, client, began, before)


def measured(found: Output, client: Hotmart, began: float, before: int) -> Output:
    """The same, with what it cost."""
    found.requests, found.seconds = client.calls - before, time.monotonic() - began
    found.quota = {"limit": client.quota.limit, "remaining": client.quota.remaining}
    return found
