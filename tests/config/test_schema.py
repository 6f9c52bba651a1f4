from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings

from hotmart.config.schema import schema, text
from hotmart.streams.known import STREAMS

from .documents import documents

FILE = Path(__file__).parents[2] / "docs" / "hotmart.schema.json"


@pytest.fixture(scope="module")
def validator() -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(schema(STREAMS))


def as_json(data: dict[str, Any]) -> Any:
    """What an editor shows the schema: days are texts."""
    return json.loads(json.dumps(data, default=str))


def test_the_file_is_what_hotmart_config_schema_writes() -> None:
    assert FILE.read_text("utf-8") == text(STREAMS)


def test_it_is_a_schema_and_completes_the_names_of_the_streams() -> None:
    made = schema(STREAMS)
    jsonschema_rs.meta.validate(made)
    assert list(made["$defs"]["Config"]["properties"]["streams"]["properties"]) == list(STREAMS)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(documents)
def test_it_accepts_whatever_is_read(validator: jsonschema_rs.Validator, data: dict[str, Any]) -> None:
    assert [error.message for error in validator.iter_errors(as_json(data))] == []


@pytest.mark.parametrize(
    "data",
    [
        {"stream": {}},
        {"streams": {"products": {"histry": "off"}}},
        {"streams": {"products": {"history": "8 hours"}}},
        {"defaults": {"lookback": "8"}},
        {"defaults": {"table": "x"}},
        {"connections": {"main": {"client_id": "s3cr3t"}}},
        {"privacy": {"personal": "hide"}},
        {"privacy": {"columns": {"sales_history.buyer_email": "hide"}}},
        {"privacy": {"columns": {"sales_history": {"buyer_email": "hide"}}}},
        {"sources": {"tickets": {"url": "/x"}}},
        {"sync": {"streams": "products"}},
    ],
)
def test_it_refuses_what_is_refused(validator: jsonschema_rs.Validator, data: dict[str, Any]) -> None:
    assert not validator.is_valid(data)


def test_a_column_may_be_written_without_quotes(validator: jsonschema_rs.Validator) -> None:
    assert validator.is_valid({"privacy": {"columns": {"sales_history": {"buyer_email": "hash"}}}})


def test_every_key_is_explained() -> None:
    for name, table in schema()["$defs"].items():
        for key, told in table["properties"].items():
            assert told.get("description") or key == "kind", f"{name}.{key}"
