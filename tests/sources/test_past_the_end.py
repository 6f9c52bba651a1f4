"""Where a source ends: an endpoint that goes on after its last page is neither an error nor endless."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import httpx2
import pytest

from hotmart.config.source import SourceConfig
from hotmart.errors import APIStatusError, UnexpectedAnswerError
from hotmart.sources.answer import next_link

from .endpoint import read_all, source

Rows = list[dict[str, Any]]
ROWS: Rows = [{"id": f"{n:02}"} for n in range(25)]


class Numbered:
    """Its cursor is the number of a page, and every page tells the next, of which the last has no need."""

    def __init__(self, *pages: Rows) -> None:
        self.pages = pages
        self.asked: list[int] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(here := int(request.url.params.get("cursor", "0")))
        rows = self.pages[here] if here < len(self.pages) else []
        return httpx2.Response(
            200, json={"items": rows, "cursor": here + 1, "more": here + 1 < len(self.pages)}
        )


def cursor(**told: Any) -> SourceConfig:
    pages = {"kind": "cursor", "parameter": "cursor", "next": "cursor"} | told.pop("pagination", {})
    return source(records="items", pagination=pages, **told)


TENS = (ROWS[:10], ROWS[10:20], ROWS[20:])


def test_a_cursor_on_every_page_ends_where_nothing_more_comes() -> None:
    endpoint = Numbered(*TENS)
    assert asyncio.run(read_all(cursor(), endpoint)) == ROWS
    assert endpoint.asked == [0, 1, 2, 3, 4]


def test_a_flag_ends_it_sooner() -> None:
    endpoint = Numbered(*TENS)
    assert asyncio.run(read_all(cursor(pagination={"more": "more"}), endpoint)) == ROWS
    assert endpoint.asked == [0, 1, 2]


def test_a_flag_says_that_more_comes_after_an_empty_page() -> None:
    endpoint = Numbered(ROWS[:1], [], ROWS[1:10], [], ROWS[10:])
    assert asyncio.run(read_all(cursor(pagination={"more": "more"}), endpoint)) == ROWS


@pytest.mark.parametrize("kind", ["cursor", "page", "offset"])
def test_two_empty_pages_in_a_row_are_the_end_whatever_a_flag_says(kind: str) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(at := int(request.url.params.get("at", "0")) * (10 if kind == "page" else 1))
        assert len(asked) < 9
        return httpx2.Response(200, json={"items": ROWS[at : at + 10], "more": True, "next": str(at + 10)})

    asked: list[int] = []
    pages: dict[str, Any] = {"kind": kind, "parameter": "at", "more": "more"}
    more: dict[str, Any] = {"cursor": {"next": "next"}, "page": {"first": 0}}
    pages |= more.get(kind, {})
    assert asyncio.run(read_all(source(records="items", pagination=pages), answer)) == ROWS
    assert len(asked) == 5


@pytest.mark.parametrize("status", [204, 400, 404])
def test_a_cursor_that_leads_past_an_empty_page_may_be_refused(status: int) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        here = int(request.url.params.get("cursor", "0"))
        if here > 3:
            return httpx2.Response(status)
        return httpx2.Response(200, json={"items": [*TENS, []][here], "cursor": here + 1})

    assert asyncio.run(read_all(cursor(), answer)) == ROWS


@pytest.mark.parametrize("place", ["total", "header:X-Total"])
def test_a_total_ends_it_too(place: str) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(here := int(request.url.params.get("cursor", "0")))
        told = {"items": TENS[here], "cursor": here + 1, "total": 25.0}
        return httpx2.Response(200, json=told, headers={"x-total": " 25"})

    asked: list[int] = []
    assert asyncio.run(read_all(cursor(total=place), answer)) == ROWS
    assert asked == [0, 1, 2]


class Repeating:
    """After its last page it gives this one of them again."""

    def __init__(self, pages: Sequence[Rows], again: int, total: int | None = None) -> None:
        self.pages, self.again, self.total, self.asked = pages, again, total, 0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked += 1
        told = request.url.params
        here = int(told["cursor"] if "cursor" in told else int(told.get("page", "1")) - 1)
        here = here if here < len(self.pages) else self.again
        # something of every page is always new, but never a record
        answer = {"items": self.pages[here], "cursor": here + 1, "total": self.total, "at": self.asked}
        return httpx2.Response(200, json=answer)


PAGED = {
    "cursor": {"kind": "cursor", "parameter": "cursor", "next": "cursor"},
    "page": {"kind": "page"},
}


@pytest.mark.parametrize("kind", PAGED)
@pytest.mark.parametrize("again", [0, 2])
def test_a_page_that_came_before_is_the_end_where_all_came(kind: str, again: int) -> None:
    endpoint = Repeating(TENS, again)
    assert asyncio.run(read_all(source(records="items", pagination=PAGED[kind]), endpoint)) == ROWS
    assert endpoint.asked == 4


@pytest.mark.parametrize("kind", PAGED)
@pytest.mark.parametrize("again", [0, 1, 2])
def test_it_is_an_error_where_records_are_lacking(kind: str, again: int) -> None:
    told = source(records="items", total="total", pagination=PAGED[kind])
    with pytest.raises(UnexpectedAnswerError, match="the same page came twice"):
        asyncio.run(read_all(told, Repeating(TENS, again, total=26)))


@pytest.mark.parametrize("kind", PAGED)
def test_a_second_page_like_the_first_is_the_end_only_where_more_would_have_fit(kind: str) -> None:
    endpoint = Repeating(TENS[:1], 0)
    with pytest.raises(UnexpectedAnswerError, match=r"the same page came twice.*may not know the parameter"):
        asyncio.run(read_all(source(records="items", pagination=PAGED[kind]), endpoint))
    sized = PAGED[kind] | {"size_parameter": "size", "size": 11}
    assert asyncio.run(read_all(source(records="items", pagination=sized), endpoint)) == ROWS[:10]


class WordPress:
    """Refuses a page past the last, and tells of it all in headers alone."""

    def __init__(self, rows: Rows, status: int = 400, most: int = 100) -> None:
        self.rows, self.status, self.most = rows, status, most
        self.asked: list[str] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        told = request.url.params
        size, page = min(int(told.get("per_page", "10")), self.most), int(told.get("page", "1"))
        self.asked.append(told.get("page", ""))
        rows = self.rows[(page - 1) * size : page * size]
        if not rows:
            return httpx2.Response(self.status, json={"code": "rest_post_invalid_page_number"})
        link = f'<https://api.example/orders?per_page={size}&page={page + 1}>; rel="next"'
        links = [("Link", '<https://api.example/orders?page=1>; rel="first"')]
        links += [("Link", link)] if page * size < len(self.rows) else []
        headers = [("X-WP-Total", str(len(self.rows))), *links]
        return httpx2.Response(200, json=rows, headers=headers)


BY_PAGE = {"kind": "page", "size_parameter": "per_page", "size": 10}


@pytest.mark.parametrize("status", [204, 400, 404])
@pytest.mark.parametrize("pages", [{"kind": "page"}, BY_PAGE])
@pytest.mark.parametrize("count", [3, 10, 20, 25])
def test_a_page_that_is_refused_after_others_is_past_the_end(
    count: int, pages: dict[str, Any], status: int
) -> None:
    assert asyncio.run(read_all(source(pagination=pages), WordPress(ROWS[:count], status))) == ROWS[:count]


@pytest.mark.parametrize("status", [400, 404])
def test_a_first_page_that_is_refused_is_an_error(status: int) -> None:
    with pytest.raises(APIStatusError):
        asyncio.run(read_all(source(pagination=BY_PAGE), WordPress([], status)))


@pytest.mark.parametrize("status", [401, 403, 422, 500])
def test_another_refusal_is_no_end(status: int) -> None:
    with pytest.raises(APIStatusError):
        asyncio.run(read_all(source(pagination=BY_PAGE), WordPress(ROWS[:20], status)))


def test_a_short_page_is_the_last_where_longer_ones_came() -> None:
    endpoint = WordPress(ROWS, 500)
    assert asyncio.run(read_all(source(pagination=BY_PAGE), endpoint)) == ROWS
    assert endpoint.asked == ["1", "2", "3"]


def test_pages_shorter_than_asked_for_are_read_on_since_fewer_may_fit() -> None:
    endpoint = WordPress(ROWS, most=7)
    assert asyncio.run(read_all(source(pagination=BY_PAGE), endpoint)) == ROWS
    assert endpoint.asked == ["1", "2", "3", "4"]


@pytest.mark.parametrize("pages", [BY_PAGE, {"kind": "cursor", "next": "header:Link"}])
@pytest.mark.parametrize("total", [None, "header:x-wp-total"])
@pytest.mark.parametrize("count", [10, 25])
def test_headers_tell_the_total_and_the_next_page(
    count: int, total: str | None, pages: dict[str, Any]
) -> None:
    endpoint = WordPress(ROWS[:count])
    assert asyncio.run(read_all(source(pagination=pages, total=total), endpoint)) == ROWS[:count]
    assert len(endpoint.asked) == -(-count // 10) + (count == 10 and pages == BY_PAGE and not total)


@pytest.mark.parametrize(
    ("header", "link"),
    [
        ('<https://a.example/?page=2>; rel="next"', "https://a.example/?page=2"),
        ("</x?a=1,2;3>; rel=prev, </x?page=3>; title=\"a, b\"; rel='x', </y>;rel=next", "/y"),
        ('<?page=2>; rel="last next"', "?page=2"),
        ('<?page=2>; rel="nextish", <?page=1>; rel="first"', None),
        ("", None),
        ("<", None),
    ],
)
def test_the_link_to_the_next_page_is_found_among_others(header: str, link: str | None) -> None:
    assert next_link(header) == link
