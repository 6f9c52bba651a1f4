"""The HTTP face: routes, and what happens to a request between its arrival and its answer."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from threading import RLock
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hotmart.simulator.answers.answer import Answer
from hotmart.simulator.answers.hand import Hands
from hotmart.simulator.body import Body, read_body
from hotmart.simulator.clock import HOUR
from hotmart.simulator.control import control_routes
from hotmart.simulator.dated import Dated, http_date
from hotmart.simulator.desks.desk import Call
from hotmart.simulator.faults import STATUS_CODES, Faults, Struck
from hotmart.simulator.limits import Limiter
from hotmart.simulator.oauth import Credentials, Gate
from hotmart.simulator.operations import Operation, by_path
from hotmart.simulator.params import Params
from hotmart.simulator.refusals import Refused
from hotmart.simulator.replies import JSON, CutReply, not_allowed, refusal, shell
from hotmart.simulator.resource import Endpoint, Resource
from hotmart.simulator.settings import Settings
from hotmart.simulator.spoiling import spoil
from hotmart.simulator.world import World

LOGIN_PATH: Final = "/security/oauth/token"
NOBODY: Final = "nobody"  # a code that nothing has: each desk says in its own way that it is unknown


class Server:
    """One account behind HTTP. Requests are answered one at a time: the world has one lock."""

    def __init__(
        self,
        world: World,
        known: Credentials,
        lock: RLock,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.world = world
        self.settings: Settings = world.settings
        self.lock, self.sleep = lock, sleep
        self.gate = Gate(known, self.settings.token_seconds, clock)
        self.limiter = Limiter(self.settings.quota, clock)
        self.faults = Faults(self.settings.seed, self.settings.faults)
        self.hands = Hands(self.settings.seed)

    @property
    def app(self) -> Starlette:
        """The ASGI application."""
        routes = [
            Route(LOGIN_PATH, Resource({"POST": self._login})),
            *(Route(path, self._resource(operations)) for path, operations in by_path().items()),
            *control_routes(self),
        ]
        app = Starlette(routes=routes, exception_handlers={404: _unknown_path, 405: _wrong_method})
        app.router.redirect_slashes = False
        app.add_middleware(Dated, now=lambda: self.world.now)
        return app

    async def _login(self, request: Request) -> Response:
        if self.faults.strike(login=True).kinds:
            return refusal(Refused(503, "service_unavailable", "Temporarily unavailable."))
        body = (await request.body()).decode("latin-1")
        try:
            token = self.gate.login(request.url.query, body, request.headers.get("authorization", ""))
        except Refused as refused:
            return refusal(refused)
        return Response(json.dumps(token), media_type=JSON)

    def _resource(self, operations: Mapping[str, Operation]) -> Resource:
        return Resource({method: self._endpoint(it) for method, it in operations.items()})

    def _endpoint(self, operation: Operation) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            authorization = request.headers.get("authorization", "")
            try:
                self.gate.check(authorization, operation.without_login)
            except Refused as refused:
                return refusal(refused)
            standing = self.limiter.take()
            struck = self.faults.strike(request.url.path)
            pause = self.settings.latency_ms + (self.settings.slow_ms if "slow" in struck.kinds else 0)
            if pause:
                await self.sleep(pause / 1000)
            sent = await request.body() if operation.writes else b""
            if standing.allowed:
                response = self._reply(operation, request, sent, struck)
            else:
                response = refusal(_too_many())
            for name, value in standing.headers.items():
                response.headers[name] = value
            if "clock_jump" in struck.kinds:
                response.headers["date"] = http_date(self.world.now + (HOUR if struck.forward else -HOUR))
            return response

        return endpoint

    def _reply(self, operation: Operation, request: Request, sent: bytes, struck: Struck) -> Response:
        if (failure := self._failure(request.headers["authorization"], struck)) is not None:
            return refusal(failure)
        if "cut" in struck.kinds and struck.early:
            return CutReply()
        try:
            with self.lock:
                body = self._body(operation, request, read_body(sent), struck)
        except Refused as refused:
            return refusal(refused)
        if "lost" in struck.kinds and operation.writes:
            return CutReply()
        return _sent(body, struck)

    def _failure(self, authorization: str, struck: Struck) -> Refused | None:
        """What keeps the call from being looked at."""
        if "expired" in struck.kinds:
            self.gate.revoke(authorization)
            return Refused(401, "token_expired", "The access token has expired.")
        if "revoked" in struck.kinds:
            self.gate.forget(authorization)
            return Refused(401, "invalid_token", "Access token is missing or invalid.")
        code = next((code for code in STATUS_CODES if code in struck.kinds), None)
        if code is None:
            return None
        return _too_many() if code == "429" else _breakdown(int(code))

    def _body(self, operation: Operation, request: Request, sent: Body, struck: Struck) -> bytes:
        slide = (1 if struck.forward else -1) if "shift" in struck.kinds else 0
        hand = self.hands.pick()
        params, path = Params(request.scope["query_string"]), request.url.path
        named = dict(request.path_params)
        if operation.asks_of_one and self.faults.gone(path):
            named = dict.fromkeys(named, NOBODY)
        odd_cents = partial(self.faults.odd_cents, path)
        call = Call(self.world, self.settings, hand, params, named, slide, sent, odd_cents)
        if self.faults.too_heavy(path, operation.span(call)):
            raise _breakdown(502)
        answer: Answer = operation.desk(call)
        if struck.kinds and not operation.writes:
            spoil(answer, struck, params.text("page_token") or "")
        return answer.body(hand)


def _sent(body: bytes, struck: Struck) -> Response:
    kinds = struck.kinds
    if "cut" in kinds:
        return CutReply(body, media_type=JSON)
    if "html" in kinds:
        return shell()
    if "empty" in kinds:
        body = b""
    elif "notjson" in kinds:
        body = b"upstream connect error or disconnect/reset before headers"
    elif "truncated" in kinds:
        body = body[: len(body) // 2]
    return Response(body, media_type=JSON)


def _too_many() -> Refused:
    return Refused(429, "too_many_requests", "Too many requests.")


def _breakdown(status: int) -> Refused:
    error = "service_unavailable" if status == 503 else "internal_server_error"
    return Refused(status, error, "Something went wrong on our side.")


def _unknown_path(request: Request, error: Exception) -> Response:
    del request, error
    return shell()


def _wrong_method(request: Request, error: Exception) -> Response:
    del request
    told = error.headers if isinstance(error, HTTPException) else None
    return not_allowed((told or {}).get("Allow", ""))
