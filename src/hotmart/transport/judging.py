"""What an answer is worth: whether it is one, which error it would be, and whether to ask again."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from hotmart.errors import (
    APIStatusError,
    ConnectionFailedError,
    HotmartError,
    OutcomeUnknownError,
    UnexpectedAnswerError,
)
from hotmart.language import Text
from hotmart.request import Request
from hotmart.surrogates import legible, without_lone_surrogates
from hotmart.transport.connections import Connection
from hotmart.transport.retry_after import seconds_asked
from hotmart.transport.retrying import OFTEN, Trouble
from hotmart.transport.steps import Lost, Reply
from hotmart.words import NOT_JSON


def error_of(request: Request, connection: Connection, reply: Reply | Lost) -> HotmartError | None:
    """The error that this reply alone would be; None when it is a good answer."""
    trouble = trouble_of(request, connection, reply)
    if trouble is None and isinstance(reply, Reply):
        try:
            legible(reply.body, as_sent(request))
        except NOT_JSON:
            trouble = cut(request, reply.body)
    return trouble.error if trouble else None


def as_sent(request: Request) -> Callable[[bytes], bytes]:
    """How to read an answer as it came: JSON to its end for a read, anything (or nothing) for a write."""
    return _whole if request.reads else without_lone_surrogates


def _whole(body: bytes) -> bytes:
    msgspec.json.decode(body, type=msgspec.Raw)
    return body


def cut(request: Request, body: bytes) -> Trouble:
    """An answer that ends before it is JSON, or holds nothing."""
    return Trouble(UnexpectedAnswerError(request, _CUT if body else _NOTHING), OFTEN)


def trouble_of(request: Request, connection: Connection, reply: Reply | Lost) -> Trouble | None:
    """What is wrong with what came back, its body apart."""
    trouble = _lost(request, connection, reply) if isinstance(reply, Lost) else _judged(request, reply)
    if trouble and connection.is_given and getattr(trouble.error, "status", None) == 401:
        trouble.error.advice = _ANOTHER_TOKEN
    return trouble


def _lost(request: Request, connection: Connection, lost: Lost) -> Trouble:
    if lost.sent and not request.reads:
        return Trouble(OutcomeUnknownError(request, lost.reason))
    error = ConnectionFailedError(connection.api_url, lost.reason)
    return Trouble(error, OFTEN if lost.again else 0, arrived=lost.sent)


def _judged(request: Request, reply: Reply) -> Trouble | None:
    """What is wrong with an answer, or None when nothing is."""
    if 200 <= reply.status < 300:
        unfit = _unfit(request, reply) if request.reads else _misdirected(request, reply)
        return unfit or _refused_after_all(request, reply)
    if reply.status < 400:
        return Trouble(UnexpectedAnswerError(request, Text("a redirection.", "um redirecionamento.")))
    if reply.status == 429:
        wait = seconds_to_wait(reply)
        return Trouble(refusal(request, reply, wait), OFTEN, wait or 0.0, limit=True)
    if reply.status >= 500 and not request.reads:
        return Trouble(OutcomeUnknownError(request, Text(f"HTTP {reply.status}", f"HTTP {reply.status}")))
    wait = seconds_asked(reply.headers, "retry-after") or 0.0
    return Trouble(refusal(request, reply), TRIES.get(reply.status, 0), wait)


# A 502 means that the question took Hotmart over 30 seconds (dossier §3.4): asking it again seldom helps,
# asking for less does, and that is for the caller to do.
TRIES: dict[int, float] = {500: OFTEN, 502: 2, 503: OFTEN, 504: OFTEN}


def _unfit(request: Request, reply: Reply) -> Trouble | None:
    """A read that a web page answered, or nothing of any kind, is asked once more."""
    if "json" not in reply.headers.get("content-type", "").lower():
        return Trouble(UnexpectedAnswerError(request, _A_PAGE if reply.body else _NOTHING), tries=1)
    return None


def _misdirected(request: Request, reply: Reply) -> Trouble | None:
    """A write that a web page answered went to no operation at all (dossier §1)."""
    page = "html" in reply.headers.get("content-type", "").lower()
    return Trouble(UnexpectedAnswerError(request, _A_PAGE)) if page else None


def _refused_after_all(request: Request, reply: Reply) -> Trouble | None:
    """A refusal under a status that says all is well: one client guards against it (dossier §3.4)."""
    if len(reply.body) > _LONGEST_REFUSAL or not reply.body.startswith(b'{"') or b'"error"' not in reply.body:
        return None
    try:
        said = msgspec.json.decode(reply.body, type=_Refusal)
    except NOT_JSON:
        return None
    return Trouble(refusal(request, reply)) if said.error else None


_ANOTHER_TOKEN = Text(
    "Hotmart takes this access token no longer, or never did: log in again, and hand over the new one. A "
    "token of the sandbox works only with sandbox=True.",
    "A Hotmart não aceita mais este access token, ou nunca aceitou: faça o login de novo e informe o novo. "
    "Um token do sandbox só funciona com sandbox=True.",
)
_LONGEST_REFUSAL = 2_000  # bytes
_A_PAGE = Text("a web page came instead of JSON.", "veio uma página web em vez de JSON.")
_NOTHING = Text("the answer is empty.", "a resposta está vazia.")
_CUT = Text("the answer is cut short, or is not JSON.", "a resposta está cortada, ou não é JSON.")


class _Refusal(msgspec.Struct):
    """Hotmart's error envelope, and the club's (dossier §3.4)."""

    error: str | None = None
    error_description: str | None = None
    code: str | None = None
    message: str | None = None


def refusal(request: Request, reply: Reply, wait: float | None = None) -> APIStatusError:
    """The error that a refusal is, with what Hotmart said of it."""
    try:
        said = msgspec.json.decode(reply.body, type=_Refusal)
    except NOT_JSON:
        said = _Refusal()
    error, description = said.error or said.code or "", said.error_description or said.message or ""
    return APIStatusError.of(request, reply.status, error, description, wait)


def seconds_to_wait(reply: Reply) -> float | None:
    """The seconds Hotmart asks to wait; None where it does not say."""
    return seconds_asked(reply.headers, "retry-after", "ratelimit-reset")
