"""The OpenAPI document: fresh, valid, complete, and true of the events that are known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import openapi_spec_validator
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator, meta

from hotmart.api import CATALOGUE, GROUPS, operation
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.operations import Listing
from hotmart.errors import InvalidArgumentError
from hotmart.model import Model
from hotmart.openapi import document, text
from hotmart.openapi.schemas import Schemas, public
from hotmart.webhooks import EVENTS, WebhookEvent
from hotmart.webhooks.meanings import MEANINGS
from hotmart.words import OpenEnum, Personal
from webhooks.samples import EXAMPLES

PUBLISHED = Path(__file__).parents[2] / "docs" / "openapi.json"
DOCUMENT = document()
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]

every_operation = pytest.mark.parametrize("endpoint", CATALOGUE, ids=lambda endpoint: endpoint.id)


def told(endpoint: Endpoint[..., Any]) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENT["paths"][endpoint.path][endpoint.method.lower()]
    return found


def fields_of(body: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = body["content"]["application/json"]["schema"]
    return found


def everything(value: Any, place: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in the document, and where."""
    if isinstance(value, dict):
        yield place, value
        for key, inner in value.items():
            yield from everything(inner, f"{place}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from everything(inner, f"{place}/{index}")


def misfits(event: str, sent: Any) -> list[str]:
    """What the document finds wrong with the body of an event."""
    schema = fields_of(DOCUMENT["webhooks"][event]["post"]["requestBody"])
    whole = schema | {"components": DOCUMENT["components"]}
    errors = Draft202012Validator(whole).iter_errors(sent)
    return [".".join(str(step) for step in error.instance_path) for error in errors]


def models(hint: Any) -> set[type[Model]]:
    """Every model that a kind of value is made of."""
    inner = [one for part in get_args(hint) for one in models(part)]
    if isinstance(hint, type) and issubclass(hint, Model):
        return {hint, *(one for its in get_type_hints(hint).values() for one in models(its)), *inner}
    return set(inner)


def test_the_published_document_is_fresh() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == text(), "run: hotmart openapi --out docs/openapi.json"


@pytest.mark.slow
def test_the_document_is_valid() -> None:
    assert DOCUMENT["openapi"].startswith("3.1.")
    openapi_spec_validator.validate(DOCUMENT)


def test_every_schema_is_one() -> None:
    for schema in SCHEMAS.values():
        assert meta.is_valid(schema)


def test_everything_that_is_named_is_used_and_the_reverse() -> None:
    used = {one["$ref"] for _, one in everything(DOCUMENT) if "$ref" in one}
    named = {
        f"#/components/{kind}/{name}"
        for kind, several in DOCUMENT["components"].items()
        for name in several
        if kind != "securitySchemes"
    }
    assert used == named


def test_every_operation_of_the_catalogue_is_told_and_no_other() -> None:
    ids = [one["operationId"] for _, one in everything(DOCUMENT["paths"]) if "operationId" in one]
    assert sorted(ids) == sorted([*(endpoint.id for endpoint in CATALOGUE), "login"])
    assert len(CATALOGUE) == 41


@every_operation
def test_every_parameter_is_where_hotmart_looks_for_it(endpoint: Endpoint[..., Any]) -> None:
    described = told(endpoint)
    found = {(one["in"], one["name"], one.get("required", False)) for one in described.get("parameters", [])}
    assert found == {
        (one.place, one.wire_name, one.required) for one in endpoint.params if one.place != "body"
    }
    asked = [] if endpoint.asked_as else [one for one in endpoint.params if one.place == "body"]
    body = fields_of(described["requestBody"]) if asked else {"properties": {}}
    assert list(body["properties"]) == [one.wire_name for one in asked]
    assert body.get("required", []) == [one.wire_name for one in asked if one.required]


@every_operation
def test_every_operation_says_what_it_does(endpoint: Endpoint[..., Any]) -> None:
    described = told(endpoint)
    assert described["x-hotmart-effect"] == endpoint.effect
    assert described["summary"]
    assert described["tags"] == [endpoint.group]
    assert ("x-hotmart-key" in described) == isinstance(endpoint, Listing)


@every_operation
def test_a_write_whose_answer_is_lost_is_settled_by_a_read(endpoint: Endpoint[..., Any]) -> None:
    if settle := told(endpoint).get("x-hotmart-settle"):
        assert endpoint.effect != "reads"
        assert operation(settle.split("(")[0]).effect == "reads"


@every_operation
def test_every_operation_may_be_refused_and_tells_the_quota(endpoint: Endpoint[..., Any]) -> None:
    responses = told(endpoint)["responses"]
    assert {"200", "400", "401", "403", "429", "500", "502", "503"} <= set(responses)
    assert ("422" in responses) == (endpoint.group == "club")
    assert "RateLimit-Remaining" in responses["200"]["headers"]
    if any(param.place == "path" for param in endpoint.params):
        assert "404" in responses


@every_operation
def test_a_parameter_takes_only_what_the_library_would_send(endpoint: Endpoint[..., Any]) -> None:
    for one in told(endpoint).get("parameters", []):
        param = next(its for its in endpoint.params if its.wire_name == one["name"])
        schema = one["schema"].get("items", one["schema"]) if param.many else one["schema"]
        assert schema.get("enum", []) == list(param.choices)
        assert one.get("explode") == (None if not param.many else param.name != "select")


@given(st.text(st.characters(codec="ascii"), min_size=1) | st.text("aZ0_.~-/", min_size=1))
def test_a_code_in_a_path_is_what_the_library_takes_for_one(code: str) -> None:
    (parameter,) = told(operation("sales.refund"))["parameters"]
    try:
        taken = operation("sales.refund").request(code).path.endswith(f"/{code}/refund")
    except InvalidArgumentError:
        taken = False
    assert bool(re.fullmatch(parameter["schema"]["pattern"], code)) == taken


def test_an_answer_may_hold_values_nobody_knows_yet() -> None:
    answers = {name: one for name, one in SCHEMAS.items() if not name.endswith("Input")}
    assert [place for place, one in everything(answers) if "enum" in one] == []
    assert [place for place, one in everything(SCHEMAS) if one.get("additionalProperties") is False] == []
    kinds = {kind.__name__: kind for kind in OpenEnum.__subclasses__()}
    for name, schema in answers.items():
        if name in kinds:
            assert set(schema["x-extensible-enum"]) >= set(kinds[name])


def test_every_listing_requires_its_key_and_little_else() -> None:
    for endpoint in CATALOGUE:
        if isinstance(endpoint, Listing) and endpoint.facts.keys[0] != "currency":
            schema = SCHEMAS[Schemas().of(endpoint.item)["$ref"].split("/")[-1]]
            assert set(schema.get("required", [])) <= {key.split(".")[0] for key in endpoint.facts.keys} | {
                "total_value",
                "subscriber_code",
            }


def test_personal_fields_are_marked() -> None:
    answered = [endpoint.returns for endpoint in CATALOGUE] + list(EVENTS.values())
    marked = 0
    for model in {one for hint in answered for one in models(hint)}:
        schema = SCHEMAS[Schemas().of(model)["$ref"].split("/")[-1]]
        hints = get_type_hints(model, include_extras=True)
        for field in msgspec.structs.fields(model):
            personal = Personal in (hints[field.name], *get_args(hints[field.name]))
            assert ("x-hotmart-personal" in schema["properties"][field.encode_name]) == personal
            marked += personal
    assert marked > 100


def test_values_are_in_the_units_of_the_wire() -> None:
    instant = {"$ref": "#/components/schemas/Instant"}
    assert SCHEMAS["Purchase"]["properties"]["order_date"] == instant
    assert SCHEMAS["Instant"]["type"] == "integer"
    assert "1970" in SCHEMAS["Instant"]["description"]
    assert SCHEMAS["Money"]["properties"]["value"] == {"type": "number"}
    assert SCHEMAS["PurchasedProduct"]["properties"]["warranty_date"]["format"] == "date-time"
    assert SCHEMAS["ClubProduct"]["properties"]["id"] == {"type": ["integer", "string"]}
    assert SCHEMAS["EventParticipant"]["properties"]["id"]["type"] == ["integer", "null"]


def test_what_the_library_makes_friendlier_is_told_as_hotmart_takes_it() -> None:
    coupon = fields_of(told(operation("coupons.create"))["requestBody"])
    assert coupon["properties"]["discount"]["exclusiveMaximum"] == 0.99
    question = fields_of(told(operation("account.info"))["requestBody"])
    assert question["required"] == ["query"]
    assert "accountByFilterToExternalApplication" in question["examples"][0]["query"]


def test_each_answer_has_the_shape_hotmart_gives_it() -> None:
    shapes = {
        "sales.history": "items",
        "subscriptions.purchases": "array",
        "club.modules": "array",
        "club.lessons": "#/components/schemas/Lessons",
        "sales.refund": "{}",
    }
    for endpoint in CATALOGUE:
        if endpoint.id in shapes:
            schema = told(endpoint)["responses"]["200"]["content"]["application/json"]["schema"]
            assert shapes[endpoint.id] in json.dumps(schema)
    due_day = DOCUMENT["paths"]["/payments/api/v1/subscriptions/{subscriber_code}"]["patch"]
    assert "content" not in due_day["responses"]["200"]


def test_people_are_spoken_to_in_both_languages() -> None:
    for place, one in everything(DOCUMENT):
        if "x-pt-BR" in one:
            assert one["x-pt-BR"]
            assert one["x-pt-BR"] != one.get("description", one.get("summary")), place
    for endpoint in CATALOGUE:
        assert told(endpoint)["x-pt-BR"]


def test_the_readers_of_the_document_are_not_sent_to_notes_they_do_not_have() -> None:
    assert not re.search(r"dossier|§", text())
    assert public("Why it is so (dossier §4.1). And (unconfirmed: dossier §9) more.\n\nRest.") == (
        "Why it is so. And more."
    )


def test_the_login_is_told_on_a_host_of_its_own() -> None:
    path = DOCUMENT["paths"]["/security/oauth/token"]
    flow = DOCUMENT["components"]["securitySchemes"]["hotmart"]["flows"]["clientCredentials"]
    assert flow["tokenUrl"] == path["servers"][0]["url"] + "/security/oauth/token"
    assert [one["url"] for one in DOCUMENT["servers"]] == [
        "https://developers.hotmart.com",
        "https://sandbox.hotmart.com",
        "http://127.0.0.1:{port}",
    ]


def test_every_group_and_every_event_is_introduced() -> None:
    tags = [one["name"] for one in DOCUMENT["tags"]]
    assert tags == [*(group.__name__.lower() for group in GROUPS), "login", "webhooks"]
    assert set(DOCUMENT["webhooks"]) == set(WebhookEvent) == set(MEANINGS)


@pytest.mark.parametrize("body", EXAMPLES.values(), ids=EXAMPLES)
def test_every_example_of_an_event_fits_its_schema_and_no_other(body: bytes) -> None:
    sent = json.loads(body)
    assert misfits(sent["event"], sent) == []
    other = "SWITCH_PLAN" if sent["event"] != "SWITCH_PLAN" else "CLUB_FIRST_ACCESS"
    assert "event" in misfits(other, sent)


def test_an_event_of_the_wrong_kind_does_not_fit() -> None:
    sent = json.loads(EXAMPLES["purchase_complete"])
    sent["data"]["purchase"]["transaction"] = 7
    sent["data"]["purchase"]["price"]["value"] = "much"
    assert misfits("PURCHASE_COMPLETE", sent) == [
        "data.purchase.transaction",
        "data.purchase.price.value",
    ]


def test_two_models_of_one_name_are_noticed() -> None:
    class Sale(Model):
        """Another one."""

    schemas = Schemas()
    schemas.of(Sale)
    with pytest.raises(ValueError, match="two components would be called Sale"):
        schemas.of(get_args(operation("sales.history").returns)[0])
