"""The pages of a raw request, and whether they were all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hotmart.actions.raw_pages import items, pages
from hotmart.request import Request


class Client:
    """One that answers with these pages, and notes what it was asked."""

    def __init__(self, *answers: Any) -> None:
        self._answers, self.asked = iter(answers), list[str | None]()

    def fetch(self, request: Request) -> bytes:
        self.asked.append(dict(request.query).get("page_token"))
        return json.dumps(next(self._answers)).encode()


def page(number: int, token: str | None) -> dict[str, Any]:
    return {"items": [number], "page_info": {"next_page_token": token}}


THREE = (page(1, "b"), page(2, "c"), page(3, None))
ASKED = Request(method="GET", path="/x")


@pytest.mark.parametrize(("most", "read", "token"), [(1, 1, "b"), (2, 2, "c"), (3, 3, None), (100, 3, None)])
def test_so_many_pages_are_read_at_most_and_the_token_of_the_next_is_told(
    most: int, read: int, token: str | None
) -> None:
    client: Any = Client(*THREE)
    found = pages(client, ASKED, most)
    assert (len(found.bodies), found.token, found.in_circles) == (read, token, False)
    assert client.asked == [None, "b", "c"][:read]


def test_a_page_that_would_come_again_is_not_read_again() -> None:
    for again in ("a", "b"):
        client: Any = Client(page(1, "b"), page(2, again))
        found = pages(client, ASKED.with_query(page_token="a"), 9)
        assert (len(found.bodies), found.token, found.in_circles) == (2, None, True)


@pytest.mark.parametrize(
    "last", [{"items": [], "page_info": {"next_page_token": "z"}}, [], {"a": 1}, 5, None]
)
def test_past_the_end_no_token_leads_on(last: Any) -> None:
    client: Any = Client(last)
    assert pages(client, ASKED, 9).token is None


def test_the_items_of_a_page_of_any_shape() -> None:
    assert items({"items": [1, 2]}) == [1, 2]
    assert items([1]) == [1]
    assert items({"items": 5}) == [{"items": 5}]
    assert items(5) == [5]
