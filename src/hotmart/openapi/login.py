"""How a token is asked for, as OpenAPI tells it (dossier §2)."""

from __future__ import annotations

from hotmart.language import Text
from hotmart.openapi.answers import json_content
from hotmart.openapi.schemas import Schema
from hotmart.transport.connections import TOKEN_PATH

TOKEN: Schema = {
    "type": "object",
    "description": "Leave to make calls. There is no refresh token: ask again, before it ends.",
    "properties": {
        "access_token": {"type": "string", "description": "Long and opaque: send it as it came."},
        "token_type": {"type": "string", "examples": ["bearer"]},
        "expires_in": {
            "type": "integer",
            "format": "int64",
            "description": "Seconds it is good for: about 48 hours.",
            "examples": [172799],
        },
        "scope": {"type": "string", "examples": ["read write"]},
        "jti": {"type": "string"},
    },
    "required": ["access_token", "expires_in"],
}
_GRANT: Schema = {"type": "string", "enum": ["client_credentials"]}
_PAIR = {
    "client_id": Text("The client_id of the credential", "O client_id da credencial"),
    "client_secret": Text("Its client_secret. Better not in a URL", "O client_secret. Melhor não em uma URL"),
}


def login(servers: list[Schema]) -> Schema:
    """The Path Item Object of the login, which lives on a host of its own."""
    return {
        TOKEN_PATH: {
            "servers": servers,
            "post": {
                "operationId": "login",
                "tags": ["login"],
                "summary": "Ask for a token",
                "description": "The documents put everything into the query; a form does as well. "
                "With the Basic header the pair may be left out.",
                "x-pt-BR": "Pede um token. A documentação põe tudo na query; um formulário também serve. "
                "Com o cabeçalho Basic o par pode faltar.",
                "x-hotmart-effect": "reads",
                "security": [{"basic": []}],
                "parameters": [_in_query("grant_type", _GRANT, Text("Always this", "Sempre este")), *_pair()],
                "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": _FORM}}},
                "responses": _RESPONSES,
            },
        }
    }


def _in_query(name: str, schema: Schema, words: Text) -> Schema:
    return {
        "name": name,
        "in": "query",
        "description": f"{words.en}.",
        "x-pt-BR": f"{words.pt}.",
        "schema": schema,
    }


def _pair() -> list[Schema]:
    return [_in_query(name, {"type": "string"}, words) for name, words in _PAIR.items()]


_FORM: Schema = {
    "type": "object",
    "properties": {"grant_type": _GRANT, **{name: {"type": "string"} for name in _PAIR}},
    "required": ["grant_type"],
}
_RESPONSES: Schema = {
    "200": {"description": "A token.", "content": json_content({"$ref": "#/components/schemas/Token"})},
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "503": {"$ref": "#/components/responses/ServiceUnavailable"},
}
