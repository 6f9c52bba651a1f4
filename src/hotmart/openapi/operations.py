"""An operation of the catalogue, as OpenAPI tells it."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Any, get_args, get_origin

from hotmart.answers.pages import PageInfo
from hotmart.answers.rows import Rows
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.operations import Listing
from hotmart.declaring.params import Param
from hotmart.language import Text
from hotmart.model import Model
from hotmart.openapi.answers import QUOTA, json_content, refusals
from hotmart.openapi.schemas import PERSONAL, Schema, Schemas, public
from hotmart.words import CODE

Operation = Endpoint[..., Any]

_WITHOUT_BODY = "subscriptions.change_due_day"  # the others that tell nothing answer {} (dossier §5.9)
_DISCOUNT = Text("The fraction taken off: 0.1 is 10%", "A fração descontada: 0.1 são 10%")
_SELECT = Text(
    "Only these attributes of the answer, such as `purchase.transaction`; in a listing, of its items. "
    "Names that do not exist are passed over. What is not named is left out, though it be required",
    "Só estes atributos da resposta, como `purchase.transaction`; em uma lista, dos seus itens. "
    "Nomes que não existem são ignorados. O que não é nomeado fica de fora, mesmo sendo obrigatório",
)

_PORTABLE = r"^[A-Za-z0-9_.~-]*[A-Za-z0-9_~-][A-Za-z0-9_.~-]*$"  # the same, for readers without lookahead


def described(endpoint: Operation, schemas: Schemas) -> Schema:
    """The Operation Object of one operation."""
    said = public(endpoint.doc)
    summary = said.split(". ")[0].rstrip(".")
    found: Schema = {"operationId": endpoint.id, "tags": [endpoint.group], "summary": summary}
    if said.rstrip(".") != summary:
        found["description"] = said
    found |= {"x-pt-BR": endpoint.doc_pt, "x-hotmart-effect": endpoint.effect}
    if endpoint.settle:
        found["x-hotmart-settle"] = endpoint.settle
    if isinstance(endpoint, Listing):
        found["x-hotmart-key"] = list(endpoint.facts.keys)
    if parameters := [_parameter(one) for one in endpoint.params if one.place != "body"]:
        found["parameters"] = parameters
    if body := _body(endpoint, schemas):
        found["requestBody"] = body
    found["responses"] = {"200": _answer(endpoint, schemas)} | _refusals(endpoint)
    return found


def _refusals(endpoint: Operation) -> Schema:
    names_something = endpoint.effect != "reads" or any(one.required for one in endpoint.params)
    return refusals(club=endpoint.group == "club", names_something=names_something)


def _parameter(param: Param) -> Schema:
    schema = _value(param)
    found: Schema = {"name": param.wire_name, "in": param.place, **_words(param)}
    if param.required:
        found["required"] = True
    if param.many:
        schema = {"type": "array", "items": schema, "minItems": 1}
        found |= {"style": "form", "explode": param.name != "select"}  # only `select` is joined by commas
    return found | {"schema": schema}


def _words(param: Param) -> Schema:
    """What a parameter means on the wire, where the library takes some in a friendlier form."""
    said = _SELECT if param.name == "select" else Text(param.word.en, param.word.pt)
    if param.is_discount:
        said = _DISCOUNT
    found: Schema = {"description": f"{said.en}.", "x-pt-BR": f"{said.pt}."}
    return found | ({PERSONAL: True} if param.word.private else {})


def argument(param: Param) -> Schema:
    """The schema of one value of a parameter, as whoever calls the operation gives it."""
    if param.is_discount:
        return {"type": "number", "exclusiveMinimum": 0, "maximum": 99}
    if issubclass(param.kind, Model):
        return {"type": "object"}
    return _value(param)


def _value(param: Param) -> Schema:
    """The schema of one value of a parameter: only what Hotmart documents may be asked."""
    if param.choices:
        return {"type": "string", "enum": list(param.choices)}
    if param.kind is datetime:
        return {"$ref": "#/components/schemas/Instant"}
    if param.kind is bool:
        return {"type": "boolean"}
    if param.kind is Decimal:
        fraction = {"exclusiveMinimum": 0, "exclusiveMaximum": 0.99}  # dossier §7
        return {"type": "number"} | (fraction if param.is_discount else {"minimum": 0.01})
    if param.kind is int:
        return _number(param)
    return _text(param)


def _number(param: Param) -> Schema:
    """A whole number. As a filter any will do: it finds nothing."""
    filters = param.place == "query" and not param.required and param.name != "max_results"
    bounds = {"minimum": None if filters else 1} | _given(
        {"minimum": param.meta.ge, "maximum": param.meta.le}
    )
    return {"type": "integer", "format": "int64"} | _given(bounds)


def _given(bounds: Schema) -> Schema:
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _text(param: Param) -> Schema:
    """A text. Which characters a code has is this library's own rule, but in a path they would end it."""
    filled = param.required if param.place == "query" else not param.many  # an empty filter is none
    found: Schema = {"type": "string"} | ({"minLength": 1} if filled else {})
    if param.place == "path":
        found["pattern"] = _PORTABLE
    elif param.meta.pattern and param.meta.pattern != CODE:
        found["pattern"] = param.meta.pattern
    if param.meta.max_length is not None and not param.many:
        found["maxLength"] = param.meta.max_length
    if param.meta.examples:
        found["examples"] = param.meta.examples
    return found


def _body(endpoint: Operation, schemas: Schemas) -> Schema | None:
    asked = [one for one in endpoint.params if one.place == "body"]
    if not asked:
        return None
    if endpoint.asked_as:
        return {"required": True, "content": json_content(_graphql(endpoint))}
    required = [one.wire_name for one in asked if one.required]
    schema: Schema = {"type": "object", "properties": {one.wire_name: _field(one, schemas) for one in asked}}
    if required:
        schema["required"] = required
    found: Schema = {"content": json_content(schema)}
    return {"required": True} | found if required else found


def _field(param: Param, schemas: Schemas) -> Schema:
    schema = schemas.of(param.kind, asked=True) if issubclass(param.kind, Model) else _value(param)
    if param.many:
        bounds = {"minItems": param.meta.min_length or 1, "maxItems": param.meta.max_length}
        schema = {"type": "array", "items": schema} | _given(bounds)
    return schema | _words(param)


def _graphql(endpoint: Operation) -> Schema:
    ask: Any = endpoint.request
    needed = [one.name for one in endpoint.params if one.required]
    question = ask(**dict.fromkeys(needed, "5b0e1c52-7f7a-4e0b-9c55-2a0f2d9d1a10")).body
    return {
        "type": "object",
        "description": "A question in GraphQL. It is answered with the fields it names.",
        "properties": {"query": {"type": "string"}, "variables": {"type": "object"}},
        "required": ["query"],
        "examples": [question],
    }


def _answer(endpoint: Operation, schemas: Schemas) -> Schema:
    found: Schema = {"description": "Done." if endpoint.effect != "reads" else "What was asked."}
    found["headers"] = QUOTA
    if endpoint.id == _WITHOUT_BODY:
        return found | {"description": "Done. The body is empty."}
    return found | {"content": json_content(_shape(endpoint, schemas))}


def _shape(endpoint: Operation, schemas: Schemas) -> Schema:
    if isinstance(endpoint, Listing):
        listed = {"type": "array", "items": schemas.of(endpoint.item)}
        properties = {"items": listed, "page_info": schemas.of(PageInfo)}
        return {"type": "object", "properties": properties, "required": ["items"]}
    if endpoint.returns is None:
        return {"type": "object", "description": "Nothing is told: `{}`."}
    if endpoint.asked_as and (asked := re.match(r"\w+", endpoint.asked_as)):
        data = {"type": "object", "properties": {asked[0]: schemas.of(endpoint.returns)}}
        return {"type": "object", "properties": {"data": data}, "required": ["data"]}
    if get_origin(endpoint.returns) is Rows:
        return {"type": "array", "items": schemas.of(get_args(endpoint.returns)[0])}
    return schemas.of(endpoint.returns)
