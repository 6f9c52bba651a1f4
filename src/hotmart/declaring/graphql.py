"""The one question of the API that is asked in GraphQL, which names every field it wants (dossier §11.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from hotmart.declaring.selecting import fields_of
from hotmart.model import Model


def question(
    asked: str, model: type[Model], arguments: Mapping[str, Any], paths: Sequence[str]
) -> dict[str, str]:
    """A question about the thing that the arguments name: for these fields of it, or for all."""
    named = ",".join(f"{name}:{msgspec.json.encode(value).decode()}" for name, value in arguments.items())
    fields = " ".join(_field(model, path.split(".")) for path in paths or model.__struct_encode_fields__)
    return {"query": f"{{{asked.format(arguments=named)}{{{fields}}}}}"}


def _field(model: type[Model], path: Sequence[str]) -> str:
    """A field and, where it holds something with fields, the one below that is meant, or all of them."""
    name, below = path[0], path[1:]
    inner = fields_of(model).get(name)
    if inner is None:
        return name
    fields = (
        [_field(inner, below)] if below else [_field(inner, [one]) for one in inner.__struct_encode_fields__]
    )
    return f"{name}{{{' '.join(fields)}}}"
