"""Payment links (dossier §11.3)."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.visitor import Reply, Visitor

LINK = "/payments/api/v1/link"
NEW = {"name": 'Aula "particular"', "value": 150.5, "currency": "BRL"}


@pytest.fixture
def account() -> Visitor:
    return Visitor(sales=50, months=1)


def create(visitor: Visitor, **more: Any) -> Any:
    reply = visitor.post(LINK, NEW | more)
    assert reply.status == 200, reply.body
    return reply.json


def listed(visitor: Visitor, ucode: str) -> Any:
    (row,) = [row for row in visitor.all(LINK) if row["ucode"] == ucode]
    return row


def test_a_created_link_is_in_the_list_with_its_main_offer(account: Visitor) -> None:
    before = account.all(LINK)
    link = create(account)
    assert account.all(LINK) == [*before, link]
    assert link["name"] == NEW["name"]
    assert link["creation_date"] == account.now
    assert f"{link['price']['value']} {link['price']['currency_code']}" == "150.5 BRL"
    (offer,) = link["offers"]
    assert (offer["name"], offer["price"], offer["is_main_offer"]) == (link["name"], link["price"], True)
    assert link["plans"] == []
    assert not {"checkout_configuration", "link_configuration"} & set(link)


def test_a_link_keeps_how_its_checkout_is_to_look(account: Visitor) -> None:
    checkout = {
        "is_offer_pix": True,
        "is_request_id_number": False,
        "offer_billet": {"is_offer_billet": True, "weekdays": ["MONDAY", "FRIDAY"]},
        "custom_thanks_page": {"purchase_approved_url": "https://loja.example/obrigada"},
    }
    callback = {"link_callback_url": "https://loja.example/aviso"}
    link = create(account, checkout_configuration=checkout | {"unheard_of": 1}, link_configuration=callback)
    assert link["checkout_configuration"] == checkout
    assert link["link_configuration"] == callback


def test_links_are_listed_oldest_first_in_pages(account: Visitor) -> None:
    names = [row["name"] for row in account.all(LINK)]
    for number in range(7):
        names.append(f"Aula {number}")
        create(account, name=names[-1])
    assert [row["name"] for row in account.all(LINK, max_results=3)] == names
    page = account.get(LINK, max_results=3, select="name").json
    assert page["items"] == [{"name": name} for name in names[:3]]
    assert page["page_info"]["results_per_page"] == 3


def test_an_offer_belongs_to_its_link_and_there_is_one_main_offer(account: Visitor) -> None:
    link, other = create(account), create(account)
    body = {"offer_name": "Promoção", "value": 99, "currency": "BRL", "is_main_offer": True}
    offer = account.post(f"{LINK}/{link['ucode']}/offer", body).json
    offers = listed(account, link["ucode"])["offers"]
    assert offers[-1] == offer
    assert [it["is_main_offer"] for it in offers] == [False, True]
    assert len(listed(account, other["ucode"])["offers"]) == 1


def test_a_plan_belongs_to_its_link(account: Visitor) -> None:
    link = create(account)
    body = {
        "name": "Mensal",
        "value": 59,
        "periodicity": "MONTHLY",
        "billing_configuration": {"billing_type": "LIMITED", "max_number_of_payments": 6},
        "trial": {"trial_type": "DAYS", "trial_period": 7},
    }
    plan = account.post(f"{LINK}/{link['ucode']}/plan", body).json
    assert listed(account, link["ucode"])["plans"] == [plan]
    assert plan["price"] == {"value": 59, "currency_code": "BRL"}
    assert {name: plan[name] for name in ("periodicity", "billing_configuration", "trial")} == {
        name: body[name] for name in ("periodicity", "billing_configuration", "trial")
    }


def test_the_link_of_a_subscription_begins_with_a_plan(account: Visitor) -> None:
    link = create(account, subscription={"periodicity": "ANNUAL"})
    assert link["offers"] == []
    assert [(plan["name"], plan["periodicity"]) for plan in link["plans"]] == [(NEW["name"], "ANNUAL")]
    assert create(account, subscription={})["plans"][0]["periodicity"] == "MONTHLY"


def test_a_charge_gives_a_checkout_of_the_link(account: Visitor) -> None:
    link = create(account)
    code = link["offers"][0]["code"]
    body = {"token": link["token"], "sck": "turma 7", "offer_code": code}
    by_offer = account.post(f"{LINK}/token/charge/offer", body).json
    by_value = account.post(f"{LINK}/token/charge/value", {"token": link["token"], "value": 80}).json
    for charge in (by_offer, by_value):
        assert charge["link"]["ucode"] == link["ucode"]
        assert charge["token"] in charge["checkout_url"]
    assert (by_offer["price"], by_offer["offer"], by_offer["sck"]) == (
        link["price"],
        {"code": code},
        "turma 7",
    )
    assert "sck=turma+7" in by_offer["checkout_url"]
    assert by_value["price"] == {"value": 80, "currency_code": "BRL"}
    assert not {"offer", "sck"} & set(by_value)
    assert by_offer["token"] != by_value["token"]
    assert listed(account, link["ucode"])["total_charges"] == 2
    assert account.truth["writes"]["payment_links"] == {"total": 3, "offers": 2, "plans": 1, "charges": 2}


def refusal(reply: Reply) -> tuple[int, str]:
    return reply.status, reply.json["error"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": None},
        {"name": ""},
        {"name": "a" * 256},
        {"value": None},
        {"value": 0},
        {"value": -5},
        {"value": 1.005},
        {"value": "5"},
        {"value": 1e15},
        {"currency": None},
        {"currency": "reais"},
        {"currency": "brl"},
        {"checkout_configuration": []},
        {"checkout_configuration": {"is_offer_pix": 1}},
        {"checkout_configuration": {"offer_billet": {"weekdays": [1]}}},
        {"subscription": {"periodicity": "HOURLY"}},
        {"subscription": {"periodicity": "MONTHLY", "trial": {"trial_period": -1}}},
        {"subscription": {"periodicity": "MONTHLY", "billing_configuration": {"max_number_of_payments": -1}}},
    ],
)
def test_a_link_that_makes_no_sense_is_refused_and_not_kept(account: Visitor, wrong: dict[str, Any]) -> None:
    before = account.all(LINK)
    assert refusal(account.post(LINK, NEW | wrong)) == (400, "invalid_parameter")
    assert account.all(LINK) == before


def test_an_unknown_link_token_or_offer_is_not_found(account: Visitor) -> None:
    link, other = create(account), create(account)
    offer = {"offer_name": "Outra", "value": 1, "currency": "BRL"}
    plan = {"name": "Mensal", "value": 1, "periodicity": "MONTHLY"}
    charge = {"token": link["token"], "offer_code": other["offers"][0]["code"]}
    missing = (404, "not_found")
    assert refusal(account.post(f"{LINK}/nobody/offer", offer)) == missing
    assert refusal(account.post(f"{LINK}/nobody/plan", plan)) == missing
    assert refusal(account.post(f"{LINK}/token/charge/offer", charge)) == missing
    assert refusal(account.post(f"{LINK}/token/charge/value", {"token": "none", "value": 1})) == missing
    assert refusal(account.post(f"{LINK}/token/charge/value", {"value": 1})) == (400, "invalid_parameter")
