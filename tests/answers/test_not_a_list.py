"""A listing that is taken for a list says how its rows are reached."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from hotmart.answers.pages import AsyncPages, Page, Pages
from hotmart.api import Sales
from hotmart.api.sale_models import Sale
from hotmart.language import Language, speaking
from hotmart.request import Request

REQUEST = Sales.history.request()
BODY = json.dumps(
    {"items": [{"purchase": {"transaction": "HP1"}}], "page_info": {"total_results": 1}}
).encode()
Read: TypeAlias = Callable[[bytes], Page[Any]]


def listing() -> Pages[Sale]:
    return Pages(lambda _, read: read(BODY), [REQUEST], Sale, counted=True)


def awaited() -> AsyncPages[Sale]:
    async def ask(_: Request, read: Read) -> Page[Any]:
        return read(BODY)

    return AsyncPages(ask, [REQUEST], Sale, counted=True)


async def opened() -> AsyncPages[Sale]:
    return await awaited()


LISTINGS: dict[str, Any] = {
    "read": listing,
    "awaited": awaited,
    "opened": lambda: asyncio.run(opened()),
}
"""Each kind of listing, and what it says of one row, of all and of how many there are."""
SAID = {
    "read": ("listing.items[0]", "list(listing)", "listing.total()"),
    "awaited": ("(await listing).items[0]", "[row async for row in listing]", "await listing.total()"),
    "opened": (" listing.items[0]", "[row async for row in listing]", "await listing.total()"),
}


@pytest.mark.parametrize("kind", LISTINGS)
@pytest.mark.parametrize("position", [0, -1, slice(2), "items"])
def test_a_position_is_refused_with_what_is_meant(kind: str, position: Any) -> None:
    one, every, _ = SAID[kind]
    spoken: list[tuple[Language, str]] = [("en", "no positions"), ("pt", "não tem posições")]
    for language, word in spoken:
        with speaking(language), pytest.raises(TypeError, match=word) as refused:
            LISTINGS[kind]()[position]
        with speaking(language):
            assert one in str(refused.value)
            assert every in str(refused.value)


@pytest.mark.parametrize("kind", LISTINGS)
def test_a_length_is_refused_with_what_is_meant(kind: str) -> None:
    _, every, total = SAID[kind]
    spoken: list[tuple[Language, str]] = [("en", "no length"), ("pt", "não tem tamanho")]
    for language, word in spoken:
        with speaking(language), pytest.raises(TypeError, match=word) as refused:
            len(LISTINGS[kind]())
        with speaking(language):
            assert f"len({every})" in str(refused.value)
            assert total in str(refused.value)


def test_what_it_says_works() -> None:
    sales = listing()
    assert list(sales) == [*sales] == [sales.items[0]]
    assert sales.total() == len(list(sales)) == 1
    assert sales.items[0] in sales
    assert bool(sales)

    async def read() -> None:
        sales = awaited()
        assert [row async for row in sales] == [(await sales).items[0]]
        assert await sales.total() == 1
        assert bool(sales)

    asyncio.run(read())
