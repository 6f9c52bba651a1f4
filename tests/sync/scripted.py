"""A Hotmart of a few lines, whose every answer a test chooses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from hotmart.errors import APIStatusError
from hotmart.request import Request
from hotmart.sync import run
from hotmart.sync.report import Report
from hotmart.transport.quota import Quota
from hotmart.warehouse.store import Warehouse

Answer = Callable[[Request], bytes]
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
NOON_MS = 1_767_268_800_000


class Scripted:
    """A client that hands each request to the test."""

    latency = 0.8

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.asked: list[Request] = []
        self.server_time: datetime | None = None
        self.quota = Quota()

    @property
    def calls(self) -> int:
        return len(self.asked)

    async def fetch(self, request: Request) -> bytes:
        self.asked.append(request)
        return self._answer(request)


def sale(number: int, at: int = NOON_MS, status: str = "APPROVED") -> dict[str, Any]:
    return {
        "purchase": {
            "transaction": f"HP{number:010}",
            "order_date": at,
            "status": status,
            "price": {"value": 10, "currency_code": "BRL"},
        }
    }


class Shop:
    """Sales behind `sales/history`, filtered by window and status and paged by offset, as Hotmart does."""

    def __init__(self, sales: Iterable[dict[str, Any]]) -> None:
        self.sales = list(sales)

    def __call__(self, request: Request) -> bytes:
        query = dict(request.query)
        statuses = {value for name, value in request.query if name == "transaction_status"}
        first, last = int(query["start_date"]), int(query["end_date"])
        found = [
            one
            for one in self.sales
            if first <= one["purchase"]["order_date"] <= last and one["purchase"]["status"] in statuses
        ]
        size, offset = int(query["max_results"]), int(query.get("page_token", "0"))
        info: dict[str, Any] = {"total_results": len(found)}
        if offset + size < len(found):
            info |= {"next_page_token": str(offset + size)}
        return json.dumps({"items": found[offset : offset + size], "page_info": info}).encode()


class Account(Scripted):
    """A whole scripted account: its sales, its clock, and what a test lets happen to a request."""

    def __init__(self, shop: Shop, before: Callable[[Request], None] = lambda request: None) -> None:
        super().__init__(self._reply)
        self.shop, self.server_time = shop, datetime.fromtimestamp(NOON.timestamp() + 1, UTC)
        self._before = before

    def _reply(self, request: Request) -> bytes:
        if request.path.endswith("/products"):
            return b'{"items": [], "page_info": {}}'
        self._before(request)
        return self.shop(request)


def sync(account: Account, warehouse: Warehouse, names: Iterable[str] = (), **options: Any) -> Report:
    """A sync of it. The file stays open meanwhile: opening it for every use is most of what it would take."""
    with warehouse.kept_open():
        return asyncio.run(run.sync(account, warehouse, names, **options))


def refusal(request: Request, status: int, error: str = "") -> APIStatusError:
    return APIStatusError.of(request, status, error, "", None)
