"""What a client talks over: its connection, token and quota, and how patient it is. No byte travels here."""

from __future__ import annotations

import contextlib
import threading
import time
import warnings
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Self, TypeAlias, TypeVar, cast
from urllib.parse import urlsplit

import httpx2

from hotmart import waiting
from hotmart.answers import decoding
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.operations import Listing
from hotmart.declaring.spelling import undeclared
from hotmart.errors import HotmartWarning, InvalidArgumentError, UnexpectedAnswerError
from hotmart.language import Text
from hotmart.request import Request
from hotmart.transport import quota, tokens, wire
from hotmart.transport.connections import Connection
from hotmart.transport.exchange import exchange
from hotmart.transport.given import GivenTokens
from hotmart.transport.hooks import Attempt, Hook, guarded
from hotmart.transport.judging import error_of
from hotmart.transport.login import LOGIN, login
from hotmart.transport.quota import Quota
from hotmart.transport.retrying import Terms
from hotmart.transport.steps import Exchange, Lost, Reply, Send, Sleep, Step
from hotmart.transport.tokens import Token, Tokens
from hotmart.words import milliseconds

R = TypeVar("R")
_EPOCH = datetime.fromtimestamp(0, UTC)
TIMEOUT = 45.0  # seconds; Hotmart itself gives up after 30, with a 502
_MINUTE = 60.0  # seconds, after which a quota that is used up is a new one
LONGEST = Terms().patience + _MINUTE + 3 * TIMEOUT
"""Seconds within which a call is over on the usual terms, whatever came of it: all that it waits between its
tries and for the quota, and a last try, which connects, sends and is answered."""
Outcome: TypeAlias = Reply | Lost | str | None


class Traffic:
    """How many calls a client and its copies have made, how fast they are answered, and Hotmart's time."""

    def __init__(self) -> None:
        self.calls = 0
        self.latency: float | None = None
        self.server_time: datetime | None = None
        self._date = ""
        self._counting = threading.Lock()

    def count(self) -> None:
        """One more call."""
        with self._counting:
            self.calls += 1

    def note_how_long(self, seconds: float) -> None:
        """An answer took: the last ten or so make up the average."""
        with self._counting:
            so_far = seconds if self.latency is None else self.latency
            self.latency = so_far + (seconds - so_far) / 10

    def note_the_time(self, reply: Reply) -> None:
        """By the Date of an answer."""
        said = reply.headers.get("date", self._date)
        if said != self._date:  # it changes once a second at most
            self._date = said
            with contextlib.suppress(ValueError):
                self.server_time = parsedate_to_datetime(said).replace(tzinfo=UTC)  # HTTP dates are in GMT


@dataclass(frozen=True, slots=True)
class Line:
    """What both clients hold. Those of one connection share its token and its quota."""

    connection: Connection
    terms: Terms
    timeout: float
    hook: Hook | None
    query: Mapping[str, Any]
    quota: Quota
    tokens: Tokens | GivenTokens
    traffic: Traffic = field(default_factory=Traffic)

    @staticmethod
    def to(
        connection: Connection,
        terms: Terms,
        timeout: float | None,
        max_retries: int | None,
        hook: Hook | None,
        given: GivenTokens | None = None,
    ) -> Line:
        """A line to where the connection says, with its own tokens or those that are given."""
        line = Line(
            connection,
            terms,
            TIMEOUT,
            guarded(hook) if hook else None,
            {},
            _quota_of(connection, terms),
            given or tokens.shared(connection.fingerprint),
        )
        return line.changed(timeout, max_retries, None, None)

    def changed(
        self,
        timeout: float | None,
        max_retries: int | None,
        query: Mapping[str, Any] | None,
        background: bool | None,
    ) -> Self:
        """The same line on other terms."""
        if max_retries is not None and (type(max_retries) is not int or max_retries < 0):
            raise _wrong("max_retries", "a whole number from 0 on", "um número inteiro a partir de 0")
        if timeout is not None and not (type(timeout) in (int, float) and 0 < timeout <= _A_DAY):
            raise _wrong("timeout", "seconds, above 0 and at most a day", "segundos, acima de 0 e até um dia")
        terms = self.terms
        return replace(
            self,
            timeout=self.timeout if timeout is None else timeout,
            terms=replace(
                terms,
                max_retries=terms.max_retries if max_retries is None else max_retries,
                background=terms.background if background is None else background,
            ),
            query={**self.query, **{name: undeclared(name, value) for name, value in (query or {}).items()}},
        )

    def asked(self, endpoint: Endpoint[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Request:
        """The request of a call: what was said once and for all goes with it."""
        return self._with_query(endpoint.request_in(self.connection.time_zone, args, kwargs))

    def listed(
        self, listing: Listing[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Request, ...]:
        """The requests of a listing: one for each window of its period."""
        if listing.stands_for is not None and listing.id not in _warned:
            _warned.add(listing.id)
            warnings.warn(str(listing.stands_for), HotmartWarning, stacklevel=3)
        now = max(datetime.now(UTC), self.traffic.server_time or _EPOCH)
        requests = listing.requests_in(self.connection.time_zone, args, kwargs, milliseconds(now))
        return tuple(self._with_query(request) for request in requests)

    def _with_query(self, request: Request) -> Request:
        if not self.query:
            return request
        said = {name for name, _ in request.query}  # what the call itself says goes first
        return request.with_query(**{name: it for name, it in self.query.items() if name not in said})

    def exchange(self, request: Request, read: Callable[[bytes], R]) -> Exchange[R]:
        """The steps of one call, and how its answer is read."""
        return exchange(request, self.connection, self.quota, self.terms, read)

    def heard(self, step: Send, reply: Reply | Lost, began: int, seconds: float) -> Reply | Lost:
        """The same reply, once it is noted: the time it tells, and for the hook how it went."""
        if isinstance(reply, Reply):
            self.traffic.note_the_time(reply)
            if step.request is not LOGIN:
                self.traffic.note_how_long(seconds)
        if self.hook is not None and step.request is not None:
            self.hook(self._attempt(step, step.request, reply, began, seconds))
        return reply

    def _attempt(
        self, step: Send, request: Request, reply: Reply | Lost, began: int, seconds: float
    ) -> Attempt:
        error = error_of(request, self.connection, reply)
        to = urlsplit(step.url)
        return Attempt(
            operation=request.operation,
            method=step.method,
            template=request.template,
            host=to.hostname or "",
            port=to.port or (443 if to.scheme == "https" else 80),
            status=reply.status if isinstance(reply, Reply) else None,
            error=type(error).__name__ if error else None,
            number=step.number,
            began=began,
            seconds=seconds,
            waited=step.waited,
        )

    def log_in(self, transport: object, sleep: Callable[[float], None] = waiting.sleep) -> Token:
        """A new token. It is wanted once in two days, so both clients share this, which blocks."""
        shared = transport if isinstance(transport, httpx2.BaseTransport) else None
        with httpx2.Client(transport=shared, **wire.settings(self.connection.token_url)) as client:

            def do(step: Step) -> Outcome:
                if isinstance(step, Send):
                    return self.sent(client, step)
                sleep(cast("Sleep", step).seconds)
                return None

            return drive(login(self.connection, self.terms, time.time), do)

    def sent(self, client: httpx2.Client, step: Send) -> Reply | Lost:
        """Send once."""
        began, started = time.time_ns(), time.perf_counter()
        reply = wire.send(client, step, wire.patience_of(self.timeout))
        return self.heard(step, reply, began, time.perf_counter() - started)

    async def sent_async(self, client: httpx2.AsyncClient, step: Send) -> Reply | Lost:
        """Send once, without blocking."""
        began, started = time.time_ns(), time.perf_counter()
        reply = await wire.send_async(client, step, wire.patience_of(self.timeout))
        return self.heard(step, reply, began, time.perf_counter() - started)

    def __repr__(self) -> str:
        return f"{self.connection.api_url} as {self.connection.name}"


def _quota_of(connection: Connection, terms: Terms) -> Quota:
    if terms.clock is not waiting.now or connection.is_given:  # whose the token is, nobody knows here
        return Quota(clock=terms.clock)
    return quota.shared(connection.client_id, connection.api_url)


_warned: set[str] = set()


_A_DAY = 86_400.0  # seconds


def _wrong(name: str, en: str, pt: str) -> InvalidArgumentError:
    return InvalidArgumentError(name, Text(f"{name} must be {en}.", f"{name} deve ser {pt}."))


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


def answer(endpoint: Endpoint[..., Any], request: Request, body: bytes) -> Any:
    """What an operation that answers once returns; of a write whose answer says nothing, None."""
    if endpoint.returns is None:
        return None
    if endpoint.asked_as:
        return decoding.read(request, bytes(decoding.inside(request, body)), endpoint.returns)
    try:
        return decoding.read(request, body, endpoint.returns)
    except UnexpectedAnswerError:
        if request.reads:
            raise
        raise UnexpectedAnswerError(request, _DONE, _LOOK) from None


_DONE = Text(
    "it was done, but what Hotmart answered cannot be read.",
    "foi feito, mas não dá para ler o que a Hotmart respondeu.",
)
_LOOK = Text("Do not send it again; look at what it changed.", "Não envie de novo; veja o que mudou.")
