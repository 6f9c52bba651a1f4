"""A visitor who reads a simulator inside this process: no port, no thread, no client code of ours."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from hotmart.simulator import Settings, Simulator
from hotmart.simulator.clock import DAY
from hotmart.simulator.terms import SALE_STATUSES

SALES = "/payments/api/v1/sales"
SUBSCRIPTIONS = "/payments/api/v1/subscriptions"
PRODUCTS = "/products/api/v1/products"


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def json(self) -> Any:
        return json.loads(self.body, parse_float=Decimal)

    @property
    def items(self) -> list[Any]:
        assert self.status == 200, self.body
        found: list[Any] = self.json["items"]
        return found


class Visitor:
    """One account and a token for it."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("quota", 1_000_000)
        self.simulator = Simulator(Settings(**settings))
        self.settings = self.simulator.settings
        self.token = self.login().json["access_token"]

    @property
    def now(self) -> int:
        return round(self.simulator.now.timestamp() * 1000)

    @property
    def truth(self) -> dict[str, Any]:
        return self.simulator.truth()

    def login(self, basic: str | None = None) -> Reply:
        key = self.simulator.credentials.basic if basic is None else basic
        headers = {"authorization": f"Basic {key}"} if key else {}
        return self.send(
            "POST", "/security/oauth/token", {"grant_type": "client_credentials"}, headers=headers
        )

    def get(self, path: str, **query: Any) -> Reply:
        return self.send("GET", path, query, headers={"authorization": f"Bearer {self.token}"})

    def post(self, path: str, body: Any = None, **query: Any) -> Reply:
        return self._write("POST", path, body, query)

    def put(self, path: str, body: Any = None, **query: Any) -> Reply:
        return self._write("PUT", path, body, query)

    def patch(self, path: str, body: Any = None, **query: Any) -> Reply:
        return self._write("PATCH", path, body, query)

    def delete(self, path: str, body: Any = None, **query: Any) -> Reply:
        return self._write("DELETE", path, body, query)

    def _write(self, method: str, path: str, body: Any, query: dict[str, Any]) -> Reply:
        """Send a body as JSON; bytes go out as they are, None is no body."""
        sent = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        return self.send(method, path, query, headers=headers, body=sent)

    def send(
        self, method: str, path: str, query: dict[str, Any], *, headers: dict[str, str], body: bytes = b""
    ) -> Reply:
        return asyncio.run(self._send(method, path, query, headers, body))

    async def _send(
        self, method: str, path: str, query: dict[str, Any], headers: dict[str, str], body: bytes
    ) -> Reply:
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "scheme": "http",
            "server": ("hotmart.example", 80),
            "query_string": urlencode(query, doseq=True).encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        reply = Reply(0, {}, b"")

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                reply.status = message["status"]
                reply.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
            else:
                reply.body += message.get("body", b"")

        await self.simulator.app(scope, receive, send)
        return reply

    def pages(self, path: str, **query: Any) -> Iterator[Reply]:
        token = None
        while True:
            reply = self.get(path, **query, **({"page_token": token} if token else {}))
            assert reply.status == 200, reply.body
            yield reply
            token = reply.json["page_info"].get("next_page_token")
            if token is None:
                return

    def all(self, path: str, **query: Any) -> list[Any]:
        query.setdefault("max_results", 500)
        return [item for page in self.pages(path, **query) for item in page.items]

    def all_sales(self, path: str = "history", **query: Any) -> list[Any]:
        """Every sale of every status, by windows of 300 days."""
        query.setdefault("transaction_status", list(SALE_STATUSES))
        start, found = self.truth["began"], []
        while start <= self.now:
            window = {"start_date": start, "end_date": start + 300 * DAY - 1}
            found += self.all(f"{SALES}/{path}", **window, **query)
            start += 300 * DAY
        return found


def canonical(value: Any) -> str:
    """JSON without its order of keys."""
    return json.dumps(value, sort_keys=True, default=str)
