"""The schema of a kind of value, in the units of the wire; what has a name is described once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from inspect import getdoc
from types import NoneType, UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

import msgspec

from hotmart.api import account_models, event_models
from hotmart.model import Model
from hotmart.words import Instant, OpenEnum, Personal

Schema: TypeAlias = dict[str, Any]

PERSONAL = "x-hotmart-personal"
_PERSONAL_META = get_args(Personal)[1]
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "format": "int64"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    Any: {},
}
_MOMENT: Schema = {
    "type": "integer",
    "format": "int64",
    "description": "Milliseconds since 1970, UTC.",
    "x-pt-BR": "Milissegundos desde 1970, em UTC.",
    "examples": [1767225600000],
}
_SENDS_NULL = {event_models.__name__, account_models.__name__}  # elsewhere what is not known is left out


class Schemas:
    """The components of a document: some written by hand, and those of models as they are asked for."""

    def __init__(self, written: dict[str, Schema] | None = None) -> None:
        self.components: dict[str, Schema] = {"Instant": _MOMENT} | (written or {})
        self._kinds: dict[str, tuple[Any, bool]] = dict.fromkeys(self.components, (None, False))

    def of(self, hint: Any, *, asked: bool = False) -> Schema:
        """The schema of an annotation. In what is asked of Hotmart enums are closed, in its answers open."""
        if get_args(hint):
            return self._composed(get_origin(hint), get_args(hint), asked)
        if hint is Instant:
            return _ref("Instant")
        if hint in _PLAIN:
            return dict(_PLAIN[hint])
        if issubclass(hint, OpenEnum) and asked:
            return {"type": "string", "enum": [one.value for one in hint]}
        return self._named(hint, asked)

    def _composed(self, origin: Any, parts: tuple[Any, ...], asked: bool) -> Schema:
        """The schema of an annotation that is made of others."""
        if origin is Annotated:
            return _marked(self.of(parts[0], asked=asked), parts[1:])
        if origin in (Union, UnionType):
            return _either([self.of(part, asked=asked) for part in parts if part is not NoneType])
        inner = self.of(parts[-1], asked=asked)
        if origin is dict:
            return {"type": "object", "additionalProperties": inner}
        return {"type": "array", "items": inner}

    def _named(self, kind: type[OpenEnum | Model], asked: bool) -> Schema:
        name = kind.__name__ + ("Input" if asked else "")
        if self._kinds.setdefault(name, (kind, asked)) != (kind, asked):
            raise ValueError(f"two components would be called {name}")
        if name not in self.components:
            self.components[name] = {}  # known before it is described: a model may hold another of its kind
            self.components[name] = _enum(kind) if issubclass(kind, OpenEnum) else self._model(kind, asked)
        return _ref(name)

    def _model(self, kind: type[Model], asked: bool) -> Schema:
        hints = get_type_hints(kind, include_extras=True)
        fields = msgspec.structs.fields(kind)
        info = msgspec.inspect.type_info(kind)
        properties = {one.encode_name: self._property(kind, hints[one.name], asked) for one in fields}
        required = [one.encode_name for one in fields if one.required]
        if isinstance(info, msgspec.inspect.StructType) and info.tag_field:
            properties = {info.tag_field: {"const": info.tag}, **properties}
            required = [info.tag_field, *required]
        found: Schema = {
            "type": "object",
            "description": public(getdoc(kind) or ""),
            "properties": properties,
        }
        return found | ({"required": required} if required else {})

    def _property(self, kind: type[Model], hint: Any, asked: bool) -> Schema:
        found = self.of(hint, asked=asked)
        if kind.__module__ not in _SENDS_NULL or NoneType not in get_args(hint):
            return found
        return _either([found, {"type": "null"}])


def public(text: str) -> str:
    """A docstring for readers who do not have the dossier it refers to: one paragraph, no references."""
    paragraph = " ".join(text.split("\n\n", maxsplit=1)[0].split())
    return re.sub(r"\s*\((?:\w+: )?dossier [^)]*\)", "", paragraph)


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _enum(kind: type[OpenEnum]) -> Schema:
    known = {one.value for one in kind} | kind.seen()
    return {"type": "string", "description": public(getdoc(kind) or ""), "x-extensible-enum": sorted(known)}


def _marked(found: Schema, marks: Sequence[Any]) -> Schema:
    for mark in marks:
        if mark == _PERSONAL_META:
            found = found | {PERSONAL: True}
        elif isinstance(mark, msgspec.Meta) and mark.extra_json_schema:
            found = mark.extra_json_schema  # on the wire it is not what its kind tells
    return found


def _either(schemas: list[Schema]) -> Schema:
    """One of several schemas; plain ones are one schema with several types."""
    if len(schemas) == 1:
        return schemas[0]
    if any("type" not in one for one in schemas):
        return {"anyOf": schemas}
    types = list(dict.fromkeys(kind for one in schemas for kind in _types(one)))
    merged = {"type": types} | {key: value for one in schemas for key, value in one.items() if key != "type"}
    if {"integer", "string"} <= set(types):
        merged.pop("format", None)  # it is that of the number
    return merged


def _types(schema: Schema) -> list[str]:
    kinds: str | list[str] = schema["type"]
    return [kinds] if isinstance(kinds, str) else kinds
