"""The HTTP face: routes, and what happens to a request between its arrival and its answer."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from threading import RLock
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .answers.answer import Answer
from .answers.hand import Hands
from .body import Body, read_body
from .control import control_routes
from .dated import Dated
from .desks import (
    account,
    club,
    contracts,
    coupons,
    events,
    links,
    negotiation,
    products,
    sales,
    subscriptions,
)
from .desks.desk import Call, Desk
from .faults import STATUS_CODES, Faults, Struck, spoil
from .limits import Limiter
from .oauth import Credentials, Gate
from .params import Params
from .refusals import Refused
from .replies import JSON, CutReply, refusal, shell
from .settings import Settings
from .world import World

PAYMENTS: Final = "/payments/api/v1"
CATALOGUE: Final = "/products/api/v1"
CLUB: Final = "/club/api/v1"
PRODUCTS: Final = f"{CATALOGUE}/products"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the API, the desk that answers it, and how long a window it asks for."""

    method: str
    path: str
    desk: Desk
    span: Callable[[Call], int | None] = lambda _: None
    without_login: str = "unauthorized"

    @property
    def writes(self) -> bool:
        """Whether it changes the world."""
        return self.method != "GET"


OPERATIONS: Final = (
    Operation("GET", f"{PAYMENTS}/sales/history", sales.history, sales.span),
    Operation("GET", f"{PAYMENTS}/sales/summary", sales.summary, sales.span),
    Operation("GET", f"{PAYMENTS}/sales/users", sales.users, sales.span),
    Operation("GET", f"{PAYMENTS}/sales/commissions", sales.commissions, sales.span),
    Operation("GET", f"{PAYMENTS}/sales/price/details", sales.price_details, sales.span),
    Operation("PUT", f"{PAYMENTS}/sales/{{transaction}}/refund", sales.refund),
    Operation("PUT", f"{PAYMENTS}/sales/{{transaction}}/billet", sales.billet),
    Operation("GET", f"{PAYMENTS}/subscriptions", subscriptions.subscriptions, subscriptions.span),
    Operation("GET", f"{PAYMENTS}/subscriptions/summary", subscriptions.summary, subscriptions.span),
    Operation(
        "GET", f"{PAYMENTS}/subscriptions/transactions", subscriptions.transactions, subscriptions.span
    ),
    Operation("GET", f"{PAYMENTS}/subscriptions/{{subscriber_code}}/purchases", subscriptions.purchases),
    Operation("POST", f"{PAYMENTS}/subscriptions/{{subscriber_code}}/cancel", contracts.cancel),
    Operation("POST", f"{PAYMENTS}/subscriptions/cancel", contracts.cancel_many),
    Operation("POST", f"{PAYMENTS}/subscriptions/{{subscriber_code}}/reactivate", contracts.reactivate),
    Operation("POST", f"{PAYMENTS}/subscriptions/reactivate", contracts.reactivate_many),
    Operation("PATCH", f"{PAYMENTS}/subscriptions/{{subscriber_code}}", contracts.change_due_day),
    Operation("GET", f"{PAYMENTS}/subscriptions/switch-plan/plans", contracts.plans),
    Operation("POST", f"{PAYMENTS}/subscriptions/switch-plan", contracts.switch),
    Operation("POST", f"{PAYMENTS}/installments/negotiate", negotiation.create),
    Operation("POST", f"{PAYMENTS}/link", links.create),
    Operation("GET", f"{PAYMENTS}/link", links.listing),
    Operation("POST", f"{PAYMENTS}/link/token/charge/offer", links.charge_offer),
    Operation("POST", f"{PAYMENTS}/link/token/charge/value", links.charge_value),
    Operation("POST", f"{PAYMENTS}/link/{{ucode}}/offer", links.create_offer),
    Operation("POST", f"{PAYMENTS}/link/{{ucode}}/plan", links.create_plan),
    Operation("GET", PRODUCTS, products.products),
    Operation("GET", f"{PRODUCTS}/{{ucode}}/offers", products.offers),
    Operation("GET", f"{PRODUCTS}/{{ucode}}/plans", products.plans),
    Operation("PUT", f"{CATALOGUE}/product/configuration/{{product_id}}", products.configure),
    Operation("POST", f"{CATALOGUE}/product/{{product_id}}/coupon", coupons.create),
    Operation("GET", f"{CATALOGUE}/coupon/product/{{product_id}}", coupons.coupons),
    Operation("DELETE", f"{CATALOGUE}/coupon/{{coupon_id}}", coupons.delete),
    Operation("GET", f"{CLUB}/modules", club.modules),
    Operation("GET", f"{CLUB}/modules/{{module_id}}/pages", club.pages),
    Operation("GET", "/club/api/v2/modules/{module_id}/pages", club.pages_v2),
    Operation("GET", f"{CLUB}/users", club.users),
    Operation("GET", f"{CLUB}/users/{{user_id}}/lessons", club.lessons),
    Operation("GET", "/events/api/v1/{event_id}/info", events.info),
    Operation("GET", "/events/api/v1/{event_id}/participants", events.participants),
    Operation("GET", "/user/api/v1/me", account.me, without_login="invalid_token"),
    Operation("POST", "/accounts/api/v1/info", account.info),
)
LOGIN_PATH: Final = "/security/oauth/token"


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
            Route(LOGIN_PATH, self._login, methods=["POST"]),
            *(Route(it.path, self._endpoint(it), methods=[it.method]) for it in OPERATIONS),
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

    def _endpoint(self, operation: Operation) -> Callable[[Request], object]:
        async def endpoint(request: Request) -> Response:
            authorization = request.headers.get("authorization", "")
            try:
                self.gate.check(authorization, operation.without_login)
            except Refused as refused:
                return refusal(refused)
            standing = self.limiter.take()
            struck = self.faults.strike()
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
            return response

        return endpoint

    def _reply(self, operation: Operation, request: Request, sent: bytes, struck: Struck) -> Response:
        if "expired" in struck.kinds:
            self.gate.revoke(request.headers["authorization"])
            return refusal(Refused(401, "token_expired", "The access token has expired."))
        if (code := next((code for code in STATUS_CODES if code in struck.kinds), None)) is not None:
            return refusal(_too_many() if code == "429" else _breakdown(int(code)))
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

    def _body(self, operation: Operation, request: Request, sent: Body, struck: Struck) -> bytes:
        slide = (1 if struck.forward else -1) if "shift" in struck.kinds else 0
        hand = self.hands.pick()
        params = Params(request.scope["query_string"])
        call = Call(self.world, self.settings, hand, params, dict(request.path_params), slide, sent)
        if self.faults.too_heavy(operation.span(call)):
            raise _breakdown(502)
        answer: Answer = operation.desk(call)
        if struck.kinds and answer.shape != "object":
            answer.rows = spoil(answer.rows, struck)
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
    del request, error
    return refusal(Refused(405, "method_not_allowed", "The method is not allowed for this resource."))
