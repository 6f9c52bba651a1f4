"""Elsewhere: other hosts are asked here, with the headers of their source and never with Hotmart's token."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urlsplit

import httpx2
import msgspec

from hotmart import waiting
from hotmart.config.source import SourceConfig, Unpaged
from hotmart.config.values import Reference
from hotmart.errors import APIStatusError, ConnectionFailedError, HotmartError, UnexpectedAnswerError
from hotmart.language import Text
from hotmart.logs import log
from hotmart.request import Request
from hotmart.secrecy import HiddenBytes, HiddenText
from hotmart.sources import paging
from hotmart.sources.answer import Answer
from hotmart.sources.secrets import SECRET
from hotmart.transport import wire
from hotmart.transport.pools import AsyncPool
from hotmart.transport.retry_after import seconds_asked
from hotmart.transport.retrying import OFTEN, Retries, Terms, Trouble
from hotmart.transport.steps import Lost, Reply, Send

TIMEOUT = 60.0  # seconds, for each part of a call
AT_ONCE = 4  # calls: nothing is known of what another host can bear
LARGEST = 256 * 2**20  # bytes of one answer, as it travels


class Elsewhere:
    """Whoever fetches the answers of a source that is not Hotmart's. Close it with `aclose`."""

    def __init__(
        self,
        source: SourceConfig,
        environment: Mapping[str, str] = os.environ,
        *,
        terms: Terms = Terms(),  # noqa: B008  # frozen
        sleep: Callable[[float], Awaitable[None]] = waiting.sleep_async,
        transport: httpx2.AsyncBaseTransport | None = None,
        largest: int = LARGEST,
    ) -> None:
        self._source, self._environment = source, environment
        self._pages = source.pagination or Unpaged()
        self.host = urlsplit(source.url).hostname or ""
        self.calls = 0
        self._terms, self._sleep, self._largest = terms, sleep, largest
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._pool = AsyncPool(transport, wire.settings(source.url))

    async def fetch(self, request: Request) -> Answer:
        """What answers a request. What may go better is tried again: every source only reads."""
        step = self._written(request)
        retries = Retries(self._terms, repeatable=True)
        while True:
            reply = await self._sent(step, request)
            log.debug("%r: %s", request, reply.status if isinstance(reply, Reply) else reply.reason.en)
            if isinstance(reply, Reply) and paging.is_past_the_end(request, reply.status, self._pages):
                return Answer(b"", reply.headers, past=True, refused=reply.status >= 400)
            if isinstance(reply, Reply) and 200 <= reply.status < 300:
                return Answer(reply.body, reply.headers)
            await self._sleep(retries.pause(_trouble(request, reply)))

    def _written(self, request: Request) -> Send:
        """The request as it travels. Only here do secrets stand in it."""
        source = self._source
        query = [(name, self._told(name, value)) for name, value in request.query]
        headers: dict[str, str] = {
            name.lower(): HiddenText(self._revealed(value)) for name, value in source.headers.items()
        }
        content: bytes | None = None
        if isinstance(source.body, str):
            content = source.body.encode()
        elif request.body is not None:
            content = msgspec.json.encode(request.body)
            headers = {"content-type": "application/json"} | headers
        url = request.path + ("?" + urlencode(query) if query else "")
        return Send(request.method, HiddenText(url), headers, content and HiddenBytes(content), request)

    def _told(self, name: str, value: str) -> str:
        """A value of the query. Only what hotmart.toml says is looked up, never what an answer led to."""
        return self._revealed(value) if self._source.query.get(name) == value else value

    def _revealed(self, value: str) -> str:
        """The value, with the secret it refers to in its place."""
        found = SECRET.fullmatch(value)
        return (found[1] or "") + Reference(found[2]).read(self._environment) if found else value

    async def _sent(self, step: Send, request: Request) -> Reply | Lost:
        self.calls += 1
        try:
            async with self._slots, self._pool.connections() as http:
                http.event_hooks = {"response": [self._bound]}
                return await wire.send_async(http, step, wire.patience_of(TIMEOUT))
        except TooLargeError:
            raise _too_large(request, self._largest) from None

    async def _bound(self, response: httpx2.Response) -> None:
        """Let no more of an answer in than fits."""
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _Bounded(response.stream, self._largest)

    async def aclose(self) -> None:
        """Close its connections."""
        await self._pool.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


class TooLargeError(Exception):
    """An answer has more bytes than anybody wants."""


class _Bounded(httpx2.AsyncByteStream):
    """The bytes of an answer, up to so many."""

    def __init__(self, stream: httpx2.AsyncByteStream, largest: int) -> None:
        self._stream, self._left = stream, largest

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            self._left -= len(chunk)
            if self._left < 0:
                raise TooLargeError
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


def _trouble(request: Request, reply: Reply | Lost) -> Trouble:
    """What went wrong, and whether another try could be answered."""
    error = _error_of(request, reply)
    if isinstance(reply, Lost):
        return Trouble(error, OFTEN if reply.again else 0)
    wait = seconds_asked(reply.headers, "retry-after")
    limited = reply.status == 429 and wait is not None  # one that does not say for how long is a failure
    return Trouble(error, OFTEN if reply.status in _MAY_GO_BETTER else 0, wait or 0.0, limit=limited)


_MAY_GO_BETTER = (408, 429, 500, 502, 503, 504)


def _error_of(request: Request, reply: Reply | Lost) -> HotmartError:
    """What went wrong. Nothing of the answer is quoted, since it may repeat what it was asked with."""
    host = urlsplit(request.path).hostname or ""
    if isinstance(reply, Lost):
        error: HotmartError = ConnectionFailedError(host, reply.reason)
        error.advice = _REACHABLE
    elif reply.status < 400:
        return UnexpectedAnswerError(request, _REDIRECTED, _FINAL)
    else:
        error = APIStatusError.of(request, reply.status, "", "", None)
        error.advice = _ADVICE.get(reply.status, _REFUSED if reply.status < 500 else _FAILED)
    return error


def _too_large(request: Request, largest: int) -> UnexpectedAnswerError:
    size = f"{largest // 2**20} MB"
    return UnexpectedAnswerError(
        request,
        Text(f"the answer is larger than {size}.", f"a resposta tem mais de {size}."),
        Text("Ask for pages, or for shorter periods.", "Peça páginas, ou períodos menores."),
    )


_REACHABLE = Text("Check the network, and `url` in hotmart.toml.", "Confira a rede, e `url` no hotmart.toml.")
_REDIRECTED = Text("a redirection, which is not followed.", "um redirecionamento, que não é seguido.")
_FINAL = Text("Give the final address as `url`.", "Informe o endereço final em `url`.")
_ACCESS = Text(
    "Check the access that `headers` or `query` give, in hotmart.toml.",
    "Confira o acesso que `headers` ou `query` dão, no hotmart.toml.",
)
_REFUSED = Text(
    "Check `url`, `query` and `body` in hotmart.toml.", "Confira `url`, `query` e `body` no hotmart.toml."
)
_FAILED = Text(
    "The host failed, also when asked again. Try later.",
    "O host falhou, mesmo perguntado de novo. Tente mais tarde.",
)
_FEWER = Text(
    "The host asks for fewer calls. Run it again later.",
    "O host pede menos chamadas. Rode de novo mais tarde.",
)
_ADVICE = {401: _ACCESS, 403: _ACCESS, 429: _FEWER}
