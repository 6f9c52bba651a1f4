from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.errors import UnexpectedAnswerError
from hotmart.request import Request
from hotmart.sources.origin import ManualOrigin
from hotmart.warehouse.records import PageInfo

from .endpoint import FORMATS, NEXTS, NUMBERED, PLACES, TOTALS, URL, Endpoint, orders, read_all, source


def paging(format: str, kind: str, size: int, *, counted: bool = False) -> dict[str, Any]:
    pages: dict[str, Any] = {"kind": kind, "size_parameter": "size", "size": size}
    if kind == "cursor":
        pages |= {"parameter": "token", "next": NEXTS[format]}
    told = {"format": format, "pagination": pages, **PLACES[format]}
    return told | ({"total": TOTALS[format]} if counted else {})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("format", "kind"),
    [(format, kind) for format in FORMATS for kind in NUMBERED] + [("json", "cursor"), ("xml", "cursor")],
)
@settings(max_examples=30, deadline=None)
@given(count=st.integers(0, 40), size=st.integers(1, 12), most=st.integers(1, 12))
def test_paging_brings_every_record_once_whatever_the_size(
    format: str, kind: str, count: int, size: int, most: int
) -> None:
    # A page number counts pages of the size that was asked for; the others go by what came.
    endpoint = Endpoint(orders(count), format, most=max(size, most) if kind == "page" else most)
    assert asyncio.run(read_all(source(**paging(format, kind, size)), endpoint)) == endpoint.rows


@pytest.mark.parametrize("format", ["json", "xml"])
@pytest.mark.parametrize("kind", NUMBERED)
def test_a_total_spares_the_call_that_would_find_nothing(format: str, kind: str) -> None:
    endpoint = Endpoint(orders(20), format)
    read = asyncio.run(read_all(source(**paging(format, kind, 10, counted=True)), endpoint))
    assert (len(read), len(endpoint.asked)) == (20, 2)
    blind = Endpoint(orders(20), format)
    asyncio.run(read_all(source(**paging(format, kind, 10)), blind))
    assert len(blind.asked) == 3


def test_an_endpoint_that_ignores_the_page_is_told_apart_from_one_with_equal_pages() -> None:
    def deaf(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json=[{"id": 1}, {"id": 2}])

    with pytest.raises(UnexpectedAnswerError, match=r"the same page came twice.*parameter page"):
        asyncio.run(read_all(source(pagination={"kind": "page"}), deaf))


@given(before=st.integers(1, 20), around=st.integers(2, 20))
@settings(max_examples=20, deadline=None)
def test_tokens_that_go_in_a_circle_end_in_an_error_and_soon(before: int, around: int) -> None:
    asked: list[int] = []

    def circling(request: httpx2.Request) -> httpx2.Response:
        asked.append(here := int(request.url.params.get("token", "1")))
        following = here + 1 if here < before + around else before + 1
        return httpx2.Response(200, json={"items": [{"id": here}], "next": following})

    told = source(records="items", pagination={"kind": "cursor", "parameter": "token", "next": "next"})
    with pytest.raises(UnexpectedAnswerError, match="the same page came twice"):
        asyncio.run(read_all(told, circling))
    assert len(asked) <= 4 * (before + around)


def test_pages_without_end_are_given_up() -> None:
    def endless(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json=[{"id": request.url.params["page"]}])

    with pytest.raises(UnexpectedAnswerError, match="more than 5 pages"):
        asyncio.run(read_all(source(pagination={"kind": "page", "most": 5}), endless))


def test_an_empty_page_in_the_middle_does_not_end_a_cursor() -> None:
    pages = {"": ([1], "a"), "a": ([], "b"), "b": ([2], None)}

    def answer(request: httpx2.Request) -> httpx2.Response:
        rows, token = pages[request.url.params.get("token", "")]
        return httpx2.Response(200, json={"items": [{"id": row} for row in rows], "next": token})

    told = source(records="items", pagination={"kind": "cursor", "parameter": "token", "next": "next"})
    assert [row["id"] for row in asyncio.run(read_all(told, answer))] == ["1", "2"]


def test_hotmarts_tokens_past_the_end_are_not_followed() -> None:
    origin = ManualOrigin.from_config("orders", source(url="/payments/api/v1/link"))
    request = origin.request()

    def after(rows: list[dict[str, Any]]) -> Request | None:
        body = json.dumps({"items": rows, "page_info": {"next_page_token": "t"}}).encode()
        info = msgspec.convert(json.loads(origin.page(body, request))["page_info"], PageInfo)
        return origin.after(request, info, len(rows))

    assert after([]) is None
    following = after([{"id": 1}])
    assert following
    assert dict(following.query) == {"max_results": "500", "page_token": "t"}


def test_a_cursor_may_be_the_last_record_itself() -> None:
    rows = [{"id": f"{n:02}"} for n in range(7)]

    def answer(request: httpx2.Request) -> httpx2.Response:
        after = request.url.params.get("after", "")
        return httpx2.Response(200, json=[row for row in rows if row["id"] > after][:3])

    told = source(pagination={"kind": "cursor", "parameter": "after", "next": "-1.id"})
    assert asyncio.run(read_all(told, answer)) == rows


@pytest.mark.parametrize("link", ["?page=2&key=k", "/orders?page=2", "https://api.example/orders?page=2"])
def test_a_link_to_the_next_page_is_followed_with_what_the_source_asks_besides(link: str) -> None:
    asked: list[dict[str, str]] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(dict(request.url.params))
        return httpx2.Response(
            200, json={"items": [{"id": len(asked)}], "next": link if len(asked) == 1 else None}
        )

    told = source(records="items", query={"state": "paid"}, pagination={"kind": "cursor", "next": "next"})
    assert len(asyncio.run(read_all(told, answer))) == 2
    assert asked[1]["page"] == "2"
    assert asked[1]["state"] == "paid"


@pytest.mark.parametrize("link", ["https://evil.example/orders?page=2", "//evil.example/x?y=1"])
def test_a_link_to_another_host_is_refused(link: str) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        assert request.url.host == "api.example"
        return httpx2.Response(200, json={"items": [{"id": 1}], "next": link})

    told = source(records="items", pagination={"kind": "cursor", "next": "next"})
    with pytest.raises(UnexpectedAnswerError, match=r"on another host, evil\.example"):
        asyncio.run(read_all(told, answer))


def test_pages_may_be_asked_for_in_the_body() -> None:
    bodies: list[Any] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        bodies.append(json.loads(request.content))
        start = bodies[-1]["paging"]["from"]
        return httpx2.Response(200, json=[{"id": n} for n in range(10)][start : start + 4])

    told = source(
        method="POST",
        body={"paging": {"sort": "id"}},
        pagination={
            "kind": "offset",
            "parameter": "body.paging.from",
            "size_parameter": "body.paging.size",
            "size": 4,
        },
    )
    assert len(asyncio.run(read_all(told, answer))) == 10
    assert bodies[1] == {"paging": {"sort": "id", "size": 4, "from": 4}}


def test_one_answer_is_all_there_is_unless_told() -> None:
    endpoint = Endpoint(orders(3))
    assert asyncio.run(read_all(source(records="data.orders"), endpoint)) == orders(3)
    assert endpoint.asked == [httpx2.URL(URL)]
