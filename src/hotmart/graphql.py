"""The one question of the API that is asked in GraphQL (dossier §11.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import msgspec

from .words import Model


def question(asked: str, model: type[Model] | None, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """A question in GraphQL: every field of the model, of the thing that the arguments name."""
    named = ",".join(f"{name}:{msgspec.json.encode(value).decode()}" for name, value in arguments.items())
    return {"query": f"{{{asked.format(arguments=named)}{{{_fields(model)}}}}}"}


def _fields(model: type[Model] | None) -> str:
    if model is None:
        return ""
    return " ".join(field.encode_name + _below(field.type) for field in msgspec.structs.fields(model))


def _below(hint: Any) -> str:
    if isinstance(hint, type) and issubclass(hint, Model):
        return f"{{{_fields(hint)}}}"
    return next((found for part in get_args(hint) if (found := _below(part))), "")
