"""The rows of a listing up to a limit: whether they are all there are, and where it goes on if not."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple

from hotmart.actions.cursors import (
    TOKEN,
    Place,
    ends_of,
    period_in_ms,
    place_of,
    resumed,
    token_of_one_window,
)
from hotmart.actions.plain import plain
from hotmart.actions.windows import is_widened, span_of
from hotmart.answers.pages import Page, Pages
from hotmart.client import Hotmart
from hotmart.declaring.operations import PAGE_LIMIT, Listing
from hotmart.errors import HotmartWarning
from hotmart.language import Text
from hotmart.words import milliseconds


class Rows(NamedTuple):
    """Some rows, and what is known of the others."""

    rows: list[Any]
    complete: bool
    cursor: str | None
    """What is given back as `page_token` to go on."""
    asked: dict[str, Any]
    """What it was asked with: the arguments of the call, and what a cursor says beside them."""
    warnings: list[Text]


class Taken(NamedTuple):
    """Rows of pages up to a limit."""

    rows: list[Any]
    complete: bool
    stop: Page[Any] | None = None
    """The page to go on with; None where there is nothing more to be read, or nobody knows where."""
    given: int = 0
    """How many rows of that page were taken, or skipped."""


def listed(listing: Listing[..., Any], arguments: dict[str, Any], client: Hotmart, limit: int | None) -> Rows:
    """At most so many rows; None is all of them. What Hotmart was heard to lack is a warning.

    Raises InvalidArgumentError for a cursor that cannot be meant.
    """
    place = place_of(listing, arguments)
    if place is None and TOKEN in arguments and len(_windows(listing, arguments, client)) > 1:
        raise token_of_one_window(listing)
    asked = arguments if place is None else resumed(listing, arguments, place, client.time_zone)
    skip = 0 if place is None else place.skip
    call = getattr(getattr(client, listing.group), listing.name)
    with _heard() as said:
        if place is not None and place.token is not None:
            pages = _from_a_page(listing, call, asked, place, client)
        else:
            pages = call(**_sized(listing, asked, limit, skip)).pages()
        found = taken(pages, limit, skip)
    cursor = _cursor(listing, asked, found, client, known=place is not None)
    told = asked | {name: it for name, it in arguments.items() if name != TOKEN}
    return Rows(found.rows, found.complete, cursor, told, said)


def taken(pages: Iterable[Page[Any]], limit: int | None, skip: int = 0) -> Taken:
    """The rows up to a limit, but for so many of the first ones. A long period is read in several windows."""
    rows: list[Any] = []
    walk = iter(pages)
    counts: dict[Any, _Count] = {}
    for page in walk:
        counts.setdefault(page.window, _Count()).add(page)
        passed = min(skip, len(page))
        skip -= passed
        for number, row in enumerate(list(page)[passed:], passed + 1):
            rows.append(plain(row))
            if limit is not None and len(rows) >= limit:
                return _stopped(rows, page, number, walk)
    return Taken(rows, not any(one.is_short for one in counts.values()))


def _stopped(rows: list[Any], page: Page[Any], number: int, walk: Iterator[Page[Any]]) -> Taken:
    if number < len(page) or page.page_info.next_page_token:
        return Taken(rows, False, page, number)
    following = next((one for one in walk if len(one)), None)  # in a later window, if anywhere
    return Taken(rows, following is None, following)


class _Count:
    """How many rows of a window came, and how many Hotmart counts in it."""

    def __init__(self) -> None:
        self.seen, self.total, self.whole = 0, 0, True

    def add(self, page: Page[Any]) -> None:
        if not self.seen and _token_of(page):
            self.whole = False  # it was begun later
        self.seen += len(page)
        self.total = page.page_info.total_results or self.total

    @property
    def is_short(self) -> bool:
        return self.whole and self.seen < self.total


def _from_a_page(
    listing: Listing[..., Any],
    call: Callable[..., Pages[Any]],
    asked: dict[str, Any],
    place: Place,
    client: Hotmart,
) -> Iterator[Page[Any]]:
    """The pages from a token on, which is one of the first window, and all of the windows after it."""
    first, *later = _windows(listing, asked, client)
    yield from call(**asked | ends_of(listing, *first), **{TOKEN: place.token}).pages()
    if later:
        yield from call(**asked | ends_of(listing, later[0][0], place.end)).pages()


def _windows(
    listing: Listing[..., Any], asked: dict[str, Any], client: Hotmart
) -> Sequence[tuple[int | None, int | None]]:
    """Both ends of each window that a listing is read in, as the client reads it."""
    if listing.facts.window is None:
        return [(None, None)]
    start, end = listing.facts.window
    now = max(datetime.now(UTC), client.server_time or datetime.min.replace(tzinfo=UTC))
    without = {name: value for name, value in asked.items() if name != TOKEN}
    requests = listing.requests_in(client.time_zone, (), without, milliseconds(now))
    told = [dict(one.query) for one in requests]
    return [(_number(one.get(start)), _number(one.get(end))) for one in told]


def _cursor(
    listing: Listing[..., Any], asked: dict[str, Any], found: Taken, client: Hotmart, *, known: bool
) -> str | None:
    """Hotmart's own token where it says all: the next page of a period that is read as it was told."""
    page = found.stop
    if page is None:
        return None
    following = page.page_info.next_page_token if found.given == len(page) > 0 else None
    own, windows = span_of(listing), _windows(listing, asked, client)
    beyond = known or len(windows) > 1 or (own is not None and is_widened(own, asked))
    if following and not beyond:
        return following
    start = (
        None if listing.facts.window is None else _number(dict(page.request.query).get(_beginning(listing)))
    )
    end = period_in_ms(listing, asked, client.time_zone)[1]
    token = following or _token_of(page)
    return Place(token, 0 if following else found.given, start, end).written()


def _beginning(listing: Listing[..., Any]) -> str:
    """The parameter that its period begins with."""
    return (listing.facts.window or ("",))[0]


def _sized(
    listing: Listing[..., Any], arguments: dict[str, Any], limit: int | None, skip: int
) -> dict[str, Any]:
    """The arguments, and with them how many rows a page is to have where a whole one is too many."""
    few = limit is not None and limit + skip < PAGE_LIMIT and listing.facts.sized
    told = "max_results" in arguments or TOKEN in arguments
    return arguments | {"max_results": max((limit or 0) + skip, 1)} if few and not told else arguments


def _token_of(page: Page[Any]) -> str | None:
    return dict(page.request.query).get(TOKEN)


def _number(told: str | None) -> int | None:
    return None if told is None else int(told)


@contextmanager
def _heard() -> Generator[list[Text]]:
    """What is warned of while a listing is read, as sentences of the answer."""
    said: list[Text] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", HotmartWarning)
        yield said
    for one in caught:
        if issubclass(one.category, HotmartWarning):
            said.append(Text(str(one.message), str(one.message)))
        else:
            warnings.warn_explicit(one.message, one.category, one.filename, one.lineno)
