"""What `hotmart sync --json` and `verify --json` answer, and `as_dict()` gives, as JSON Schema."""

from __future__ import annotations

from typing import Any

import msgspec

from hotmart.panel.document import PanelMeta, PanelRow
from hotmart.sync.document import CheckRow, ErrorRow, Meta, StreamRow
from hotmart.words import is_list, is_object

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema of the one document: its rows are streams after a sync, comparisons after a verification.

    Of a verification against a report of the panel they are differences.
    """
    (stream, check, difference, meta, panel, error), shapes = msgspec.json.schema_components(
        [StreamRow, CheckRow, PanelRow, Meta, PanelMeta, ErrorRow]
    )
    frame = {"anyOf": [meta, panel]}
    several = {"type": "object", "properties": {"connections": _each(frame)}, "required": ["connections"]}
    return {
        "$schema": DIALECT,
        "title": "What a sync or a verification answers",
        "description": "Where hotmart.toml names connections, each row says whose it is. Sums are numbers "
        "exact to their last digit.",
        "type": "object",
        "properties": {
            "ok": {"type": "boolean"},
            "error": error,
            "data": {"type": "array", "items": {"anyOf": [stream, check, difference]}},
            "meta": {"anyOf": [several, meta, panel]},
            "warnings": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["ok"],
        "if": {"properties": {"ok": {"const": True}}},
        "then": {"required": ["data", "meta", "warnings"]},
        "else": {"required": ["error"]},
        "$defs": _with_numbers(shapes),
    }


def text() -> str:
    """The same as a file."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"


def _each(shape: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": shape}


def _with_numbers(value: object) -> Any:
    """A decimal is a number in the JSON that is written here, and not a text as msgspec would have it."""
    if is_object(value):
        if value.get("format") == "decimal":
            return {"type": "number"}
        return {key: _with_numbers(inner) for key, inner in value.items()}
    return [_with_numbers(inner) for inner in value] if is_list(value) else value
