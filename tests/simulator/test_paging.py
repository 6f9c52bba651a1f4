"""Pages (dossier §3.6): concatenated they are the whole, exactly once."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.simulator.clock import DAY
from hotmart.simulator.paging import Offset, Opaque
from hotmart.simulator.refusals import Refused
from hotmart.simulator.terms import SALE_STATUSES
from simulator.visitor import PRODUCTS, SALES, SUBSCRIPTIONS, Visitor, canonical


def listings(visitor: Visitor) -> list[tuple[str, dict[str, Any]]]:
    now = visitor.now
    sales = {"start_date": now - 60 * DAY, "end_date": now, "transaction_status": list(SALE_STATUSES)}
    accession = {"accession_date": now - 700 * DAY, "end_accession_date": now}
    charges = {"transaction_date": now - 200 * DAY, "end_transaction_date": now}
    product = visitor.get(PRODUCTS).items[0]
    return [
        (f"{SALES}/history", sales),
        (f"{SALES}/users", sales),
        (f"{SALES}/commissions", sales),
        (SUBSCRIPTIONS, accession),
        (f"{SUBSCRIPTIONS}/summary", accession),
        (f"{SUBSCRIPTIONS}/transactions", charges),
        (PRODUCTS, {}),
        (f"{PRODUCTS}/{product['ucode']}/offers", {}),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("which", range(8))
@pytest.mark.parametrize("size", [1, 37, 499])
def test_pages_together_are_the_whole_exactly_once(hotmart: Visitor, which: int, size: int) -> None:
    path, query = listings(hotmart)[which]
    if size == 1:  # one row a page, but of fewer rows
        query = {name: value + 55 * DAY if name == "start_date" else value for name, value in query.items()}
        if "subscriptions" in path:
            return
    whole = hotmart.all(path, **query)
    pages = list(hotmart.pages(path, **query, max_results=size))
    assert [canonical(item) for page in pages for item in page.items] == [canonical(item) for item in whole]
    for number, page in enumerate(pages, start=1):
        info = page.json["page_info"]
        assert info["results_per_page"] == len(page.items)
        assert ("prev_page_token" in info) == (number > 1)
        assert info.get("total_results", len(whole)) == len(whole)


def test_more_than_500_rows_are_silently_500(hotmart: Visitor) -> None:
    window = {"start_date": hotmart.now - 365 * DAY, "end_date": hotmart.now}
    page = hotmart.get(f"{SALES}/history", **window, max_results=5_000)
    assert len(page.items) == 500
    assert len(hotmart.get(f"{SALES}/history", **window).items) == hotmart.settings.page_size


def test_only_some_listings_tell_the_total(hotmart: Visitor) -> None:
    counted = {
        path
        for path, query in listings(hotmart)
        if "total_results" in hotmart.get(path, **query).json["page_info"]
    }
    assert counted == {f"{SALES}/history", f"{SALES}/users", f"{SALES}/commissions", SUBSCRIPTIONS}


def test_a_sales_token_is_a_base64_offset_and_a_subscriptions_token_is_64_hex_digits(
    hotmart: Visitor,
) -> None:
    info = hotmart.get(f"{SALES}/history", max_results=5).json["page_info"]
    assert json.loads(base64.b64decode(info["next_page_token"])) == {"rows": 5, "page": 2}
    query = listings(hotmart)[3][1]
    opaque = hotmart.get(SUBSCRIPTIONS, **query, max_results=5).json["page_info"]["next_page_token"]
    assert len(opaque) == 64
    assert int(opaque, 16)


@pytest.mark.parametrize("path", [f"{SALES}/history", SUBSCRIPTIONS, PRODUCTS])
@pytest.mark.parametrize(
    "token", ["nonsense", "e30=", "0" * 64, base64.b64encode(b'{"rows":501,"page":1}').decode()]
)
def test_a_bad_token_answers_400(hotmart: Visitor, path: str, token: str) -> None:
    reply = hotmart.get(path, page_token=token)
    assert (reply.status, reply.json["error"]) == (400, "invalid_token")


@given(rows=st.integers(1, 500), page=st.integers(1, 10**6), seed=st.integers(0, 2**32))
def test_a_token_is_read_back_as_it_was_written(rows: int, page: int, seed: int) -> None:
    for tokens in (Offset(), Offset("size"), Opaque(seed)):
        assert tokens.read(tokens.write(rows, page)) == (rows, page)


@given(st.text(max_size=80))
def test_any_other_text_is_refused(text: str) -> None:
    for tokens in (Offset(), Opaque(1)):
        with pytest.raises(Refused):
            tokens.read(text)
