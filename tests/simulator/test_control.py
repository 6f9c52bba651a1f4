"""The simulator's own paths: clock and truth."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from hotmart.simulator.clock import DAY
from simulator.visitor import PRODUCTS, Reply, Visitor


def advance(visitor: Visitor, body: bytes) -> Reply:
    return visitor.send("POST", "/_simulator/advance", {}, headers={}, body=body)


def test_advance_moves_the_clock_and_tells_what_happened() -> None:
    visitor = Visitor(sales=800)
    before, count = visitor.now, visitor.truth["sales"]["total"]
    told = advance(visitor, json.dumps({"days": 30}).encode()).json
    assert told["now"] == visitor.now == before + 30 * DAY
    assert told["new_sales"] == visitor.truth["sales"]["total"] - count > 0
    assert told["old_sales_changed"] > 0
    assert told["oldest_sale_changed"] < before
    assert sum(told["status_changes"].values()) >= told["old_sales_changed"]
    assert visitor.send("GET", "/_simulator/now", {}, headers={}).json == {"now": visitor.now}


@pytest.mark.parametrize(
    "body", [b'{"days":-1}', b'{"days":"soon"}', b'{"days":99999}', b"[]", b"{", b'{"days":null}']
)
def test_a_clock_that_cannot_move_so_answers_400(hotmart: Visitor, body: bytes) -> None:
    before = hotmart.now
    assert advance(hotmart, body).status == 400
    assert hotmart.now == before


def test_truth_agrees_with_what_the_endpoints_list(hotmart: Visitor) -> None:
    truth: dict[str, Any] = hotmart.send("GET", "/_simulator/truth", {}, headers={}).json
    sales = hotmart.all_sales()
    assert truth["sales"]["total"] == len(sales) == truth["rows"]["sales_history"]
    assert truth["sales"]["by_status"] == Counter(sale["purchase"]["status"] for sale in sales)
    gross: Counter[str] = Counter()
    for sale in sales:
        gross[sale["purchase"]["price"]["currency_code"]] += sale["purchase"]["price"]["value"]
    assert {currency: Decimal(total) for currency, total in truth["sales"]["gross"].items()} == gross
    assert sum(month["total"] for month in truth["sales"]["by_month"].values()) == len(sales)
    offers = sum(
        len(hotmart.all(f"{PRODUCTS}/{product['ucode']}/offers")) for product in hotmart.all(PRODUCTS)
    )
    assert truth["rows"]["product_offers"] == offers


def test_an_account_without_sales_is_still_an_account() -> None:
    visitor = Visitor(sales=0)
    assert visitor.truth["sales"]["total"] == 0
    assert visitor.all_sales() == []
    assert visitor.all(PRODUCTS)
