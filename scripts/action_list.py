"""Write src/hotmart/actions/actions.json: every action with its schemas, so that to list them imports little.

Operations are told by the catalogue, and all names by the words that they are found by.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

from hotmart.actions import action
from hotmart.actions.arguments import EVERY
from hotmart.actions.composed import COMPOSED, Composed
from hotmart.actions.windows import Span, spans_of
from hotmart.answers.rows import Rows
from hotmart.api import CATALOGUE
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.operations import Listing
from hotmart.declaring.params import Param
from hotmart.language import Text
from hotmart.openapi.operations import argument
from hotmart.openapi.schemas import Schemas

FILE = Path(action.FILE)
WORDS = FILE.parent / "finding" / "words"
MOMENT = {"type": "string", "examples": ["2026-11-01", "7d"]}
WRITTEN = Text(
    "2026-11, 2026-11-01..2026-11-15, may, 30d, 3m, last-month.",
    "2026-11, 2026-11-01..2026-11-15, maio, 30d, 3m, mes-passado.",
)
EXAMPLES = {
    "sales.history": ("-p period=30d", "-p period=last-month -p transaction_status=REFUNDED,CHARGEBACK"),
    "subscriptions.list": ("-p period=30d", "-p cancelled=this-month"),
}
"""What is typed for the questions that an action is often for, where one word of time is not all of it."""


def text() -> str:
    """The file."""
    told = [*(_operation(one) for one in CATALOGUE if one.stands_for is None), *_composed()]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in told)
    return f"[\n{lines}\n]\n"


@cache
def words() -> dict[str, dict[str, Any]]:
    """What is said of each action, by its id."""
    said: dict[str, dict[str, Any]] = {}
    for file in sorted(WORDS.glob("*.toml")):
        for group, told in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if isinstance(told, dict):
                inner = {group: told} | {f"{group}.{name}": it for name, it in told.items()}
                said |= {id: it for id, it in inner.items() if isinstance(it, dict) and "phrases" in it}
    return said


def _operation(endpoint: Endpoint[..., Any]) -> dict[str, Any]:
    name = words()[endpoint.id]["name"]
    return {
        "id": endpoint.id,
        "name": [name["en"], name["pt"]],
        "description": [_joined(endpoint.doc), _joined(endpoint.doc_pt)],
        "effect": endpoint.effect,
        "inputSchema": _input(endpoint),
        "outputSchema": _output(endpoint),
        "examples": [*_examples(endpoint)],
    }


def _input(endpoint: Endpoint[..., Any]) -> dict[str, Any]:
    properties = {one.name: _span(one) for one in spans_of(endpoint)}
    properties |= {one.name: _argument(one) for one in endpoint.params}
    return {
        "type": "object",
        "properties": properties,
        "required": [one.name for one in endpoint.params if one.required],
        "additionalProperties": False,
    }


def _span(span: Span) -> dict[str, Any]:
    """Both ends of a time at once, and which time that is."""
    return {
        "type": "string",
        "description": f"By {span.of.en}, both ends at once: {WRITTEN.en}",
        "x-pt-BR": f"Por {span.of.pt}, as duas pontas de uma vez: {WRITTEN.pt}".replace("Por o ", "Pelo "),
    }


def _argument(param: Param) -> dict[str, Any]:
    schema = dict(MOMENT) if param.kind is datetime else argument(param)
    schema.pop("format", None)  # int64, which says nothing to who asks
    if param.many:
        if param.choices:
            schema = schema | {"enum": [EVERY[0], *param.choices]}
        schema = {"type": "array", "items": schema}
    return schema | {"description": f"{param.word.en}.", "x-pt-BR": f"{param.word.pt}."}


def _output(endpoint: Endpoint[..., Any]) -> dict[str, Any]:
    """The kinds of what is answered, to the depth of a row's own fields: the rest is in openapi.json."""
    if endpoint.model is None:
        return {"type": ["object", "null"]}
    schemas = Schemas()
    schemas.of(endpoint.model)
    fields = schemas.components[endpoint.model.__name__].get("properties", {})
    row = {"type": "object", "properties": {name: _kind(one) for name, one in fields.items()}}
    several = (
        isinstance(endpoint, Listing) or get_origin(endpoint.returns) is Rows or get_args(endpoint.returns)
    )
    return {"type": "array", "items": row} if several else row


def _kind(schema: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref", "")
    if reference.endswith("/Instant"):
        return {"type": "string", "format": "date-time"}
    return {
        "type": schema.get("type", "string" if "Status" in reference else "object" if reference else "string")
    }


def _examples(endpoint: Endpoint[..., Any]) -> Iterator[str]:
    run = f"hotmart action run {endpoint.id}"
    needed = " ".join(f"-p {one.name}=…" for one in endpoint.params if one.required)
    usual = ("-p period=30d",) if spans_of(endpoint) and not needed else (needed,)
    yield from (f"{run} {told}".strip() for told in EXAMPLES.get(endpoint.id, usual))


def _composed() -> Iterator[dict[str, Any]]:
    for id, one in COMPOSED.items():
        said = words()[id]
        yield {
            "id": id,
            "name": [said["name"]["en"], said["name"]["pt"]],
            "description": [said["description"]["en"], said["description"]["pt"]],
            "effect": "reads",
            "inputSchema": _asked(one),
            "outputSchema": dict(one.output),
            "examples": [one.example],
        }


def _asked(one: Composed) -> dict[str, Any]:
    properties = {
        name: dict(asked.schema) | {"description": f"{asked.says.en}.", "x-pt-BR": f"{asked.says.pt}."}
        for name, asked in one.parameters.items()
    }
    required = [name for name, asked in one.parameters.items() if asked.required]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _joined(said: str) -> str:
    return " ".join(said.split())


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
