"""What any operation may answer besides: refusals, and what is left of the quota (dossier §3.4, §3.5)."""

from __future__ import annotations

from typing import NamedTuple

from hotmart.openapi.schemas import Schema

_SHAPES = {
    "RateLimit-Limit": "Calls allowed in a minute, reads and writes together.",
    "RateLimit-Remaining": "Calls left in this minute.",
    "RateLimit-Reset": "Seconds until the minute ends.",
    "X-RateLimit-Limit-Minute": "The same as RateLimit-Limit.",
    "X-RateLimit-Remaining-Minute": "The same as RateLimit-Remaining.",
}
HEADERS: dict[str, Schema] = {
    name: {"description": description, "schema": {"type": "integer", "minimum": 0}}
    for name, description in _SHAPES.items()
}
QUOTA: Schema = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
"""The headers of an answer to a call that was let in."""

ERRORS: dict[str, Schema] = {
    "Error": {
        "type": "object",
        "description": "Why Hotmart refuses. The description is mostly general, and names no parameter.",
        "properties": {
            "error": {
                "type": "string",
                "x-extensible-enum": [
                    "internal_server_error",
                    "invalid_client",
                    "invalid_parameter",
                    "invalid_token",
                    "invalid_value_headers",
                    "invalid_value_parameter",
                    "it_can_not_cancel_subscription_status",
                    "method_not_allowed",
                    "not_found",
                    "purchase_not_found",
                    "refund_request_already_exists",
                    "subscription_in_trial_period",
                    "token_expired",
                    "too_many_requests",
                    "unauthorized",
                    "unauthorized_client",
                ],
            },
            "error_description": {"type": "string"},
            "error_uri": {"type": "string", "format": "uri"},
            "error_url": {"type": "string", "description": "The spelling of some old pages."},
        },
        "required": ["error"],
    },
    "ClubError": {
        "type": "object",
        "description": "Why the members area refuses, in its own envelope. 0006: unknown subdomain.",
        "properties": {
            "code": {"type": "string", "x-extensible-enum": ["0006"]},
            "message": {"type": "string"},
        },
        "required": ["code"],
    },
}


class _Refusal(NamedTuple):
    """A status that is no success, and what it means."""

    status: int
    en: str
    pt: str


_REFUSALS: dict[str, _Refusal] = {
    "BadRequest": _Refusal(
        400,
        "A parameter was refused, and Hotmart does not say which. One wrong value spoils the whole call.",
        "Um parâmetro foi recusado, e a Hotmart não diz qual. Um valor errado invalida a chamada toda.",
    ),
    "Unauthorized": _Refusal(
        401,
        "No token, a wrong or an expired one. Production and sandbox do not know each other's.",
        "Sem token, ou com um errado ou vencido. Produção e sandbox não conhecem os da outra.",
    ),
    "Forbidden": _Refusal(403, "The account has no right to this.", "A conta não tem direito a isto."),
    "NotFound": _Refusal(404, "Unknown, or not yours.", "Desconhecido, ou não é seu."),
    "Unprocessable": _Refusal(
        422,
        "A parameter that the members area needs is missing.",
        "Falta um parâmetro de que a área de membros precisa.",
    ),
    "TooManyRequests": _Refusal(
        429,
        "Over 500 calls in this minute. Nothing was done: wait RateLimit-Reset seconds, then ask again.",
        "Mais de 500 chamadas neste minuto. Nada foi feito: espere RateLimit-Reset segundos e repita.",
    ),
    "InternalServerError": _Refusal(500, "Hotmart failed.", "A Hotmart falhou."),
    "BadGateway": _Refusal(
        502,
        "The question took Hotmart over 30 seconds: ask for less, such as fewer days.",
        "A pergunta levou mais de 30 segundos na Hotmart: peça menos, por exemplo menos dias.",
    ),
    "ServiceUnavailable": _Refusal(503, "Temporarily unavailable.", "Temporariamente indisponível."),
}
_CLUB = ("BadRequest", "NotFound", "Unprocessable")  # the refusals that have another envelope there
_ANYWHERE = (
    "BadRequest",
    "Unauthorized",
    "Forbidden",
    "TooManyRequests",
    "InternalServerError",
    "BadGateway",
    "ServiceUnavailable",
)


def refusals(*, club: bool, names_something: bool) -> Schema:
    """The refusals an operation may answer, by status."""
    names = [*_ANYWHERE, *(["NotFound"] if names_something else []), *(["Unprocessable"] if club else [])]
    by_status = sorted(names, key=lambda name: _REFUSALS[name].status)
    return {
        str(_REFUSALS[name].status): {
            "$ref": f"#/components/responses/{'Club' * (club and name in _CLUB)}{name}"
        }
        for name in by_status
    }


def responses() -> Schema:
    """Every refusal, as a component."""
    plain = {name: _response(name, "Error") for name in _REFUSALS if name != "Unprocessable"}
    club = {f"Club{name}": _response(name, "ClubError") for name in _CLUB}
    return plain | club


def json_content(schema: Schema) -> Schema:
    """A body of JSON."""
    return {"application/json": {"schema": schema}}


def _response(name: str, envelope: str) -> Schema:
    refusal = _REFUSALS[name]
    schema: Schema = {"$ref": f"#/components/schemas/{envelope}"}
    if envelope == "ClubError" and name == "BadRequest":
        schema = {"anyOf": [schema, {"$ref": "#/components/schemas/Error"}]}
    found: Schema = {"description": refusal.en, "x-pt-BR": refusal.pt, "content": json_content(schema)}
    return found if refusal.status == 401 else found | {"headers": QUOTA}  # dossier §3.5: absent on 401
