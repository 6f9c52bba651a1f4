"""What appears and vanishes because the seller does it in Hotmart's own pages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from simulator.visitor import PRODUCTS, Reply, Visitor

CLUB, COUPONS = "/club/api/v1", "/products/api/v1/coupon/product"


@pytest.fixture
def account() -> Visitor:
    return Visitor(sales=600, months=12)


def control(account: Visitor, path: str, body: Any) -> Reply:
    return account.send("POST", f"/_simulator/{path}", {}, headers={}, body=json.dumps(body).encode())


def inside(account: Visitor) -> dict[str, str]:
    (subdomain,) = account.truth["subdomains"]
    return {"subdomain": subdomain}


def modules(account: Visitor) -> dict[str, dict[str, Any]]:
    found = [
        module
        for extra in ("false", "true")
        for module in account.get(f"{CLUB}/modules", **inside(account), is_extra=extra).json
    ]
    return {module["module_id"]: module for module in found}


def lessons(account: Visitor, user: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = account.get(f"{CLUB}/users/{user}/lessons", **inside(account)).json[
        "lessons"
    ]
    return found


def test_a_product_can_be_launched_and_withdrawn(account: Visitor) -> None:
    made = control(account, "launch", {}).json
    assert made["id"] in {product["id"] for product in account.all(PRODUCTS)}
    assert len(account.all(f"{PRODUCTS}/{made['ucode']}/offers")) == 1
    taken = control(account, "withdraw", {"what": "product", "id": made["id"]}).json
    assert taken == {"what": "product", "id": str(made["id"])}
    assert made["id"] not in {product["id"] for product in account.all(PRODUCTS)}
    assert account.get(f"{PRODUCTS}/{made['ucode']}/offers").status == 404
    assert account.get(f"{COUPONS}/{made['id']}").status == 404


def test_what_was_sold_stays_on_the_list(account: Visitor) -> None:
    sold = next(iter(account.all_sales(commission_as="PRODUCER")))["product"]["id"]
    reply = control(account, "withdraw", {"what": "product", "id": sold})
    assert (reply.status, reply.json["error"]) == (400, "invalid_parameter")
    assert "não há" in reply.json["error_description"]
    assert sold in {product["id"] for product in account.all(PRODUCTS)}


@pytest.mark.slow
@pytest.mark.parametrize(("what", "path"), [("offer", "offers"), ("plan", "plans")])
def test_an_offer_is_no_longer_listed_nor_ordered(account: Visitor, what: str, path: str) -> None:
    code = account.simulator.withdraw(what)
    listed = [
        item["code"]
        for product in account.all(PRODUCTS)
        if what == "offer" or product["is_subscription"]
        for item in account.all(f"{PRODUCTS}/{product['ucode']}/{path}")
    ]
    assert listed
    assert code not in listed
    before = {it["purchase"]["transaction"] for it in account.all_sales()}
    account.simulator.advance(90)
    ordered = [it["purchase"] for it in account.all_sales() if it["purchase"]["transaction"] not in before]
    first = [it for it in ordered if it.get("recurrency_number", 1) == 1]
    assert first
    assert code not in {it["offer"]["code"] for it in first}


def test_a_module_goes_with_its_pages_and_their_lessons(account: Visitor) -> None:
    student = next(
        it for it in account.all(f"{CLUB}/users", **inside(account)) if it["progress"]["completed"]
    )
    before = lessons(account, student["user_id"])
    name = next(lesson["module_name"] for lesson in before if lesson["is_completed"])
    kept = [lesson for lesson in before if lesson["module_name"] != name]
    for identity in [key for key, it in modules(account).items() if it["name"] == name]:
        account.simulator.withdraw("module", identity)
        assert identity not in modules(account)
        assert account.get(f"{CLUB}/modules/{identity}/pages", **inside(account)).status == 404
    after = lessons(account, student["user_id"])
    assert sorted(it["page_id"] for it in after) == sorted(it["page_id"] for it in kept)
    assert {it["page_id"]: it.get("completed_date") for it in after} == {
        it["page_id"]: it.get("completed_date") for it in kept
    }
    (again,) = account.all(f"{CLUB}/users", **inside(account), email=student["email"])
    assert again["progress"]["total"] == len(after)
    assert again["progress"]["completed"] == sum(it["is_completed"] for it in after)


def test_a_page_goes_alone(account: Visitor) -> None:
    module = next(iter(modules(account).values()))
    path = f"{CLUB}/modules/{module['module_id']}/pages"
    pages = [page["page_id"] for page in account.get(path, **inside(account)).json]
    assert account.simulator.withdraw("page", pages[0]) == pages[0]
    assert [page["page_id"] for page in account.get(path, **inside(account)).json] == pages[1:]
    assert modules(account)[module["module_id"]]["total_pages"] == len(pages) - 1


def test_a_student_or_a_coupon_goes_alone(account: Visitor) -> None:
    before = account.truth["rows"]
    user = account.simulator.withdraw("student")
    assert account.get(f"{CLUB}/users/{user}/lessons", **inside(account)).status == 404
    account.simulator.withdraw("coupon")
    after = account.truth["rows"]
    assert (after["club_students"], after["coupons"]) == (before["club_students"] - 1, before["coupons"] - 1)


@pytest.mark.parametrize("body", [{"what": "sale"}, {"what": "module", "id": "NONE"}, {}, []])
def test_what_cannot_be_taken_away_answers_400(account: Visitor, body: Any) -> None:
    assert control(account, "withdraw", body).status == 400
