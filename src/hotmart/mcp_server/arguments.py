"""The arguments of a call, held against the schema of its tool, since the protocol checks nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hotmart.errors import InvalidArgumentError, did_you_mean
from hotmart.language import Text
from hotmart.mcp_server.tool import Tool
from hotmart.words import is_list, is_object

_KINDS: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}
_SAID = {
    "string": Text("a text", "um texto"),
    "integer": Text("a whole number", "um número inteiro"),
    "boolean": Text("true or false", "true ou false"),
    "array": Text("a list", "uma lista"),
    "object": Text("an object", "um objeto"),
}


def checked(tool: Tool, given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments without those that are null. Raises InvalidArgumentError for any that cannot be meant."""
    told = {name: value for name, value in given.items() if value is not None}
    for name, value in told.items():
        if name not in tool.properties:
            raise _unknown(tool, name)
        _check(name, value, tool.properties[name])
    for name in tool.required:
        if name not in told:
            raise InvalidArgumentError(
                name, Text(f"{tool.name} needs {name}.", f"{tool.name} precisa de {name}.")
            )
    return told


def _check(name: str, value: Any, schema: Mapping[str, Any]) -> None:
    kind = str(schema["type"])
    if not isinstance(value, _KINDS[kind]) or (kind == "integer" and isinstance(value, bool)):
        told = _SAID[kind]
        raise InvalidArgumentError(name, Text(f"{name} is {told.en}.", f"{name} é {told.pt}."))
    choices = schema.get("enum")
    if choices and value not in choices:
        listed = ", ".join(map(str, choices))
        raise InvalidArgumentError(
            name,
            Text(f"{name} is one of {listed}.", f"{name} é um de {listed}."),
            did_you_mean(str(value), [str(one) for one in choices]),
        )
    least, most = schema.get("minimum", value), schema.get("maximum", value)
    if kind == "integer" and not least <= value <= most:
        raise InvalidArgumentError(
            name, Text(f"{name} is from {least} to {most}.", f"{name} vai de {least} a {most}.")
        )
    if is_list(value):
        for one in value:
            _check(name, one, schema.get("items", {"type": "string"}))
    elif is_object(value) and "additionalProperties" in schema:
        for one in value.values():
            _check(name, one, schema["additionalProperties"])


def _unknown(tool: Tool, name: str) -> InvalidArgumentError:
    listed = ", ".join(tool.properties) or "-"
    return InvalidArgumentError(
        name,
        Text(f"{tool.name} takes no {name!r}.", f"{tool.name} não recebe {name!r}."),
        did_you_mean(name, [*tool.properties]) or Text(f"It takes: {listed}.", f"Recebe: {listed}."),
    )
