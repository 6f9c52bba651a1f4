"""Rows and pages that are not as documented, on request."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from hotmart.simulator.spoiling import NEW_CURRENCY, NEW_FIELD, ODD_NAMES, UNKNOWN_STATUS
from simulator.visitor import PRODUCTS, SALES, SUBSCRIPTIONS, Visitor, canonical

CLUB = "/club/api/v1"
HISTORY = f"{SALES}/history"


@pytest.fixture(scope="module")
def odd() -> Visitor:
    return Visitor(sales=1_500)


@pytest.fixture(autouse=True)
def calm(odd: Visitor) -> Iterator[None]:
    yield
    odd.simulator.fail()


def both(odd: Visitor, fault: str, path: str = HISTORY, **query: Any) -> tuple[Any, Any]:
    """The one row that a fault changed: as it was, and as it is."""
    odd.simulator.fail()
    before = {key(row): row for row in odd.get(path, **query).items}
    odd.simulator.fail(f"{fault}:1")
    changed = [row for row in odd.get(path, **query).items if row != before[key(row)]]
    (after,) = changed
    return before[key(after)], after


def key(row: dict[str, Any]) -> str:
    """What a row is known by, however a fault spells it."""
    found = row.get("purchase", row)
    return str(found.get("transaction") or found.get("id") or found.get("user_id"))


def test_a_row_can_have_a_status_nobody_knows(odd: Visitor) -> None:
    before, after = both(odd, "unknown_status")
    assert before["purchase"]["status"] != after["purchase"]["status"] == UNKNOWN_STATUS


def test_a_row_can_have_a_field_nobody_knows(odd: Visitor) -> None:
    before, after = both(odd, "new_field")
    assert after == before | NEW_FIELD


def test_a_price_can_be_in_a_currency_nobody_knows(odd: Visitor) -> None:
    before, after = both(odd, "new_currency")
    assert after["purchase"]["price"]["currency_code"] == NEW_CURRENCY
    assert before["purchase"]["hotmart_fee"] == after["purchase"]["hotmart_fee"]


def test_ids_can_be_text(odd: Visitor) -> None:
    before, after = both(odd, "id_as_text")
    assert after["product"]["id"] == str(before["product"]["id"])


def test_texts_of_digits_can_be_numbers(odd: Visitor) -> None:
    before, after = both(odd, "text_as_number", "/products/api/v1/products")
    assert after["name"] == len(before["name"])
    odd.simulator.fail("text_as_number:1")
    numbers = [
        paper["value"]
        for row in odd.get(f"{SALES}/users", max_results=10).items
        for each in row["users"]
        for paper in each["user"]["documents"]
    ]
    assert any(isinstance(it, int) for it in numbers)


def test_money_can_be_text_or_always_a_float(odd: Visitor) -> None:
    before, after = both(odd, "money_as_text")
    assert after["purchase"]["price"]["value"] == str(before["purchase"]["price"]["value"])
    assert after["purchase"]["hotmart_fee"]["percentage"] == before["purchase"]["hotmart_fee"]["percentage"]
    odd.simulator.fail()
    assert not re.search(rb"[0-9]\.0\b", odd.get(HISTORY).body)
    odd.simulator.fail("money_as_float:1")
    assert re.search(rb"[0-9]\.0\b", odd.get(HISTORY).body)


def test_times_can_be_in_seconds(odd: Visitor) -> None:
    before, after = both(odd, "seconds")
    assert after["purchase"]["order_date"] == before["purchase"]["order_date"] // 1000
    assert after["purchase"]["price"] == before["purchase"]["price"]


def test_names_can_be_anything_that_is_text(odd: Visitor) -> None:
    odd.simulator.fail("odd_names:1")
    bodies = [odd.get(HISTORY, max_results=20) for _ in range(60)]
    seen = {row["product"]["name"] for body in bodies for row in body.items}
    assert set(ODD_NAMES) <= seen
    assert any(b"\\u0000" in body.body for body in bodies)
    assert any(b"\\ud83d par" in body.body for body in bodies)


def test_fields_can_be_null_but_for_what_identifies_the_row(odd: Visitor) -> None:
    before, after = both(odd, "null_fields")
    assert key(before) == key(after)
    assert before["product"]["id"] == after["product"]["id"]
    assert canonical(after).count("null") > canonical(before).count("null") + 2


def test_an_object_can_stand_where_a_value_was(odd: Visitor) -> None:
    before, after = both(odd, "odd_types", "/products/api/v1/products")
    (name,) = [name for name in before if before[name] != after[name]]
    assert after[name] == {"value": before[name], "since": 2027}


@pytest.mark.parametrize("fault", ["new_field", "odd_types"])
def test_what_is_one_object_or_wraps_a_list_can_be_odd_too(odd: Visitor, fault: str) -> None:
    inside = {"subdomain": odd.simulator.subdomain}
    user = odd.all(f"{CLUB}/users", **inside)[40]["user_id"]
    paths = {"/user/api/v1/me": {}, f"{CLUB}/users/{user}/lessons": inside, f"{CLUB}/modules": inside}
    for path, query in paths.items():
        odd.simulator.fail()
        before = odd.get(path, **query).json
        odd.simulator.fail(f"{fault}:1")
        after = odd.get(path, **query).json
        assert type(before) is type(after)
        assert json.dumps(after).count("2027") == 1


def test_a_page_can_repeat_a_row(odd: Visitor) -> None:
    odd.simulator.fail("duplicate_rows:1")
    rows = odd.get(HISTORY).items
    assert len({row["purchase"]["transaction"] for row in rows}) == len(rows) - 1


@pytest.mark.parametrize("path", [HISTORY, SUBSCRIPTIONS])
def test_a_page_can_come_again_under_another_token(odd: Visitor, path: str) -> None:
    first, *_ = rest = [page.items for page in odd.pages(path, max_results=7)]
    odd.simulator.fail("repeat_page:1")
    replies = [odd.get(path, max_results=7)]
    for _ in range(2):
        token = replies[-1].json["page_info"]["next_page_token"]
        replies.append(odd.get(path, max_results=7, page_token=token))
    assert [reply.items for reply in replies] == [first] * 3
    assert len({reply.json["page_info"]["next_page_token"] for reply in replies}) == 3
    odd.simulator.fail("repeat_page:0.4")
    pages = [page.items for page in odd.pages(path, max_results=7)]
    assert len(pages) > len(rest)
    assert [page for at, page in enumerate(pages) if page not in pages[:at]] == rest


def test_the_total_can_be_wrong_or_absent(odd: Visitor) -> None:
    total = odd.get(HISTORY).json["page_info"]["total_results"]
    odd.simulator.fail("short_count:1")
    told = {odd.get(HISTORY).json["page_info"]["total_results"] for _ in range(12)}
    assert told == {total - 1, total + 1}
    odd.simulator.fail("no_total:1")
    assert "total_results" not in odd.get(HISTORY).json["page_info"]
    assert odd.get(PRODUCTS).items


def test_writes_are_answered_as_they_are(odd: Visitor) -> None:
    product = odd.all(PRODUCTS)[0]["id"]
    odd.simulator.fail("new_field:1", "odd_types:1", "duplicate_rows:1")
    made = odd.post(
        f"/products/api/v1/product/{product}/coupon", {"code": "NATAL", "discount": 0.1, "offer_ids": []}
    )
    assert (made.status, made.json) == (200, {})
