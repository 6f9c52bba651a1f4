"""A network that answers by a script, for the generators that a call and a login are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from hotmart.language import Text
from hotmart.request import Request
from hotmart.transport.connections import Connection
from hotmart.transport.exchange import exchange
from hotmart.transport.judging import as_sent
from hotmart.transport.login import login
from hotmart.transport.quota import Quota
from hotmart.transport.retrying import Terms
from hotmart.transport.steps import Exchange, Login, Lost, Reply, Send, Sleep
from hotmart.transport.tokens import Token

R = TypeVar("R")
SECRET = "the-secret"
TERMS = Terms()
CONNECTION = Connection.resolve(
    "the-id", SECRET, api_url="https://api.example", auth_url="https://auth.example"
)
READ = Request(method="GET", path="/sales/history", query=(("page_token", "a b"),))
WRITE = Request(method="PUT", path="/sales/HP1/refund", settle="sales.history(transaction='HP1')")

JSON = {"content-type": "application/json;charset=UTF-8"}
HTML = {"content-type": "text/html"}
OK = Reply(200, JSON, b'{"items":[]}')
PAGE = Reply(200, HTML, b"<html></html>")
CUT = Reply(200, JSON, b'{"items":[')
EMPTY = Reply(200, JSON, b"")
UNAUTHORIZED = Reply(401, JSON, b'{"error":"unauthorized","error_description":"Full authentication"}')
LIMITED = Reply(429, {"ratelimit-reset": "7"}, b'{"error":"too_many_requests"}')
REFUSED = Lost(Text("connection refused", "conexão recusada"), sent=False)
DROPPED = Lost(Text("connection cut", "conexão caiu"), sent=True)


def failed(status: int) -> Reply:
    return Reply(status, JSON, b'{"error":"internal_server_error"}')


@dataclass
class World:
    """A network that answers by a script, a clock that moves when told to sleep, and a desk for tokens."""

    script: Iterator[Reply | Lost]
    now: float = 0.0
    sent: list[Send] = field(default_factory=list)
    answers: list[Reply | Lost] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    logins: list[str | None] = field(default_factory=list)

    def run(self, steps: Exchange[R]) -> R:
        outcome: Reply | Lost | str | None = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as done:
                result: R = done.value
                return result
            if isinstance(step, Send):
                self.sent.append(step)
                outcome = next(self.script)
                self.answers.append(outcome)
            elif isinstance(step, Sleep):
                self.slept.append(step.seconds)
                self.now += step.seconds
                outcome = None
            elif isinstance(step, Login):
                self.logins.append(step.rejected)
                outcome = f"token-{len(self.logins)}"

    def call(self, request: Request = READ, max_retries: int = 5, quota: Quota | None = None) -> bytes:
        terms = Terms(max_retries=max_retries, chance=lambda: 1.0)
        quota = quota or Quota(clock=lambda: self.now)
        return self.run(exchange(request, CONNECTION, quota, terms, as_sent(request)))

    def log_in(self) -> Token:
        terms = Terms(chance=lambda: 1.0)
        return self.run(login(CONNECTION, terms, lambda: 1000.0))


def world(*script: Reply | Lost) -> World:
    return World(chain(script))
