"""The two clients: `Hotmart`, whose calls wait, and `AsyncHotmart`, whose calls are awaited."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar, cast

import httpx2

from . import quota, tokens, wire
from .api import Products, Sales, Subscriptions
from .connections import Connection
from .endpoint import Async, Endpoint, Listing, Request, Sync
from .errors import InvalidArgumentError
from .exchange import Exchange, Lost, Reply, Send, Sleep, Step, Terms, exchange, login
from .language import Text
from .pages import AsyncPages, Pages, read
from .tokens import Token

R = TypeVar("R")
Outcome: TypeAlias = Reply | Lost | str | None

TIMEOUT = 45.0  # seconds; Hotmart itself gives up after 30, with a 502


class Line:
    """What both clients hold: the connection, its token, its quota, and how many calls they made."""

    def __init__(self, connection: Connection, terms: Terms, max_retries: int | None, timeout: float) -> None:
        if (max_retries or 0) < 0:
            raise _below_zero("max_retries")
        if timeout <= 0:
            raise _below_zero("timeout")
        self.connection, self.timeout = connection, timeout
        self.terms = terms if max_retries is None else replace(terms, max_retries=max_retries)
        self.quota = quota.shared(connection.client_id, connection.api_url)
        self.tokens = tokens.shared(connection.fingerprint)
        self.settings = wire.settings(connection.api_url, timeout)
        self.calls = 0
        self.server_time: datetime | None = None
        self._counting = threading.Lock()

    def count(self) -> None:
        """One more call."""
        with self._counting:
            self.calls += 1

    def heard(self, reply: Reply | Lost) -> Reply | Lost:
        """The same reply, once its Date is noted."""
        if isinstance(reply, Reply) and (said := reply.headers.get("date")):
            with contextlib.suppress(ValueError):
                self.server_time = parsedate_to_datetime(said).replace(tzinfo=UTC)  # HTTP dates are in GMT
        return reply

    def exchange(self, request: Request) -> Exchange[bytes]:
        """The steps of one call."""
        return exchange(request, self.connection, self.quota, self.terms)

    def log_in(self, transport: object, sleep: Callable[[float], None] = time.sleep) -> Token:
        """A new token. It is wanted once in two days, so both clients share this, which blocks."""
        shared = transport if isinstance(transport, httpx2.BaseTransport) else None
        settings = wire.settings(self.connection.token_url, self.timeout)
        with httpx2.Client(transport=shared, **settings) as client:

            def do(step: Step) -> Outcome:
                if isinstance(step, Send):
                    return wire.send(client, step)
                sleep(cast("Sleep", step).seconds)
                return None

            return drive(login(self.connection, self.terms, time.time), do)

    def __repr__(self) -> str:
        return f"{self.connection.api_url} as {self.connection.name}"


def _below_zero(name: str) -> InvalidArgumentError:
    return InvalidArgumentError(name, Text(f"{name} is too small.", f"{name} é pequeno demais."))


def drive(steps: Exchange[R], do: Callable[[Step], Outcome]) -> R:
    """Do each step and hand back what came of it, until the exchange is done."""
    outcome: Outcome = None
    with contextlib.closing(steps):
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as done:
                return cast("R", done.value)
            outcome = do(step)


async def drive_async(steps: Exchange[R], do: Callable[[Step], Awaitable[Outcome]]) -> R:
    """Do each step and hand back what came of it, until the exchange is done."""
    outcome: Outcome = None
    with contextlib.closing(steps):
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as done:
                return cast("R", done.value)
            outcome = await do(step)


class Hotmart:
    """Hotmart, for programs that wait: `client.sales.history(...)`. Close it, or use it in a `with`.

    What is not given comes from HOTMART_CLIENT_ID, HOTMART_CLIENT_SECRET, HOTMART_BASIC, HOTMART_SANDBOX,
    HOTMART_API_URL and HOTMART_AUTH_URL.
    """

    def __init__(
        self,
        client_id: str | None = None,
        client_secret: str | None = None,
        basic: str | None = None,
        sandbox: bool | None = None,
        *,
        api_url: str | None = None,
        auth_url: str | None = None,
        max_retries: int | None = None,
        timeout: float = TIMEOUT,
        terms: Terms = Terms(),  # noqa: B008  # frozen
        transport: httpx2.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        connection = Connection.resolve(
            client_id, client_secret, basic, sandbox, api_url=api_url, auth_url=auth_url
        )
        self._line = Line(connection, terms, max_retries, timeout)
        self._transport, self._sleep = transport, sleep
        self._http = httpx2.Client(transport=transport, **self._line.settings)
        self.sales: Sales[Sync] = Sales(self._bind)
        self.subscriptions: Subscriptions[Sync] = Subscriptions(self._bind)
        self.products: Products[Sync] = Products(self._bind)

    @property
    def calls(self) -> int:
        """How many calls this client has sent to the API; logins are not among them."""
        return self._line.calls

    @property
    def server_time(self) -> datetime | None:
        """The time at Hotmart, to the second, by the Date of its last answer; None before the first.

        A local clock may be wrong, and the simulator's runs apart from it.
        """
        return self._line.server_time

    @property
    def quota(self) -> quota.Quota:
        """The calls this connection may still make, shared with the other clients of the process."""
        return self._line.quota

    def fetch(self, request: Request) -> bytes:
        """The body that answers a request, after login, quota and retries."""
        return drive(self._line.exchange(request), self._do)

    def close(self) -> None:
        """Close its connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Hotmart at {self._line!r}>"

    def _do(self, step: Step) -> Outcome:
        if isinstance(step, Send):
            self._line.count()
            return self._line.heard(wire.send(self._http, step))
        if isinstance(step, Sleep):
            self._sleep(step.seconds)
            return None
        kept = self._line.tokens.at_hand(step.rejected)
        return kept or self._line.tokens.renewed(
            lambda: self._line.log_in(self._transport, self._sleep), step.rejected
        )

    def _bind(self, endpoint: Endpoint[..., Any]) -> Callable[..., Any]:
        if isinstance(endpoint, Listing):
            listing: Listing[..., Any] = endpoint
            return lambda *args, **kwargs: Pages[Any](self.fetch, listing.request(*args, **kwargs), listing)
        return lambda *args, **kwargs: self._answer(endpoint, endpoint.request(*args, **kwargs))

    def _answer(self, endpoint: Endpoint[..., Any], request: Request) -> Any:
        return answer(endpoint, request, self.fetch(request))


class AsyncHotmart:
    """Hotmart, for asyncio: `async for sale in client.sales.history(...)`.

    The same as `Hotmart` in everything else. Close it with `aclose`, or use it in an `async with`.
    """

    def __init__(
        self,
        client_id: str | None = None,
        client_secret: str | None = None,
        basic: str | None = None,
        sandbox: bool | None = None,
        *,
        api_url: str | None = None,
        auth_url: str | None = None,
        max_retries: int | None = None,
        timeout: float = TIMEOUT,
        terms: Terms = Terms(),  # noqa: B008  # frozen
        transport: httpx2.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        connection = Connection.resolve(
            client_id, client_secret, basic, sandbox, api_url=api_url, auth_url=auth_url
        )
        self._line = Line(connection, terms, max_retries, timeout)
        self._transport, self._sleep = transport, sleep
        self._http = httpx2.AsyncClient(transport=transport, **self._line.settings)
        self.sales: Sales[Async] = Sales(self._bind)
        self.subscriptions: Subscriptions[Async] = Subscriptions(self._bind)
        self.products: Products[Async] = Products(self._bind)

    @property
    def calls(self) -> int:
        """How many calls this client has sent to the API; logins are not among them."""
        return self._line.calls

    @property
    def server_time(self) -> datetime | None:
        """The time at Hotmart, to the second, by the Date of its last answer; None before the first.

        A local clock may be wrong, and the simulator's runs apart from it.
        """
        return self._line.server_time

    @property
    def quota(self) -> quota.Quota:
        """The calls this connection may still make, shared with the other clients of the process."""
        return self._line.quota

    async def fetch(self, request: Request) -> bytes:
        """The body that answers a request, after login, quota and retries."""
        return await drive_async(self._line.exchange(request), self._do)

    async def aclose(self) -> None:
        """Close its connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"<AsyncHotmart at {self._line!r}>"

    async def _do(self, step: Step) -> Outcome:
        if isinstance(step, Send):
            self._line.count()
            return self._line.heard(await wire.send_async(self._http, step))
        if isinstance(step, Sleep):
            await self._sleep(step.seconds)
            return None
        kept = self._line.tokens.at_hand(step.rejected)
        return kept or await asyncio.to_thread(
            self._line.tokens.renewed, lambda: self._line.log_in(self._transport), step.rejected
        )

    def _bind(self, endpoint: Endpoint[..., Any]) -> Callable[..., Any]:
        if isinstance(endpoint, Listing):
            listing: Listing[..., Any] = endpoint
            return lambda *args, **kwargs: AsyncPages[Any](
                self.fetch, listing.request(*args, **kwargs), listing
            )
        return lambda *args, **kwargs: self._answer(endpoint, endpoint.request(*args, **kwargs))

    def _answer(self, endpoint: Endpoint[..., Any], request: Request) -> Coroutine[Any, Any, Any]:
        async def answered() -> Any:
            return answer(endpoint, request, await self.fetch(request))

        return answered()


def answer(endpoint: Endpoint[..., Any], request: Request, body: bytes) -> Any:
    """What an operation that answers once returns; of a write whose answer says nothing, None."""
    return None if endpoint.returns is None else read(request, body, endpoint.returns)
