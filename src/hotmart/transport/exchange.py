"""One call, from start to end: a token, the quota, the bytes, and another try where it is worth one.

Nothing here touches a socket, a clock or chance: see `steps`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, cast
from urllib.parse import urlencode

import msgspec

from hotmart.language import Text
from hotmart.logs import log
from hotmart.request import Request
from hotmart.secrecy import HiddenBytes
from hotmart.surrogates import legible
from hotmart.transport.connections import Connection
from hotmart.transport.judging import cut, trouble_of
from hotmart.transport.quota import Quota
from hotmart.transport.retrying import Retries, Terms, Trouble
from hotmart.transport.steps import Exchange, Login, Lost, Reply, Send, Sleep
from hotmart.words import NOT_JSON

R = TypeVar("R")


def exchange(
    request: Request, connection: Connection, quota: Quota, terms: Terms, read: Callable[[bytes], R]
) -> Exchange[R]:
    """What is read of the answer. Where `read` finds that it is no JSON to its end, it is asked for again."""
    url, body = _written(request, connection)
    retries = Retries(terms, repeatable=request.reads)
    token = cast("str", (yield Login()))
    renewed = False
    waited, number = 0.0, 0
    while True:
        while wait := quota.reserve(background=terms.background):
            waited += wait
            yield Sleep(wait)
        number += 1
        send = Send(
            request.method, url, _headers(token, body, request.headers), body, request, number, waited
        )
        reply = yield from _sent(send, quota)
        log.debug("%r: %s", request, reply.status if isinstance(reply, Reply) else reply.reason.en)
        if isinstance(reply, Reply) and reply.status == 401 and not renewed:
            renewed = True
            if other := cast("str | None", (yield Login(rejected=token))):
                token, waited = other, 0.0
                continue
        trouble = trouble_of(request, connection, reply)
        if trouble is None:
            answer = cast("Reply", reply).body
            try:
                return legible(answer, read)
            except NOT_JSON:
                trouble = cut(request, answer)
        waited = paused(retries, trouble)
        yield Sleep(waited)


def _sent(send: Send, quota: Quota) -> Exchange[Reply | Lost]:
    """Send once, and settle the reserved call with the quota whatever happens."""
    reply: Reply | Lost = Lost(_ABANDONED, sent=True)
    try:
        reply = cast("Reply | Lost", (yield send))
        return reply
    finally:
        quota.learn(reply.headers if isinstance(reply, Reply) else {})


def _written(request: Request, connection: Connection) -> tuple[str, bytes | None]:
    """Where a request goes, and its body."""
    query = "?" + urlencode(request.query) if request.query else ""
    body = None if request.body is None else HiddenBytes(_body.encode(request.body))
    return connection.api_url + request.path + query, body


def _headers(token: str, body: bytes | None, more: Sequence[tuple[str, str]] = ()) -> dict[str, str]:
    headers = dict(more) | {"authorization": f"Bearer {token}", "accept": "application/json"}
    return headers if body is None else headers | {"content-type": "application/json"}


_body = msgspec.json.Encoder(decimal_format="number")  # money is a number on the wire (dossier §3.2)
_ABANDONED = Text("the call was abandoned", "a chamada foi abandonada")


def paused(retries: Retries, trouble: Trouble) -> float:
    """How long to wait before the next try, which is logged; raises the trouble when there is none."""
    pause = retries.pause(trouble)
    log.info("%s Again in %.1f s.", trouble.error.message, pause)
    return pause
