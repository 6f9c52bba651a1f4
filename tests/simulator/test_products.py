"""The products desk (dossier §6)."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.visitor import PRODUCTS, Visitor


def test_only_the_accounts_own_products_are_listed(hotmart: Visitor) -> None:
    listed = {product["id"] for product in hotmart.all(PRODUCTS)}
    sold = {sale["product"]["id"]: sale["purchase"]["commission_as"] for sale in hotmart.all_sales()}
    assert len(listed) == hotmart.truth["rows"]["products"]
    assert {product for product, role in sold.items() if role == "PRODUCER"} <= listed
    assert not {product for product, role in sold.items() if role != "PRODUCER"} & listed


def test_products_are_of_many_kinds(hotmart: Visitor) -> None:
    products = hotmart.all(PRODUCTS)
    assert {"ONLINE_COURSE", "EBOOK", "ETICKET", "COMMUNITY"} <= {product["format"] for product in products}
    assert {"ACTIVE", "DRAFT"} == {product["status"] for product in products}
    drafts = hotmart.all(PRODUCTS, status="DRAFT")
    assert [product["status"] for product in drafts] == ["DRAFT"]
    assert hotmart.all(PRODUCTS, id=products[0]["id"]) == [products[0]]
    assert {product["format"] for product in hotmart.all(PRODUCTS, format="EBOOK")} == {"EBOOK"}


@pytest.mark.parametrize("query", [{"status": "LIVE"}, {"format": "COURSE"}, {"id": "abc"}])
def test_an_invalid_filter_answers_400(hotmart: Visitor, query: dict[str, str]) -> None:
    assert hotmart.get(PRODUCTS, **query).status == 400


def test_plans_of_a_product_without_subscription_answer_400_not_an_empty_list(hotmart: Visitor) -> None:
    for product in hotmart.all(PRODUCTS):
        path = f"{PRODUCTS}/{product['ucode']}"
        offers = hotmart.all(f"{path}/offers")
        reply = hotmart.get(f"{path}/plans")
        if not product["is_subscription"]:
            assert (reply.status, reply.json["error"]) == (400, "invalid_parameter")
            continue
        assert {plan["code"] for plan in reply.items} == {offer["code"] for offer in offers}
        assert {plan["payment_mode"] for plan in reply.items} == {"ASSINATURA"}
        assert all("id" not in plan for plan in reply.items)
        assert all("trial_period" not in plan or plan["trial_period"] > 0 for plan in reply.items)


def test_the_numeric_id_is_not_the_path(hotmart: Visitor) -> None:
    product = hotmart.all(PRODUCTS)[0]
    assert hotmart.get(f"{PRODUCTS}/{product['id']}/offers").status == 404
    assert hotmart.get(f"{PRODUCTS}/{product['ucode'].upper()}/offers").status == 200


CONFIGURATION = "/products/api/v1/product/configuration"


def test_writing_to_buyers_can_be_forbidden_and_allowed_again() -> None:
    account = Visitor(sales=0, months=1)
    product = account.all(PRODUCTS)[0]["id"]
    for allowed in (False, True, False):
        body = {"is_allowed_to_email_the_buyer": allowed}
        reply = account.put(f"{CONFIGURATION}/{product}", body)
        assert (reply.status, reply.json) == (200, {})
        assert account.truth["stock"]["buyers_not_emailed"] == ([] if allowed else [product])


@pytest.mark.parametrize("body", [None, {}, {"is_allowed_to_email_the_buyer": "yes"}, {"other": True}])
def test_a_configuration_says_what_it_configures(hotmart: Visitor, body: Any) -> None:
    product = hotmart.all(PRODUCTS)[0]["id"]
    assert hotmart.put(f"{CONFIGURATION}/{product}", body).status == 400


def test_only_the_accounts_own_products_can_be_configured(hotmart: Visitor) -> None:
    own = {product["id"] for product in hotmart.all(PRODUCTS)}
    others = {sale["product"]["id"] for sale in hotmart.all_sales()} - own
    assert others
    for product in [*others, 1, "abc"]:
        body = {"is_allowed_to_email_the_buyer": True}
        assert hotmart.put(f"{CONFIGURATION}/{product}", body).status == 404
