"""What every call meets before a desk answers it (dossier §1-§3)."""

from __future__ import annotations

import base64
from urllib.parse import urlencode

import pytest

from hotmart.simulator.operations import OPERATIONS, Operation, by_path
from simulator.visitor import PRODUCTS, SALES, SUBSCRIPTIONS, Visitor


class AnyName(dict[str, str]):
    """Something for every blank of a path."""

    def __missing__(self, name: str) -> str:
        return "1"


@pytest.mark.parametrize(
    "path", ["/", "/payments/api/v1/sale", f"{SUBSCRIPTIONS}/X/transactions", f"{SALES}/history/"]
)
def test_an_unknown_path_answers_200_with_html(hotmart: Visitor, path: str) -> None:
    reply = hotmart.get(path)
    assert reply.status == 200
    assert reply.headers["content-type"].startswith("text/html")
    assert b"___gatsby" in reply.body


@pytest.mark.parametrize("path", sorted(by_path()))
def test_a_wrong_method_answers_405_and_names_the_right_ones(hotmart: Visitor, path: str) -> None:
    right = set(by_path()[path])
    headers = {"authorization": f"Bearer {hotmart.token}"}
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"} - right:
        reply = hotmart.send(method, path.format_map(AnyName()), {}, headers=headers)
        assert (reply.status, reply.json["error"]) == (405, "method_not_allowed")
        assert set(reply.headers["allow"].split(", ")) - {"HEAD"} == right


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        pytest.param(operation, body, id=f"{operation.method} {operation.path}")
        for operation in OPERATIONS
        if operation.method in ("POST", "PATCH", "PUT")
        for body in (b"{", b"[1]")
    ],
)
def test_a_body_that_is_no_json_object_answers_400(
    hotmart: Visitor, operation: Operation, body: bytes
) -> None:
    headers = {"authorization": f"Bearer {hotmart.token}"}
    reply = hotmart.send(
        operation.method, operation.path.format_map(AnyName()), {}, headers=headers, body=body
    )
    assert (reply.status, reply.json["error"]) == (400, "invalid_parameter")


def test_what_a_lost_answer_told_was_done_all_the_same() -> None:
    visitor = Visitor(sales=300, months=3)
    subscription = visitor.get(SUBSCRIPTIONS, status="ACTIVE").items[0]["subscriber_code"]
    visitor.simulator.fail("lost:1")
    for path in (f"{SUBSCRIPTIONS}/{subscription}/cancel", "/payments/api/v1/link"):
        with pytest.raises(ConnectionResetError):
            visitor.post(path, {"name": "Aula", "value": 10, "currency": "BRL"})
    visitor.simulator.fail()
    (row,) = visitor.get(SUBSCRIPTIONS, subscriber_code=subscription).items
    assert row["status"] == "CANCELLED_BY_SELLER"
    assert visitor.get("/payments/api/v1/link").items[-1]["name"] == "Aula"


@pytest.mark.parametrize(
    ("headers", "path", "error"),
    [
        ({}, f"{SALES}/history", "unauthorized"),
        ({}, "/user/api/v1/me", "invalid_token"),
        ({"authorization": "Bearer nonsense"}, PRODUCTS, "invalid_token"),
        ({"authorization": "Basic abc"}, SUBSCRIPTIONS, "unauthorized"),
    ],
)
def test_without_a_good_token_a_call_answers_401(
    hotmart: Visitor, headers: dict[str, str], path: str, error: str
) -> None:
    reply = hotmart.send("GET", path, {}, headers=headers)
    assert (reply.status, reply.json["error"]) == (401, error)
    assert reply.json["error_description"]
    assert "ratelimit-limit" not in reply.headers


def test_login_accepts_query_form_or_basic_header(hotmart: Visitor) -> None:
    keys = hotmart.simulator.credentials
    pair = {"client_id": keys.client_id, "client_secret": keys.client_secret}
    path, grant = "/security/oauth/token", {"grant_type": "client_credentials"}
    basic = {"authorization": f"Basic {keys.basic}"}
    replies = [
        hotmart.send("POST", path, grant | pair, headers={}),
        hotmart.send("POST", path, {}, headers={}, body=urlencode(grant | pair).encode()),
        hotmart.send("POST", path, {}, headers=basic, body=b"grant_type=client_credentials"),
        hotmart.send("POST", path, grant, headers=basic),
    ]
    for reply in replies:
        assert reply.status == 200, reply.body
        assert reply.json["token_type"] == "bearer"
        assert reply.json["expires_in"] == 172_799
    assert len({reply.json["access_token"] for reply in replies}) == 4
    hotmart.token = replies[0].json["access_token"]
    assert hotmart.get("/user/api/v1/me").status == 200


@pytest.mark.parametrize("basic", ["", "!!!", base64.b64encode(b"some:body").decode()])
def test_wrong_credentials_answer_401(hotmart: Visitor, basic: str) -> None:
    reply = hotmart.login(basic)
    assert reply.status == 401
    assert set(reply.json) == {"error", "error_description"}


def test_a_login_without_its_grant_type_answers_400(hotmart: Visitor) -> None:
    headers = {"authorization": f"Basic {hotmart.simulator.credentials.basic}"}
    assert hotmart.send("POST", "/security/oauth/token", {}, headers=headers).status == 400


def test_an_expired_token_answers_401() -> None:
    visitor = Visitor(sales=10, token_seconds=0)
    reply = visitor.get(PRODUCTS)
    assert (reply.status, reply.json["error"]) == (401, "token_expired")


def test_every_answer_tells_what_is_left_of_the_quota() -> None:
    visitor = Visitor(sales=10, quota=3)
    left = []
    for _ in range(3):
        reply = visitor.get(PRODUCTS, status="NOPE")
        assert reply.headers["ratelimit-limit"] == reply.headers["x-ratelimit-limit-minute"] == "3"
        assert reply.headers["ratelimit-remaining"] == reply.headers["x-ratelimit-remaining-minute"]
        assert 0 < int(reply.headers["ratelimit-reset"]) <= 60
        left.append(reply.headers["ratelimit-remaining"])
    assert left == ["2", "1", "0"]
    reply = visitor.get(PRODUCTS)
    assert (reply.status, reply.json["error"]) == (429, "too_many_requests")
    assert reply.headers["ratelimit-remaining"] == "0"


def test_answers_are_dated_by_the_clock_of_the_world(hotmart: Visitor) -> None:
    assert (
        f"{hotmart.simulator.now:%a, %d %b %Y %H:%M:%S GMT}" == hotmart.get("/user/api/v1/me").headers["date"]
    )


def test_the_same_seed_gives_the_same_credentials_and_no_repr_shows_them(hotmart: Visitor) -> None:
    again = Visitor(sales=1).simulator.credentials
    assert again == hotmart.simulator.credentials
    assert again.client_secret not in repr(again)
    assert again.basic not in repr(again)
    assert Visitor(sales=1, seed=2).simulator.credentials != again
