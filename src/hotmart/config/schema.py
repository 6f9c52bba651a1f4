"""The settings as JSON Schema, so that an editor completes and checks hotmart.toml while one writes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from hotmart.config.settings import Config
from hotmart.config.values import Duration, Keeping, Reference, ZoneName
from hotmart.words import is_list, is_object

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(streams: Iterable[str] = ()) -> dict[str, Any]:
    """The schema, with the names of these streams, so that they can be completed too."""
    made: dict[str, Any] = _plain(msgspec.json.schema(Config, schema_hook=_of_kind))
    tables = made["$defs"]["Config"]["properties"]["streams"]
    tables["properties"] = dict.fromkeys(streams, tables["additionalProperties"])
    columns = made["$defs"]["PrivacyConfig"]["properties"]["columns"]
    treated = columns["additionalProperties"]  # without quotes, `stream.column` is a table in a table
    columns["additionalProperties"] = {
        "anyOf": [treated, {"type": "object", "additionalProperties": treated}]
    }
    return {"$schema": DIALECT, "title": "hotmart.toml"} | made


def text(streams: Iterable[str] = ()) -> str:
    """The same as a file."""
    encoded = msgspec.json.encode(schema(streams))
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def _of_kind(kind: type) -> dict[str, Any]:
    if issubclass(kind, Path):
        return {"type": "string"}
    if issubclass(kind, Duration | Keeping | Reference | ZoneName):
        return {"type": "string", "pattern": kind.pattern}
    raise NotImplementedError


def _plain(value: Any) -> Any:
    """Without null, which TOML does not have, and with days as the text that JSON has for them."""
    if is_object(value):
        members = [member for member in value.get("anyOf", ()) if member != {"type": "null"}]
        if "anyOf" in value:
            rest = {key: inner for key, inner in value.items() if key != "anyOf"}
            value = rest | (members[0] if len(members) == 1 else {"anyOf": members})
        return {
            key: _plain(inner) for key, inner in value.items() if not (key == "default" and inner is None)
        }
    if is_list(value):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
