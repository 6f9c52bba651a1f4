"""One call, from start to end: login, quota, retries and errors.

Nothing here touches a socket, a clock or chance. An exchange is a generator: it yields what is to be
done next (Send, Sleep, Login) and is handed what came of it. Each client drives it in a few lines.
"""

from __future__ import annotations

import logging
import random
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar, cast
from urllib.parse import urlencode, urlsplit

import msgspec

from hotmart import waiting
from hotmart.errors import (
    APIStatusError,
    AuthenticationError,
    ConnectionFailedError,
    HotmartError,
    OutcomeUnknownError,
    UnexpectedAnswerError,
)
from hotmart.language import Text
from hotmart.request import Request
from hotmart.secrecy import HiddenBytes
from hotmart.transport.connections import TOKEN_PATH, Connection
from hotmart.transport.quota import Quota
from hotmart.transport.surrogates import legible, without_halves
from hotmart.transport.tokens import Token
from hotmart.words import NOT_JSON

R = TypeVar("R")
log = logging.getLogger("hotmart")


@dataclass(frozen=True, slots=True)
class Send:
    """Send this and hand back the Reply, or Lost. Its repr holds nothing secret."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    content: bytes | None = field(default=None, repr=False)
    request: Request | None = field(default=None, repr=False)
    number: int = 1  # of the attempts to send this request
    waited: float = 0.0  # seconds, since the attempt before


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Login:
    """Hand back a token, and not the one that Hotmart rejected."""

    rejected: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. The names of its headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lost:
    """No answer came. `sent` is False only when nothing can have reached Hotmart."""

    reason: Text
    sent: bool
    again: bool = True  # whether another try could go better


Step: TypeAlias = Send | Sleep | Login
Exchange: TypeAlias = Generator[Step, "Reply | Lost | str | None", R]


@dataclass(frozen=True, slots=True)
class Terms:
    """How patient to be, by whose clock and by what chance.

    A client whose clock is its own counts its own calls: it cannot share a minute with the others.
    """

    max_retries: int = 5
    backoff: float = 0.5  # seconds; doubles with each retry, and is then drawn from zero to that
    longest_pause: float = 20.0
    patience: float = 300.0  # seconds of waiting for one call, in all, before giving up
    background: bool = False  # whether to leave the last calls of a minute to others
    clock: Callable[[], float] = waiting.now
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What went wrong, how often it is worth another try, and how long Hotmart asks to wait."""

    error: HotmartError
    tries: float = 0
    wait: float | None = None

    @property
    def kind(self) -> str:
        return "limit" if self.wait is not None else "failure"


_OFTEN = float("inf")  # as often as the terms allow
_LIMITS_PER_RETRY = 4  # waiting for the quota is not failing, so it may happen more often


class _Retries:
    """How many tries and how much waiting one call has had."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._had: Counter[str] = Counter()
        self._waited = 0.0

    def pause(self, trouble: _Trouble) -> float:
        """The seconds to wait before the next try; raises the trouble when there should be none."""
        terms, had = self._terms, self._had[trouble.kind]
        allowed = terms.max_retries * (_LIMITS_PER_RETRY if trouble.kind == "limit" else 1)
        drawn = terms.chance() * min(terms.longest_pause, terms.backoff * 2.0**had)
        pause = (trouble.wait or 0.0) + drawn
        if had >= min(allowed, trouble.tries) or self._waited + pause > terms.patience:
            raise trouble.error
        self._had[trouble.kind] += 1
        self._waited += pause
        log.info("%s Again in %.1f s.", trouble.error.message, pause)
        return pause


def exchange(
    request: Request, connection: Connection, quota: Quota, terms: Terms, read: Callable[[bytes], R]
) -> Exchange[R]:
    """What is read of the answer. Where `read` finds that it is no JSON to its end, it is asked for again."""
    url, body = _written(request, connection)
    retries = _Retries(terms)
    token = cast("str", (yield Login()))
    renewed = False
    waited, number = 0.0, 0
    while True:
        while wait := quota.reserve(background=terms.background):
            waited += wait
            yield Sleep(wait)
        number += 1
        send = Send(request.method, url, _headers(token, body), body, request, number, waited)
        reply = yield from _sent(send, quota)
        log.debug("%r: %s", request, reply.status if isinstance(reply, Reply) else reply.reason.en)
        if isinstance(reply, Reply) and reply.status == 401 and not renewed:
            renewed, token, waited = True, cast("str", (yield Login(rejected=token))), 0.0
            continue
        trouble = _trouble_of(request, connection, reply)
        if trouble is None:
            answer = cast("Reply", reply).body
            try:
                return legible(answer, read)
            except NOT_JSON:
                trouble = _cut(request, answer)
        waited = retries.pause(trouble)
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


def _headers(token: str, body: bytes | None) -> dict[str, str]:
    headers = {"authorization": f"Bearer {token}", "accept": "application/json"}
    return headers if body is None else headers | {"content-type": "application/json"}


_body = msgspec.json.Encoder(decimal_format="number")  # money is a number on the wire (dossier §3.2)


def error_of(request: Request, connection: Connection, reply: Reply | Lost) -> HotmartError | None:
    """The error that this reply alone would be; None when it is a good answer."""
    trouble = _trouble_of(request, connection, reply)
    if trouble is None and isinstance(reply, Reply):
        try:
            legible(reply.body, as_sent(request))
        except NOT_JSON:
            trouble = _cut(request, reply.body)
    return trouble.error if trouble else None


def as_sent(request: Request) -> Callable[[bytes], bytes]:
    """How to read an answer as it came: JSON to its end for a read, anything (or nothing) for a write."""
    return _whole if request.reads else without_halves


def _whole(body: bytes) -> bytes:
    msgspec.json.decode(body, type=msgspec.Raw)
    return body


def _cut(request: Request, body: bytes) -> _Trouble:
    again = _OFTEN if request.reads else 0  # a write is never sent twice, whatever its reader says
    return _Trouble(UnexpectedAnswerError(request, _CUT if body else _NOTHING), again)


def _trouble_of(request: Request, connection: Connection, reply: Reply | Lost) -> _Trouble | None:
    """What is wrong with what came back, its body apart."""
    return _lost(request, connection, reply) if isinstance(reply, Lost) else _judged(request, reply)


def _lost(request: Request, connection: Connection, lost: Lost) -> _Trouble:
    if lost.sent and not request.reads:
        return _Trouble(OutcomeUnknownError(request, lost.reason))
    return _Trouble(ConnectionFailedError(connection.api_url, lost.reason), _OFTEN if lost.again else 0)


def _judged(request: Request, reply: Reply) -> _Trouble | None:
    """What is wrong with an answer, or None when nothing is."""
    reading = request.reads
    if 200 <= reply.status < 300:
        unfit = _unfit(request, reply) if reading else _misdirected(request, reply)
        return unfit or _refused_after_all(request, reply)
    if reply.status < 400:
        return _Trouble(UnexpectedAnswerError(request, Text("a redirection.", "um redirecionamento.")))
    wait = _wait(reply.headers) if reply.status == 429 else None
    if reply.status >= 500 and not reading:
        return _Trouble(OutcomeUnknownError(request, Text(f"HTTP {reply.status}", f"HTTP {reply.status}")))
    error = _refusal(request, reply, wait)
    if reply.status == 429:
        return _Trouble(error, _OFTEN, wait or 0.0)
    return _Trouble(error, _TRIES.get(reply.status, 0))


# A 502 means that the question took Hotmart over 30 seconds (dossier §3.4): asking it again seldom helps,
# asking for less does, and that is for the caller to do.
_TRIES: dict[int, float] = {500: _OFTEN, 502: 2, 503: _OFTEN, 504: _OFTEN}


def _unfit(request: Request, reply: Reply) -> _Trouble | None:
    """A read that a web page answered, or nothing of any kind, is asked once more."""
    if "json" not in reply.headers.get("content-type", "").lower():
        return _Trouble(UnexpectedAnswerError(request, _A_PAGE if reply.body else _NOTHING), tries=1)
    return None


def _misdirected(request: Request, reply: Reply) -> _Trouble | None:
    """A write that a web page answered went to no operation at all (dossier §1)."""
    page = "html" in reply.headers.get("content-type", "").lower()
    return _Trouble(UnexpectedAnswerError(request, _A_PAGE)) if page else None


def _refused_after_all(request: Request, reply: Reply) -> _Trouble | None:
    """A refusal under a status that says all is well: one client guards against it (dossier §3.4)."""
    if len(reply.body) > _LONGEST_REFUSAL or not reply.body.startswith(b'{"') or b'"error"' not in reply.body:
        return None
    try:
        said = msgspec.json.decode(reply.body, type=_Refusal)
    except NOT_JSON:
        return None
    return _Trouble(_refusal(request, reply)) if said.error else None


_LONGEST_REFUSAL = 2_000  # bytes
_ABANDONED = Text("the call was abandoned", "a chamada foi abandonada")
_A_PAGE = Text("a web page came instead of JSON.", "veio uma página web em vez de JSON.")
_NOTHING = Text("the answer is empty.", "a resposta está vazia.")
_CUT = Text("the answer is cut short, or is not JSON.", "a resposta está cortada, ou não é JSON.")


class _Refusal(msgspec.Struct):
    """Hotmart's error envelope, and the club's (dossier §3.4)."""

    error: str | None = None
    error_description: str | None = None
    code: str | None = None
    message: str | None = None


def _refusal(request: Request, reply: Reply, wait: float | None = None) -> APIStatusError:
    try:
        said = msgspec.json.decode(reply.body, type=_Refusal)
    except NOT_JSON:
        said = _Refusal()
    error, description = said.error or said.code or "", said.error_description or said.message or ""
    return APIStatusError.of(request, reply.status, error, description, wait)


def _wait(headers: Mapping[str, str]) -> float | None:
    """The seconds Hotmart asks to wait."""
    for name in ("retry-after", "ratelimit-reset"):
        value = headers.get(name, "").strip()
        if value.isdecimal():
            return float(value)
    return None


class _Grant(msgspec.Struct):
    access_token: str
    expires_in: float


LOGIN = Request(method="POST", path=TOKEN_PATH, operation="login", template=TOKEN_PATH)


def login(connection: Connection, terms: Terms, now: Callable[[], float]) -> Exchange[Token]:
    """A new token. The documented form, which puts the secret in the URL, is the second resort."""
    retries = _Retries(terms)
    forms = [_documented_form(connection)] if connection.client_secret else []
    form = _header_form(connection)
    number = 0
    while True:
        number += 1
        reply = cast("Reply | Lost", (yield replace(form, request=LOGIN, number=number)))
        if isinstance(reply, Reply) and reply.status in (400, 401) and forms:
            form = forms.pop()
            continue
        if isinstance(reply, Reply) and reply.status == 200:
            return _granted(reply, now())
        yield Sleep(retries.pause(_login_trouble(connection, reply)))


def _header_form(connection: Connection) -> Send:
    headers = {
        "authorization": f"Basic {connection.basic}",
        "content-type": "application/x-www-form-urlencoded",
        "accept": "application/json",
    }
    return Send("POST", connection.token_url, headers, b"grant_type=client_credentials")


def _documented_form(connection: Connection) -> Send:
    query = urlencode(
        {
            "grant_type": "client_credentials",
            "client_id": connection.client_id,
            "client_secret": connection.client_secret,
        }
    )
    headers = {"authorization": f"Basic {connection.basic}", "content-type": "application/json"}
    return Send("POST", f"{connection.token_url}?{query}", headers)


def _granted(reply: Reply, now: float) -> Token:
    try:
        grant = msgspec.json.decode(reply.body, type=_Grant)
    except NOT_JSON:
        raise UnexpectedAnswerError(LOGIN, Text("no token came.", "não veio nenhum token.")) from None
    return Token.granted(grant.access_token, grant.expires_in, now)


def _login_trouble(connection: Connection, reply: Reply | Lost) -> _Trouble:
    if isinstance(reply, Lost):
        host = "{0.scheme}://{0.netloc}".format(urlsplit(connection.token_url))
        return _Trouble(ConnectionFailedError(host, reply.reason), tries=_OFTEN)
    wait = _wait(reply.headers) if reply.status == 429 else None
    error = _refusal(LOGIN, reply, wait)
    if reply.status in (400, 401, 403):
        error = AuthenticationError(LOGIN, reply.status, error.error, error.description)
    if reply.status < 400:
        return _Trouble(UnexpectedAnswerError(LOGIN, Text("no token came.", "não veio nenhum token.")))
    return _Trouble(error, _OFTEN if reply.status == 429 else _TRIES.get(reply.status, 0), wait)
