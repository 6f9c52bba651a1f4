"""Making a plan of a write: what it would do, shown before anything is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from hotmart.actions.guard.effects import consequence, moving
from hotmart.actions.guard.plan import GOOD_FOR, Plan, new_id, now
from hotmart.actions.guard.seeing import see
from hotmart.actions.guard.values import Telling, fields_of, values_of
from hotmart.client import Hotmart
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.params import Param
from hotmart.language import Text
from hotmart.model import Model
from hotmart.request import Request
from hotmart.words import is_list, is_object


def plan_of(
    endpoint: Endpoint[..., Any],
    arguments: Mapping[str, Any],
    client: Hotmart,
    connection: str,
    clock: Callable[[], datetime] = now,
) -> Plan:
    """What a write of the catalogue would do. Reads what it is about, and sends nothing.

    Days are those of the client's zone. Raises InvalidArgumentError for what cannot be meant,
    WouldBeRefusedError for what Hotmart would not do, and NotHereError where this account has no such thing.
    """
    request = endpoint.request_in(client.time_zone, (), dict(arguments))
    seen, brings, made_at = see(endpoint.id, arguments, client), consequence(endpoint.id, arguments), clock()
    if seen.refusal:
        raise seen.refusal
    return Plan(
        id=new_id(),
        action=endpoint.id,
        connection=connection,
        account=client.identity,
        arguments=dict(arguments),
        private=tuple(one.name for one in endpoint.params if one.word.private),
        texts=tuple(one.name for one in endpoint.params if _is_typed(one)),
        request=request,
        does=Text(_first_sentence(endpoint.doc), _first_sentence(endpoint.doc_pt)),
        values=values_of(endpoint, arguments, Telling(client.time_zone, seen.words, seen.currency)),
        seen=seen.lines,
        warnings=seen.warnings,
        amounts=dict(seen.amounts),
        moves=moving(endpoint.id, seen.amounts),
        records=seen.records,
        mails=brings.mails,
        final=brings.final,
        state=seen.state,
        word=seen.word or endpoint.id,
        made_at=made_at,
        expires_at=made_at + GOOD_FOR,
    )


def plan_of_request(
    request: Request, client: Hotmart, connection: str, clock: Callable[[], datetime] = now
) -> Plan:
    """What a write by a path that the catalogue does not have would do, as far as anybody here knows."""
    brings, made_at = consequence("request", {}), clock()
    said = f"{request.method} {request.path}"
    return Plan(
        id=new_id(),
        action="request",
        connection=connection,
        account=client.identity,
        arguments={},
        request=request,
        does=Text(f"Send {said}.", f"Enviar {said}."),
        values=fields_of(request.body or {}),
        records=max([1, *_lengths(request.body), *Counter(name for name, _ in request.query).values()]),
        mails=brings.mails,
        final=brings.final,
        word=request.method,
        made_at=made_at,
        expires_at=made_at + GOOD_FOR,
    )


def _lengths(value: Any) -> Iterator[int]:
    """How long each list is, however deep it lies: nobody knows which of them names records."""
    if is_list(value):
        yield len(value)
    for one in value if is_list(value) else value.values() if is_object(value) else ():
        yield from _lengths(one)


def _is_typed(param: Param) -> bool:
    """Whether it is any text, or has texts in it; what is a code by its name is none."""
    kind: type[Any] = param.kind
    if issubclass(kind, Model):
        return True
    free = kind is str and not param.choices and param.meta.pattern is None
    return free and not param.name.endswith("_code")


def _first_sentence(said: str) -> str:
    sentence, stop, _ = " ".join(said.split()).partition(". ")
    return sentence + stop.strip()
