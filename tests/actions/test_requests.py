"""A request as it is typed: nothing of it is dropped, and nothing stands in two places."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hotmart.actions.requests import request_of
from hotmart.errors import HotmartError, InvalidArgumentError

REFUND = "/payments/api/v1/sales/{transaction}/refund"
CANCEL = "/payments/api/v1/subscriptions/{subscriber_code}/cancel"
INFO = "/accounts/api/v1/info"


def refused(*told: Any, **more: Any) -> InvalidArgumentError:
    with pytest.raises(InvalidArgumentError) as error:
        request_of(*told, **more)
    for language in (0, 1):
        assert error.value.text[language]
        assert error.value.advice
        assert "hotmart " in error.value.advice[language]
    return error.value


def test_a_known_write_is_its_operation_with_all_that_was_typed() -> None:
    typed = request_of("put", REFUND, places=["transaction=HP1"])
    assert typed.known
    assert (typed.known.id, typed.arguments) == ("sales.refund", {"transaction_code": "HP1"})
    assert typed.request.path == "/payments/api/v1/sales/HP1/refund"
    assert not typed.request.reads
    typed = request_of("POST", CANCEL, places=["subscriber_code=A"], body='{"send_mail": false}')
    assert typed.arguments == {"subscriber_code": "A", "send_mail": False}


@pytest.mark.parametrize(
    "field",
    ["transaction_code", "transaction", "Transaction", "TRANSACTION", "transactionCode", "transaction-code"],
)
@pytest.mark.parametrize("path", [REFUND, "/payments/api/v1/sales/A/refund", "/x/{transaction_code}/y"])
def test_what_stands_in_the_path_stands_nowhere_else(field: str, path: str) -> None:
    name = "transaction_code" if path.startswith("/x") else "transaction"
    if path.startswith("/x") and field.lower() == "transaction":
        return  # nobody knows that path: there it may be another thing
    places = [f"{name}=A"] if "{" in path else []
    told = refused("PUT", path, places=places, body=json.dumps({field: "B"}))
    assert told.argument == "body"
    assert "in the path already" in told.text.en
    for more in ({"query": [f"{field}=B"]}, {}):
        asked = path if more else f"{path}?{field}=B"
        assert "in the path already" in refused("PUT", asked, places=places, **more).text.en


def test_neither_does_what_stands_in_the_path_of_a_read() -> None:
    path = "/products/api/v1/products/{ucode}/offers"
    assert refused("GET", path, places=["ucode=a"], query=["ucode=b"]).argument == "q"


@pytest.mark.parametrize("asked", [{"query": ["amount=5"]}, {"path": f"{REFUND}?amount=5"}])
def test_a_query_of_a_write_is_not_dropped(asked: dict[str, Any]) -> None:
    told = {"path": REFUND, "places": ["transaction=A"]} | asked
    error = refused("PUT", **told)
    assert "'amount'" in error.text.en
    assert "no partial refund" in str(error.advice)
    assert "hotmart action get sales.refund" in str(error.advice)


def test_what_belongs_in_the_body_is_said_to() -> None:
    error = refused("POST", CANCEL, places=["subscriber_code=A"], query=["send_mail=false"])
    assert "--body '{\"send_mail\": …}'" in str(error.advice)


def test_a_header_of_a_known_write_is_refused_and_one_of_another_is_sent() -> None:
    assert refused("PUT", REFUND, places=["transaction=A"], headers=["x-a: 1"]).argument == "H"
    typed = request_of("POST", "/x", headers=["X-A: 1"], query=["b=2"], body='{"c": 3}')
    assert typed.known is None
    assert typed.request.headers == (("x-a", "1"),)
    assert (typed.request.query, typed.request.body) == ((("b", "2"),), {"c": 3})


@pytest.mark.parametrize(
    "header",
    [
        "authorization: Bearer x",
        "Host: example.org",
        "accept: text/html",
        "X-HTTP-Method-Override: PUT",
        "x-http-method: PUT",
        "x-method-override: PUT",
        "x-original-url: /payments/api/v1/sales/A/refund",
        "x-rewrite-url: /x",
        "x-forwarded-prefix: /x",
        "forwarded: host=x",
        "content-length: 3",
        "proxy-authorization: x",
    ],
)
def test_no_header_makes_another_request_of_it(header: str) -> None:
    assert "not yours" in refused("GET", "/x", headers=[header]).text.en


def test_no_parameter_makes_another_method_of_it() -> None:
    assert refused("POST", "/x?_method=PUT").argument == "q"
    assert refused("POST", "/x", query=["_Method=PUT"]).argument == "q"


@pytest.mark.parametrize(
    "told",
    [
        {"method": "FETCH", "path": "/x"},
        {"method": "GET", "path": "/x", "body": "{}"},
        {"method": "POST", "path": "/x", "body": "[1]"},
        {"method": "POST", "path": "/x", "body": '{"value": NaN}'},
        {"method": "POST", "path": "/x", "body": '{"a": {"value": -Infinity}}'},
        {"method": "POST", "path": "/x", "body": '{"name": "\\ud83d"}'},
        {"method": "GET", "path": "/x", "query": ["a"]},
        {"method": "GET", "path": "/x", "query": ["=1"]},
        {"method": "GET", "path": "/x", "query": ["a=\udcff"]},
        {"method": "GET", "path": "/x", "query": ["\udcff=1"]},
        {"method": "GET", "path": "/x/{a}", "places": ["a=1", "a=2"]},
        {"method": "GET", "path": "/x", "headers": ["a"]},
        {"method": "GET", "path": "/x", "headers": ["a b: c"]},
        {"method": "GET", "path": "/x", "headers": ["a: 1", "A: 2"]},
        {"method": "GET", "path": "/x", "headers": ["a: é"]},
        {"method": "PUT", "path": REFUND, "places": ["transaction=A"], "body": '{"extra": {"a": 1}}'},
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused_with_a_command(told: dict[str, Any]) -> None:
    refused(**told)


@pytest.mark.parametrize("body", ['{"value": 5, "value": 50}', '{"a": [{"value": 5, "value": 50}]}'])
def test_of_two_values_of_one_name_none_is_taken(body: str) -> None:
    error = refused("POST", "/x", body=body)
    assert str(error.text.en) == "'value' is given twice."


def test_a_field_that_there_is_not_is_refused_with_what_there_is() -> None:
    error = refused("PUT", REFUND, places=["transaction=A"], body='{"amount": 5}')
    assert "no partial refund" in str(error.advice)
    assert "send_mail" in str(
        refused("POST", CANCEL, places=["subscriber_code=A"], body='{"send_mial": true}').advice
    )


def test_a_field_that_is_told_twice_under_two_names_is_refused() -> None:
    path = "/products/api/v1/product/{product_id}/coupon"
    body = '{"code": "A", "coupon_code": "B", "discount": 10}'
    assert "twice" in refused("POST", path, places=["product_id=1"], body=body).text.en


def test_a_question_in_graphql_reads_and_a_mutation_does_not() -> None:
    assert request_of("POST", INFO, body='{"query": "{a{b}}"}').request.reads
    for body in (
        {"query": "mutation {a}"},
        {"query": "\nmutation{a}"},
        {"query": "query A{a} mutation B{b}", "operationName": "B"},
        {"a": [{"query": "#\tx\r\n\tmutation {a}"}]},
    ):
        typed = request_of("POST", INFO, body=json.dumps(body))
        assert typed.known is None
        assert not typed.request.reads


def test_neither_does_one_in_the_query() -> None:
    typed = request_of("POST", INFO, query=["query=mutation{a}"], body='{"query": "{a}"}')
    assert not typed.request.reads


def test_an_error_of_a_request_is_one_of_ours() -> None:
    with pytest.raises(HotmartError):
        request_of("GET", "/a/{b}/{c.d}", places=["b=1"])
