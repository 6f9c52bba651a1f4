"""The two clients: `Hotmart`, whose calls wait, and `AsyncHotmart`, whose calls are awaited."""

from __future__ import annotations

import copy
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx2

from hotmart import logs, waiting
from hotmart.answers.pages import Ask, AsyncPages, Pages, summed
from hotmart.api import GROUPS, Offered
from hotmart.declaring.endpoint import group_name
from hotmart.declaring.operations import Autopaginate, Listing
from hotmart.declaring.resource import Async, Declared, M, Sync, giving
from hotmart.errors import WrongCallError
from hotmart.language import Text
from hotmart.request import Request
from hotmart.transport import quota, wire
from hotmart.transport.connections import Connection
from hotmart.transport.given import AccessToken, AsyncAccessToken, GivenTokens
from hotmart.transport.hooks import Hook
from hotmart.transport.judging import as_sent
from hotmart.transport.line import LONGEST, TIMEOUT, Line, Outcome, answer, drive, drive_async
from hotmart.transport.pools import AsyncPool, Pool
from hotmart.transport.retrying import Terms
from hotmart.transport.steps import Send, Sleep, Step

R = TypeVar("R")
OVER_WITHIN = LONGEST
"""Seconds within which a call on the usual terms is over, whatever came of it."""
ANSWERED_WITHIN = TIMEOUT
"""Seconds within which Hotmart answers or has given up: it does after 30 (dossier §3.4)."""


class _Client(Offered[M]):
    """What both clients are, whichever way they wait."""

    _line: Line
    _lent = False  # whether its connections are those of another client, which closes them

    def with_options(
        self,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        query: Mapping[str, Any] | None = None,
        background: bool | None = None,
    ) -> Self:
        """The same client on other terms, for one call or many; it shares connections, token and quota.

        `timeout` is in seconds, `max_retries` counts the tries after the first, and `query` goes into the URL
        of every call: parameters that Hotmart has added, and this release does not know. `background` is for
        long work that nobody waits for: it leaves the last calls of each minute to whoever does wait.
        """
        other = copy.copy(self)
        for group in GROUPS:
            vars(other).pop(group_name(group), None)  # bound to this client; the other binds its own
        other._line = self._line.changed(timeout, max_retries, query, background)
        other._lent = True
        return other

    @property
    def calls(self) -> int:
        """How many calls this client has sent to the API; logins are not among them."""
        return self._line.traffic.calls

    @property
    def latency(self) -> float | None:
        """The seconds that Hotmart has taken to answer lately, on average; None before its first answer."""
        return self._line.traffic.latency

    @property
    def server_time(self) -> datetime | None:
        """The time at Hotmart, to the second, by the Date of its last answer; None before the first.

        A local clock may be wrong, and the simulator's runs apart from it.
        """
        return self._line.traffic.server_time

    @property
    def quota(self) -> quota.Quota:
        """The calls this connection may still make, shared with every program that uses it here."""
        return self._line.quota

    @property
    def host(self) -> str:
        """Where its calls go, such as https://developers.hotmart.com."""
        return self._line.connection.api_url

    @property
    def identity(self) -> str:
        """Whose credential this is, at which host, as a digest: it stays when the secret is changed."""
        return self._line.connection.identity

    @property
    def time_zone(self) -> str:
        """The zone in which it means a date, as a whole day."""
        return self._line.connection.time_zone

    def __repr__(self) -> str:
        return f"<{type(self).__name__} at {self._line!r}>"


class Hotmart(_Client[Sync]):
    """Hotmart, for programs that wait: `client.sales.history(...)`. Close it, or use it in a `with`.

    What is not given comes from HOTMART_CLIENT_ID, HOTMART_CLIENT_SECRET, HOTMART_BASIC, HOTMART_SANDBOX,
    HOTMART_API_URL, HOTMART_AUTH_URL and HOTMART_TIME_ZONE: the zone by whose days a `date` is meant,
    America/Sao_Paulo unless told. `timeout` is in seconds. `hook` is told of every HTTP attempt. It may be
    shared by threads.

    A platform that holds the tokens of its clients gives an `access_token` instead of a credential, or a
    function that returns one: it is asked at the first call, and once more when Hotmart refuses the token.
    Such a token is never written to disk.
    """

    def __init__(
        self,
        client_id: str | None = None,
        client_secret: str | None = None,
        basic: str | None = None,
        sandbox: bool | None = None,
        *,
        access_token: AccessToken | None = None,
        api_url: str | None = None,
        auth_url: str | None = None,
        time_zone: str | None = None,
        max_retries: int | None = None,
        timeout: float | None = TIMEOUT,
        log_level: int | str | None = None,
        hook: Hook | None = None,
        terms: Terms = Terms(),  # noqa: B008  # frozen
        transport: httpx2.BaseTransport | None = None,
        sleep: Callable[[float], None] = waiting.sleep,
    ) -> None:
        given = None if access_token is None else GivenTokens(access_token)
        connection = Connection.resolve(
            client_id,
            client_secret,
            basic,
            sandbox,
            given=given is not None,
            api_url=api_url,
            auth_url=auth_url,
            time_zone=time_zone,
        )
        if log_level is not None:
            logs.listen(log_level)
        self._line = Line.to(connection, terms, timeout, max_retries, hook, given)
        self._transport, self._sleep = transport, sleep
        self._pool = Pool(transport, wire.settings(connection.api_url))

    def fetch(self, request: Request) -> bytes:
        """The body that answers a request, after login, quota and retries."""
        return self._read(request, as_sent(_a_request(request)))

    def _read(self, request: Request, read: Callable[[bytes], R]) -> R:
        self._pool.check()
        return drive(self._line.exchange(request, read), self._do)

    def close(self) -> None:
        """Close its connections. A client made by `with_options` has none of its own to close."""
        if not self._lent:
            self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _do(self, step: Step) -> Outcome:
        if isinstance(step, Send):
            self._line.traffic.count()
            return self._line.sent(self._pool.connections(), step)
        if isinstance(step, Sleep):
            self._sleep(step.seconds)
            return None
        tokens, line = self._line.tokens, self._line
        if kept := tokens.at_hand(step.rejected):
            return kept
        if isinstance(tokens, GivenTokens):
            return tokens.renewed(step.rejected)
        return tokens.renewed(lambda: line.log_in(self._transport, self._sleep), step.rejected)

    def _bind(self, declared: Declared) -> Callable[..., Any]:
        line, fetch, read = self._line, self.fetch, self._read
        if isinstance(declared, Autopaginate):
            twin: Listing[..., Any] = declared.listing
            return giving(
                "Iterator", lambda *args, **kwargs: _items(read, line.listed(twin, args, kwargs), twin)
            )
        if not isinstance(declared, Listing):
            return lambda *args, **kwargs: answer(
                declared, request := line.asked(declared, args, kwargs), fetch(request)
            )
        listing: Listing[..., Any] = declared

        def listed(*args: Any, **kwargs: Any) -> Pages[Any]:
            return Pages(
                read, line.listed(listing, args, kwargs), listing.item, counted=listing.facts.counted
            )

        def total(*args: Any, **kwargs: Any) -> int | None:
            """How many rows there are, asked with one row; None where Hotmart does not count."""
            requests = line.listed(listing, args, kwargs)
            return summed(read, requests, listing.item) if listing.facts.counted else None

        listed.total = total  # type: ignore[attr-defined]  # functions take attributes
        return giving("Pages", listed)


def _items(read: Ask, requests: Sequence[Request], listing: Listing[..., Any]) -> Iterator[Any]:
    """The items of a listing, of which nothing is read before the first is wanted."""
    yield from Pages[Any](read, requests, listing.item, counted=listing.facts.counted)


class AsyncHotmart(_Client[Async]):
    """Hotmart, for asyncio: `async for sale in client.sales.history(...)`.

    The same as `Hotmart` in everything else; the function that returns an `access_token` may be awaited, too.
    Close it with `aclose`, or use it in an `async with`.
    """

    def __init__(
        self,
        client_id: str | None = None,
        client_secret: str | None = None,
        basic: str | None = None,
        sandbox: bool | None = None,
        *,
        access_token: AsyncAccessToken | None = None,
        api_url: str | None = None,
        auth_url: str | None = None,
        time_zone: str | None = None,
        max_retries: int | None = None,
        timeout: float | None = TIMEOUT,
        log_level: int | str | None = None,
        hook: Hook | None = None,
        terms: Terms = Terms(),  # noqa: B008  # frozen
        transport: httpx2.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = waiting.sleep_async,
    ) -> None:
        given = None if access_token is None else GivenTokens(access_token)
        connection = Connection.resolve(
            client_id,
            client_secret,
            basic,
            sandbox,
            given=given is not None,
            api_url=api_url,
            auth_url=auth_url,
            time_zone=time_zone,
        )
        if log_level is not None:
            logs.listen(log_level)
        self._line = Line.to(connection, terms, timeout, max_retries, hook, given)
        self._transport, self._sleep = transport, sleep
        self._pool = AsyncPool(transport, wire.settings(connection.api_url))

    async def fetch(self, request: Request) -> bytes:
        """The body that answers a request, after login, quota and retries."""
        return await self._read(request, as_sent(_a_request(request)))

    async def _read(self, request: Request, read: Callable[[bytes], R]) -> R:
        self._pool.check()
        return await drive_async(self._line.exchange(request, read), self._do)

    async def aclose(self) -> None:
        """Close its connections. A client made by `with_options` has none of its own to close."""
        if not self._lent:
            await self._pool.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _do(self, step: Step) -> Outcome:
        if isinstance(step, Send):
            async with self._pool.connections() as http:
                self._line.traffic.count()
                return await self._line.sent_async(http, step)
        if isinstance(step, Sleep):
            await self._sleep(step.seconds)
            return None
        return self._line.tokens.at_hand(step.rejected) or await self._renewed(step.rejected)

    async def _renewed(self, rejected: str | None) -> str | None:
        """A new token, had in a thread: logging in waits for other processes that do."""
        import asyncio  # noqa: PLC0415  # whoever awaits has it; nobody else should pay for it

        tokens, line = self._line.tokens, self._line
        if isinstance(tokens, GivenTokens):
            return await tokens.renewed_async(rejected)
        return await asyncio.to_thread(tokens.renewed, lambda: line.log_in(self._transport), rejected)

    def _bind(self, declared: Declared) -> Callable[..., Any]:
        line, fetch, read = self._line, self.fetch, self._read
        if isinstance(declared, Autopaginate):
            twin: Listing[..., Any] = declared.listing
            return giving(
                "AsyncIterator",
                lambda *args, **kwargs: aiter(
                    AsyncPages[Any](
                        read, line.listed(twin, args, kwargs), twin.item, counted=twin.facts.counted
                    )
                ),
            )
        if not isinstance(declared, Listing):

            def call(*args: Any, **kwargs: Any) -> Coroutine[Any, Any, Any]:
                request = line.asked(declared, args, kwargs)  # what cannot be meant is refused at once

                async def answered() -> Any:
                    return answer(declared, request, await fetch(request))

                return answered()

            return giving("Awaitable", call)
        listing: Listing[..., Any] = declared

        def listed(*args: Any, **kwargs: Any) -> AsyncPages[Any]:
            return AsyncPages(
                read, line.listed(listing, args, kwargs), listing.item, counted=listing.facts.counted
            )

        def total(*args: Any, **kwargs: Any) -> Coroutine[Any, Any, int | None]:
            """How many rows there are, asked with one row; None where Hotmart does not count."""
            return listed(*args, **kwargs).total()

        listed.total = total  # type: ignore[attr-defined]  # functions take attributes
        return giving("AsyncPages", listed)


def _a_request(given: Any) -> Request:
    """What was given, which in an untyped program may be a path or a URL. It is not quoted: who knows."""
    if isinstance(given, Request):
        return given
    raise WrongCallError(
        "request",
        Text(
            f"fetch takes a Request, and this is a {type(given).__name__}.",
            f"fetch recebe um Request, e isto é um {type(given).__name__}.",
        ),
        Text(
            "from hotmart.request import Request; client.fetch(Request(method='GET', path='/…')). What is "
            "known of the API has a method of its own, such as client.sales.history().",
            "from hotmart.request import Request; client.fetch(Request(method='GET', path='/…')). O que se "
            "conhece da API tem um método próprio, como client.sales.history().",
        ),
    )
