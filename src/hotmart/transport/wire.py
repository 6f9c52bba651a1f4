"""How bytes travel: httpx2, told what to send and asked only for the reply. None of its errors get out."""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import os
from collections.abc import Generator
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import urlsplit

import httpx2

from hotmart.language import Text
from hotmart.secrecy import HiddenBytes
from hotmart.transport.steps import Lost, Reply, Send

if TYPE_CHECKING:
    import ssl

_IMPOSSIBLE = (httpx2.InvalidURL, httpx2.UnsupportedProtocol, httpx2.LocalProtocolError, UnicodeError)
_NEVER_LEFT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    *_IMPOSSIBLE,
)
_FAILURES = (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError, OSError)


class Settings(TypedDict):
    """What the clients of httpx2 are made with."""

    limits: httpx2.Limits
    trust_env: bool
    verify: ssl.SSLContext | bool
    follow_redirects: bool


def patience_of(timeout: float) -> httpx2.Timeout:
    """How long each part of a call may take, in seconds; for a free connection it may wait forever."""
    return httpx2.Timeout(timeout, connect=min(timeout, 10.0), pool=None)


def settings(url: str) -> Settings:
    """For a host: no proxy between this machine and itself, no certificates read where none are used."""
    parts = urlsplit(url)
    trust_env = not _is_here(parts.hostname or "")
    return Settings(
        limits=httpx2.Limits(max_connections=100, max_keepalive_connections=32, keepalive_expiry=5.0),
        trust_env=trust_env,
        verify=parts.scheme == "https" and _trusted(trust_env, *map(os.environ.get, _TOLD)),
        follow_redirects=False,  # a redirect would carry the token to another host
    )


_TOLD = ("SSL_CERT_FILE", "SSL_CERT_DIR")


@cache
def _trusted(trust_env: bool, *told: str | None) -> ssl.SSLContext:
    """Whom to trust, read once: a whole system's certificates take longer than a call."""
    return httpx2.create_ssl_context(trust_env=trust_env)


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def send(client: httpx2.Client, step: Send, patience: httpx2.Timeout) -> Reply | Lost:
    """Send once."""
    with _unheard():
        try:
            answer = client.request(
                step.method, step.url, headers=step.headers, content=step.content, timeout=patience
            )
        except _FAILURES as error:
            return _lost(error)
    return _reply(answer)


async def send_async(client: httpx2.AsyncClient, step: Send, patience: httpx2.Timeout) -> Reply | Lost:
    """Send once, without blocking."""
    with _unheard():
        try:
            answer = await client.request(
                step.method, step.url, headers=step.headers, content=step.content, timeout=patience
            )
        except _FAILURES as error:
            return _lost(error)
    return _reply(answer)


def _reply(answer: httpx2.Response) -> Reply:
    headers: dict[str, str] = {}
    for raw in answer.headers.raw:
        name, value = raw[0].lower().decode("latin-1"), raw[1].decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value  # a list in two parts
    return Reply(answer.status_code, headers, HiddenBytes(answer.content))


def _lost(error: Exception) -> Lost:
    reason = (
        _UNTRUSTED
        if "CERTIFICATE" in str(error)
        else next(r for kind, r in _REASONS if isinstance(error, kind))
    )
    return Lost(reason, not isinstance(error, _NEVER_LEFT), again=not isinstance(error, _IMPOSSIBLE))


_UNWRITABLE = Text("the request cannot be written", "a requisição não pode ser escrita")
_UNTRUSTED = Text("its certificate is not trusted", "o certificado não é confiável")
_REASONS: tuple[tuple[type[Exception], Text], ...] = (
    (httpx2.InvalidURL, Text("the request is too long", "a requisição é longa demais")),
    (httpx2.UnsupportedProtocol, Text("its address has no http in it", "o endereço não tem http")),
    (httpx2.LocalProtocolError, _UNWRITABLE),
    (UnicodeError, _UNWRITABLE),
    (httpx2.TimeoutException, Text("it took too long", "demorou demais")),
    (
        httpx2.ConnectError,
        Text("connection refused, or host unknown", "conexão recusada, ou host desconhecido"),
    ),
    (httpx2.ProxyError, Text("the proxy refused", "o proxy recusou")),
    (httpx2.DecodingError, Text("the answer is garbled", "a resposta veio corrompida")),
    (Exception, Text("the connection was cut", "a conexão caiu")),
)


# httpx2 logs the whole URL of each request, and a query may name a buyer. What this library sends is told
# by the logger `hotmart`, without values; the requests of other users of httpx2 are logged as ever.
_ours: ContextVar[bool] = ContextVar("hotmart_is_sending", default=False)


@contextlib.contextmanager
def _unheard() -> Generator[None, None, None]:
    token = _ours.set(True)
    try:
        yield
    finally:
        _ours.reset(token)


logging.getLogger("httpx2").addFilter(lambda record: not _ours.get())
