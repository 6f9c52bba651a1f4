"""The whole API in OpenAPI 3.1, exported from the catalogue: nothing of it is written by hand twice."""

from __future__ import annotations

import json
from inspect import getdoc
from typing import Any

from hotmart.api import CATALOGUE, GROUPS
from hotmart.declaring.endpoint import group_name
from hotmart.openapi.answers import ERRORS, HEADERS, responses
from hotmart.openapi.events import ENVELOPE, HOTTOK, told
from hotmart.openapi.login import TOKEN, login
from hotmart.openapi.operations import described
from hotmart.openapi.schemas import Schema, Schemas
from hotmart.transport.connections import AUTH, PRODUCTION, SANDBOX, TOKEN_PATH
from hotmart.webhooks import EVENTS

__all__ = ["document", "text"]

_AS_OF = "2026-07-23"  # the newest entry of Hotmart's changelog that is known (dossier §18)
_INFO: Schema = {
    "title": "Hotmart API",
    "version": _AS_OF,
    "summary": "Every operation and webhook of Hotmart, as they answer. Not made by Hotmart.",
    "description": """\
Written by the independent project `hotmart`, which is not affiliated with Hotmart, from the official documents and from what the API is seen to answer; where the two differ, the answers win. The version is the date of the newest entry of Hotmart's changelog it knows.

- Times are milliseconds since 1970 in UTC, money is a number in major units, and its currency stands beside it.
- What is not known is left out, not null, but for event tickets and account info. Of an answer only keys are required, and with `select` not even those. Expect properties that are not listed here.
- `x-extensible-enum` lists the values known of an answer: expect others. The `enum` of a parameter is closed: one wrong value fails the whole call.
- An unknown path answers 200 with a web page, not 404. An answer that is not JSON is not an answer.
- 500 calls in a minute, reads and writes together.
- `x-hotmart-effect` is what a call does: it `reads`, `writes`, or `destroys`, which cannot be undone. No call that writes may be sent twice when its answer is lost: `x-hotmart-settle` names the read that tells whether it was done.
- `x-hotmart-personal` marks what says who or where a person is.
""",  # noqa: E501  # a line of Markdown is a paragraph
    "x-pt-BR": "A API da Hotmart inteira, como ela responde. Projeto independente, sem vínculo com ela. "
    "Horários em milissegundos desde 1970 em UTC; valores em unidades da moeda, com a moeda ao lado.",
    "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
}
_PORT: Schema = {"port": {"default": "8000", "description": "The one that `hotmart simulate` tells."}}
_SIMULATOR: Schema = {
    "url": "http://127.0.0.1:{port}",
    "description": "A Hotmart on this machine: `hotmart simulate`.",
    "variables": _PORT,
}
_SERVERS: list[Schema] = [
    {"url": PRODUCTION, "description": "Production."},
    {"url": SANDBOX, "description": "Sandbox: fixed, fictional rows."},
    _SIMULATOR,
]
_AUTH_SERVERS: list[Schema] = [
    {"url": AUTH, "description": "Production and sandbox."},
    _SIMULATOR,
]
_SECURITY: Schema = {
    "hotmart": {
        "type": "oauth2",
        "description": "There are no scopes to choose: a token may do what its account may.",
        "flows": {"clientCredentials": {"tokenUrl": AUTH + TOKEN_PATH, "scopes": {}}},
    },
    "basic": {
        "type": "http",
        "scheme": "basic",
        "description": "client_id and client_secret. The `basic` of a credential is both, in Base64.",
    },
}


def document() -> dict[str, Any]:
    """The document, as plain JSON values."""
    schemas = Schemas(ERRORS | {"WebhookEnvelope": ENVELOPE, "Token": TOKEN})
    paths = _paths(schemas) | login(_AUTH_SERVERS)
    webhooks = {event.value: told(event, schemas) for event in EVENTS}
    return {
        "openapi": "3.1.1",
        "info": _INFO,
        "externalDocs": {
            "description": "Hotmart's own documents",
            "url": "https://developers.hotmart.com/docs/en/",
        },
        "servers": _SERVERS,
        "security": [{"hotmart": []}],
        "tags": _tags(),
        "paths": paths,
        "webhooks": webhooks,
        "components": {
            "schemas": dict(sorted(schemas.components.items())),
            "responses": responses(),
            "parameters": {"Hottok": HOTTOK},
            "headers": HEADERS,
            "securitySchemes": _SECURITY,
        },
    }


def text() -> str:
    """The document as it is published: the same catalogue always gives the same text."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def _paths(schemas: Schemas) -> Schema:
    paths: Schema = {}
    for endpoint in CATALOGUE:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = described(endpoint, schemas)
    return paths


def _tags() -> list[Schema]:
    groups = [
        {"name": group_name(group), "description": (getdoc(group) or "").split("\n")[0]} for group in GROUPS
    ]
    return [
        *groups,
        {"name": "login", "description": "How a token is asked for."},
        {"name": "webhooks", "description": "What Hotmart tells by itself."},
    ]
