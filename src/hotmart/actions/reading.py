"""Running an action that reads: rows as they are, and for which window they were asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias, TypeGuard

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
from hotmart.zone import stamp_in

Zone: TypeAlias = Callable[[], str]
"""What tells the zone of the account's days, asked only where a day is told."""
USUAL = 100  # rows that are read unless more are asked for
_NAMES_ONE = ("transaction", "subscriber_code", "transaction_code", "ucode")


@dataclass
class Output:
    """What an action answers."""

    output: Any
    complete: bool = True
    """Whether it is all there is."""
    next_cursor: str | None = None
    """The page token to go on with, where it is not."""
    window: tuple[str | None, str | None] | None = None
    """The period it was asked for, in the account's zone; None where it was asked for none."""
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
        window = None if self.window is None else {"start": self.window[0], "end": self.window[1]}
        return {
            "complete": self.complete,
            "next_cursor": self.next_cursor,
            "requests": self.requests,
            "quota": self.quota,
            "elapsed_ms": round(self.seconds * 1000),
            "window": window,
        }


def read(
    endpoint: Endpoint[..., Any], arguments: dict[str, Any], client: Hotmart, zone: Zone, limit: int | None
) -> Output:
    """What a read of the catalogue answers, at most so many rows; None is all of them."""
    began, before = time.monotonic(), client.calls
    call = getattr(getattr(client, endpoint.group), endpoint.name)
    if isinstance(endpoint, Listing):
        found = _listed(endpoint, call, arguments, zone, limit)
    else:
        found = Output(_plain(call(**arguments)))
    return measured(found, client, began, before)


def measured(found: Output, client: Hotmart, began: float, before: int) -> Output:
    """The same, with what it cost."""
    found.requests, found.seconds = client.calls - before, time.monotonic() - began
    found.quota = {"limit": client.quota.limit, "remaining": client.quota.remaining}
    return found


def _listed(
    listing: Listing[..., Any], call: Any, arguments: dict[str, Any], zone: Zone, limit: int | None
) -> Output:
    if limit is not None and limit < PAGE_LIMIT and listing.facts.sized:
        sized = "max_results" not in arguments and "page_token" not in arguments
        arguments = arguments | ({"max_results": max(limit, 1)} if sized else {})
    rows, complete, cursor = taken(call(**arguments), limit)
    found = Output(rows, complete, cursor, _window(listing, arguments, zone))
    if found.is_empty:
        found.warnings.append(_nothing(found.window))
    return found


def taken(pages: Pages[Any], limit: int | None) -> tuple[list[Any], bool, str | None]:
    """The rows up to a limit, whether they are all, and the token of the page after them if it is known."""
    rows: list[Any] = []
    for page in pages.pages():
        for number, row in enumerate(page, 1):
            rows.append(_plain(row))
            if limit is not None and len(rows) >= limit:
                token = page.page_info.next_page_token
                last = number == len(page)
                return rows, last and not token, token if last else None
    return rows, True, None


def _plain(value: Any) -> Any:
    """As data: money as Decimal, moments as ISO 8601 in UTC."""
    if isinstance(value, Model):
        return _plain(value.model_dump(exclude_none=True))
    if isinstance(value, datetime):
        return iso(value)
    if is_object(value):
        return {name: _plain(one) for name, one in value.items()}
    if is_list(value) or _is_rows(value):
        return [_plain(one) for one in value]
    return value


def _is_rows(value: Any) -> TypeGuard[Rows[Any]]:
    return isinstance(value, Rows)


def _window(listing: Listing[..., Any], arguments: Mapping[str, Any], zone: Zone) -> Any:
    window = listing.facts.window
    if window is None or any(name in arguments for name in _NAMES_ONE):
        return None
    return tuple(_shown(arguments.get(name), zone) for name in window)


def _shown(moment: Any, zone: Zone) -> str | None:
    if moment is None:
        return None
    return stamp_in(moment, zone()) if hasattr(moment, "hour") else str(moment)


def _nothing(window: tuple[str | None, str | None] | None) -> Text:
    if window is None:
        return Text("Nothing was found.", "Nada foi encontrado.")
    start, end = window
    if start is None and end is None:
        return Text(
            "Nothing was found in the period that Hotmart takes where none is given, about the last 30 days: "
            "give one with -p period=…",
            "Nada foi encontrado no período que a Hotmart usa quando nenhum é dado, cerca dos últimos 30 "
            "dias: informe um com -p period=…",
        )
    return Text(
        f"Nothing was found from {start or 'the beginning'} to {end or 'now'}.",
        f"Nada foi encontrado de {start or 'o início'} até {end or 'agora'}.",
    )
