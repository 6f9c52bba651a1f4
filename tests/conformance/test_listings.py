"""A listing has the same rows however it is read."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from hotmart.api import CATALOGUE
from hotmart.declaring.operations import Listing

from .account import Account, bound
from .reads import READS

LISTINGS: list[Listing[..., Any]] = [one for one in CATALOGUE if isinstance(one, Listing)]
SMALL = {"sales.summary": 2, "coupons.list": 2, "links.list": 2, "products.offers": 1, "products.plans": 1}

every_listing = pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.id)


@pytest.mark.slow
@every_listing
def test_in_small_pages_it_has_the_same_rows(listing: Listing[..., Any], account: Account) -> None:
    (arguments,) = READS[listing.id].asks(account)
    whole, apart = bound(account.client, listing.id), {"max_results": SMALL.get(listing.id, 37)}
    everything = list(whole(**arguments))
    pages = list(whole(**arguments, **apart).pages())
    assert [row for page in pages for row in page] == everything
    assert len(pages) == -(-len(everything) // apart["max_results"])


@pytest.mark.slow
@every_listing
def test_read_four_pages_at_a_time_its_rows_come_in_order(
    listing: Listing[..., Any], account: Account
) -> None:
    (arguments,) = READS[listing.id].asks(account)
    arguments = {**arguments, "max_results": SMALL.get(listing.id, 37)}
    whole = bound(account.client, listing.id)
    everything = list(whole(**arguments))
    assert list(whole(**arguments).at_once(4)) == everything

    async def read() -> list[Any]:
        async with account.hotmart.async_client() as client:
            return [row async for row in bound(client, listing.id)(**arguments).at_once(4)]

    assert asyncio.run(read()) == everything


@pytest.mark.slow
@every_listing
def test_its_autopaginate_twin_has_the_same_rows_through_both_clients(
    listing: Listing[..., Any], account: Account
) -> None:
    (arguments,) = READS[listing.id].asks(account)
    everything, twin = list(bound(account.client, listing.id)(**arguments)), f"{listing.id}_autopaginate"
    assert list(bound(account.client, twin)(**arguments)) == everything
    assert account.rows_awaited(twin, arguments) == everything


@pytest.mark.slow
@every_listing
def test_its_total_is_told_by_one_call_that_reads_one_row(
    listing: Listing[..., Any], account: Account
) -> None:
    (arguments,) = READS[listing.id].asks(account)
    everything = list(bound(account.client, listing.id)(**arguments))
    before = account.client.calls
    total = getattr(bound(account.client, listing.id), "total")(**arguments)  # noqa: B009  # not in its type
    assert total == (len(everything) if listing.facts.counted else None)
    assert account.client.calls - before == listing.facts.counted

    async def tell() -> Any:
        async with account.hotmart.async_client() as client:
            return await bound(client, listing.id).total(**arguments)  # type: ignore[attr-defined]

    assert asyncio.run(tell()) == total


@pytest.mark.slow
@every_listing
def test_awaited_it_gives_its_first_page(listing: Listing[..., Any], account: Account) -> None:
    (arguments,) = READS[listing.id].asks(account)
    opened = bound(account.client, listing.id)(**arguments, max_results=5)

    async def first() -> tuple[Any, Any]:
        async with account.hotmart.async_client() as client:
            page = await bound(client, listing.id)(**arguments, max_results=5)
            return page.items, page.page_info

    assert asyncio.run(first()) == (opened.items, opened.page_info)
    assert 0 < len(opened.items) <= 5
