"""Running an action that reads: rows as they are, and for which window they were asked."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, TypeGuard

from hotmart.actions.remarks import remarks, window_of
from hotmart.answers.pages import Pages
from hotmart.answers.rows import Rows
from hotmart.client import Hotmart
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.operations import PAGE_LIMIT, Listing
from hotmart.document import Problem
from hotmart.figures import iso
from hotmart.language import Text
from hotmart.model import Model
from hotmart.words import is_list, is_object


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
    """The page token to go on with, where it is not."""
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
    call = getattr(getattr(client, endpoint.group), endpoint.name)
    if isinstance(endpoint, Listing):
        rows, complete, cursor = taken(call(**_sized(endpoint, arguments, limit)), limit)
        found = Output(rows, complete, cursor)
    else:
        found = Output(plain(call(**arguments)))
    if told := window_of(endpoint, arguments, zone):
        span, ends = told
        found.window = Window(*ends, span.start)
    found.warnings += remarks(endpoint, arguments, zone, empty=found.is_empty)
    return measured(found, client, began, before)


def measured(found: Output, client: Hotmart, began: float, before: int) -> Output:
    """The same, with what it cost."""
    found.requests, found.seconds = client.calls - before, time.monotonic() - began
    found.quota = {"limit": client.quota.limit, "remaining": client.quota.remaining}
    return found


def _sized(listing: Listing[..., Any], arguments: dict[str, Any], limit: int | None) -> dict[str, Any]:
    """The arguments, and with them how many rows a page is to have where a whole one is too many."""
    few = limit is not None and limit < PAGE_LIMIT and listing.facts.sized
    told = "max_results" in arguments or "page_token" in arguments
    return arguments | {"max_results": max(limit or 1, 1)} if few and not told else arguments


def taken(pages: Pages[Any], limit: int | None) -> tuple[list[Any], bool, str | None]:
    """The rows up to a limit, whether they are all, and the token of the page after them if it is known."""
    rows: list[Any] = []
    walk = iter(pages.pages())
    for page in walk:
        for number, row in enumerate(page, 1):
            rows.append(plain(row))
            if limit is not None and len(rows) >= limit:
                token = page.page_info.next_page_token
                if number < len(page) or token:
                    return rows, False, token if number == len(page) else None
                return rows, not any(map(len, walk)), None  # a long period is read in several windows
    return rows, True, None


def plain(value: Any) -> Any:
    """A value as data: money as Decimal, moments as ISO 8601 in UTC."""
    if isinstance(value, Model):
        return plain(value.model_dump(exclude_none=True))
    if isinstance(value, datetime):
        return iso(value)
    if is_object(value):
        return {name: plain(one) for name, one in value.items()}
    if is_list(value) or _is_rows(value):
        return [plain(one) for one in value]
    return value


def _is_rows(value: Any) -> TypeGuard[Rows[Any]]:
    return isinstance(value, Rows)
