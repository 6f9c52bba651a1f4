"""The login: a credential for a token, asked like any call and needing none itself (dossier §2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast
from urllib.parse import urlencode, urlsplit

import msgspec

from hotmart.errors import AuthenticationError, ConnectionFailedError, UnexpectedAnswerError
from hotmart.language import Text
from hotmart.request import Request
from hotmart.transport.connections import TOKEN_PATH, Connection
from hotmart.transport.exchange import paused
from hotmart.transport.judging import TRIES, refusal, seconds_to_wait
from hotmart.transport.retrying import OFTEN, Retries, Terms, Trouble
from hotmart.transport.steps import Exchange, Lost, Reply, Send, Sleep
from hotmart.transport.tokens import Token
from hotmart.words import NOT_JSON


class _Grant(msgspec.Struct):
    access_token: str
    expires_in: float


LOGIN = Request(method="POST", path=TOKEN_PATH, operation="login", template=TOKEN_PATH)


def login(connection: Connection, terms: Terms, now: Callable[[], float]) -> Exchange[Token]:
    """A new token. The documented form, which puts the secret in the URL, is the second resort."""
    retries = Retries(terms, repeatable=True)
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
        yield Sleep(paused(retries, _trouble(connection, reply)))


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
        raise UnexpectedAnswerError(LOGIN, _NO_TOKEN) from None
    return Token.granted(grant.access_token, grant.expires_in, now)


def _trouble(connection: Connection, reply: Reply | Lost) -> Trouble:
    if isinstance(reply, Lost):
        host = "{0.scheme}://{0.netloc}".format(urlsplit(connection.token_url))
        return Trouble(ConnectionFailedError(host, reply.reason), OFTEN)
    if reply.status < 400:
        return Trouble(UnexpectedAnswerError(LOGIN, _NO_TOKEN))
    wait = seconds_to_wait(reply) if reply.status == 429 else None
    error = refusal(LOGIN, reply, wait)
    if reply.status == 429:  # one that does not say how long to wait is a failure like others
        return Trouble(error, OFTEN, wait or 0.0, limit=wait is not None)
    if reply.status in (400, 401, 403):
        error = AuthenticationError(LOGIN, reply.status, error.error, error.description)
    return Trouble(error, TRIES.get(reply.status, 0))


_NO_TOKEN = Text("no token came.", "não veio nenhum token.")
