"""The account itself: who it is, and what it is before the law (dossier §11.1, §11.2)."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.visitor import Visitor

INFO = "/accounts/api/v1/info"
QUESTION = "accountByFilterToExternalApplication"
EVERY_FIELD = (
    "addressCity addressComplement addressNumber addressState addressStreet birthDate country docType "
    "docValue documents{type value} email entityType legalName motherName name "
    "partners{name participationPercentage} ucode"
)


def me(account: Visitor) -> dict[str, Any]:
    return dict(account.get("/user/api/v1/me").json)


def ask(account: Visitor, fields: str, ucode: str | None = None) -> dict[str, Any]:
    who = me(account)["ucode"] if ucode is None else ucode
    reply = account.post(INFO, {"query": f'{{{QUESTION}(accountInput:{{ucode:"{who}"}}){{{fields}}}}}'})
    assert reply.status == 200, reply.body
    return dict(reply.json["data"][QUESTION])


@pytest.mark.slow
def test_the_account_tells_who_it_is(hotmart: Visitor) -> None:
    it = me(hotmart)
    assert it["ucode"] in {sale["producer"]["ucode"] for sale in hotmart.all_sales()}
    assert (it["currency_code_commission"], it["time_zone"]) == ("BRL", "America/Sao_Paulo")
    assert it["email"] == it["login"]
    assert it["email"].endswith(".example")
    assert {"city", "state", "country"} <= it["address"].keys()
    assert hotmart.get("/user/api/v1/me", select="id,address.city").json == {
        "id": it["id"],
        "address": {"city": it["address"]["city"]},
    }


def test_every_field_can_be_asked_for_and_none_comes_unasked(hotmart: Visitor) -> None:
    told = ask(hotmart, EVERY_FIELD)
    names = EVERY_FIELD.replace("{type value}", "").replace("{name participationPercentage}", "").split()
    assert [*told] == names
    assert told["email"] == me(hotmart)["email"]
    assert told["birthDate"] is None  # a company was not born
    assert sum(partner["participationPercentage"] for partner in told["partners"]) == 100
    for name in names:
        if name not in ("documents", "partners"):
            assert ask(hotmart, name) == {name: told[name]}
    assert ask(hotmart, "documents{value}") == {"documents": [{"value": told["docValue"]}]}


def test_the_accounts_number_can_belong_to_nobody(hotmart: Visitor) -> None:
    number = ask(hotmart, "docValue")["docValue"]
    weights = (5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
    rest = sum(int(digit) * weight for digit, weight in zip(number[:12], weights, strict=True)) % 11
    assert len(number) == 14
    assert int(number[12]) != (0 if rest < 2 else 11 - rest)


def test_a_variable_may_hold_the_ucode(hotmart: Visitor) -> None:
    query = (
        f"query Who($ucode: String!) {{ {QUESTION}(accountInput: {{ucode: $ucode}}) {{ name, country }} }}"
    )
    reply = hotmart.post(INFO, {"query": query, "variables": {"ucode": me(hotmart)["ucode"].upper()}})
    assert reply.json["data"][QUESTION] == {"name": ask(hotmart, "name")["name"], "country": "Brasil"}
    assert hotmart.post(INFO, {"query": query}).status == 404


@pytest.mark.parametrize("ucode", ["", "aa0f0000-0000-4000-a000-000000000000"])
def test_nobody_elses_account_is_told_of(hotmart: Visitor, ucode: str) -> None:
    query = f'{{{QUESTION}(accountInput:{{ucode:"{ucode}"}}){{name}}}}'
    reply = hotmart.post(INFO, {"query": query})
    assert (reply.status, reply.json["error"]) == (404, "not_found")


@pytest.mark.parametrize(
    "fields", ["", "password", "documents", "name{first}", "documents{colour}", "name}", "name {"]
)
def test_a_field_that_does_not_exist_answers_400(hotmart: Visitor, fields: str) -> None:
    query = f'{{{QUESTION}(accountInput:{{ucode:"{me(hotmart)["ucode"]}"}}){{{fields}}}}}'
    reply = hotmart.post(INFO, {"query": query})
    assert (reply.status, reply.json["error"]) == (400, "invalid_parameter")


@pytest.mark.parametrize("body", [None, {}, {"query": ""}, {"query": 1}, {"query": "{me{name}}"}, b"query"])
def test_what_is_no_question_answers_400(hotmart: Visitor, body: Any) -> None:
    assert hotmart.post(INFO, body).status == 400


def test_both_need_a_login(hotmart: Visitor) -> None:
    for method, path in (("GET", "/user/api/v1/me"), ("POST", INFO)):
        assert hotmart.send(method, path, {}, headers={}).status == 401
