"""The events that Hotmart sends by itself, as OpenAPI tells them (dossier §14)."""

from __future__ import annotations

from hotmart.openapi.answers import json_content
from hotmart.openapi.schemas import PERSONAL, Schema, Schemas
from hotmart.webhooks import EVENTS, WebhookEvent
from hotmart.webhooks.meanings import MEANINGS

HOTTOK: Schema = {
    "name": "X-HOTMART-HOTTOK",
    "in": "header",
    "required": True,
    "description": "The secret of the account, the only proof of who sent it. Compare in constant time.",
    "x-pt-BR": "O segredo da conta, a única prova de quem enviou. Compare em tempo constante.",
    "schema": {"type": "string", "format": "password"},
}
ENVELOPE: Schema = {
    "type": "object",
    "description": "What surrounds the data of an event. Events come twice, late and out of order.",
    "properties": {
        "id": {"type": "string", "description": "The same when an event is sent again by hand."},
        "event": {"type": "string", "x-extensible-enum": sorted(WebhookEvent)},
        "creation_date": {"$ref": "#/components/schemas/Instant"},
        "creationDate": {
            "$ref": "#/components/schemas/Instant",
            "description": "How CLUB_FIRST_ACCESS spells it. Milliseconds since 1970, UTC.",
        },
        "version": {"type": "string", "examples": ["2.0.0"]},
        "data": {"type": "object"},
        "hottok": {
            "type": "string",
            "format": "password",
            "description": "The secret of the header again; in some events only.",
            PERSONAL: True,
        },
    },
    "required": ["id", "event", "data"],
}


def told(event: WebhookEvent, schemas: Schemas) -> Schema:
    """The Path Item Object of one event."""
    specific = {"properties": {"event": {"const": event.value}, "data": schemas.of(EVENTS[event])}}
    schema = {"allOf": [{"$ref": "#/components/schemas/WebhookEnvelope"}, specific]}
    meaning = MEANINGS[event]
    return {
        "post": {
            "operationId": f"webhooks.{event.value}",
            "tags": ["webhooks"],
            "summary": meaning.en.split(". ")[0].rstrip("."),
            "description": meaning.en,
            "x-pt-BR": meaning.pt,
            "security": [],
            "parameters": [{"$ref": "#/components/parameters/Hottok"}],
            "requestBody": {"required": True, "content": json_content(schema)},
            "responses": {"2XX": {"description": "Received. Answer at once and work later."}},
        }
    }
