"""An endpoint of another host: invented orders, in any format, page by page in any way."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

import httpx2
import msgspec

from hotmart.config.conforming import decoded
from hotmart.config.source import SourceConfig
from hotmart.sources.elsewhere import LARGEST, Elsewhere
from hotmart.sources.origin import ManualOrigin
from hotmart.transport.retrying import Terms
from hotmart.warehouse.records import PageInfo

URL = "https://api.example/orders"
FORMATS = ("json", "ndjson", "csv", "xml")
NUMBERED = ("offset", "page")
Answer = Callable[[httpx2.Request], httpx2.Response]


def source(**told: Any) -> SourceConfig:
    """A source of orders, as its table in hotmart.toml says it."""
    return msgspec.convert({"url": URL, "key": "id"} | told, SourceConfig, dec_hook=decoded)


def orders(count: int) -> list[dict[str, Any]]:
    """Orders with numbers that a float could not hold."""
    return [{"id": f"A{n}", "amount": f"{n}.10", "note": f'"{n}"; é, <b> & co'} for n in range(count)]


@dataclass
class Endpoint:
    """Answers a slice of its rows, and remembers what it was asked."""

    rows: list[dict[str, Any]]
    format: str = "json"
    asked: list[httpx2.URL] = field(default_factory=list[httpx2.URL])
    most: int = 1000
    """How many rows it gives on one page, whatever it is asked for."""

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request.url)
        told = request.url.params
        size = min(int(told.get("size", self.most)), self.most)
        start = int(told.get("offset") or told.get("token") or (int(told.get("page", "1")) - 1) * size)
        token = str(start + size) if start + size < len(self.rows) else None
        return httpx2.Response(200, content=self.written(self.rows[start : start + size], token))

    def written(self, rows: list[dict[str, Any]], token: str | None) -> bytes:
        """These rows in its format, with the token of the next page where that has a place for one."""
        match self.format:
            case "ndjson":
                return "".join(json.dumps(row) + "\n" for row in rows).encode()
            case "csv":
                return _csv(rows)
            case "xml":
                return _xml(rows, token, len(self.rows))
            case _:
                info = {"next": token, "total": len(self.rows)}
                return json.dumps({"data": {"orders": rows}, "page": info}).encode()


def _csv(rows: list[dict[str, Any]]) -> bytes:
    lines = io.StringIO()
    writer = csv.DictWriter(lines, ["id", "amount", "note"])
    writer.writeheader()
    writer.writerows(rows)
    return lines.getvalue().encode()


def _xml(rows: list[dict[str, Any]], token: str | None, total: int) -> bytes:
    items = "".join(
        "<order>" + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in row.items()) + "</order>"
        for row in rows
    )
    following = f"<next>{token}</next>" if token else ""
    return f"<data><page><total>{total}</total>{following}</page><orders>{items}</orders></data>".encode()


PLACES: dict[str, dict[str, Any]] = {
    "json": {"records": "data.orders"},
    "ndjson": {},
    "csv": {},
    "xml": {"records": "data.orders.order"},
}
"""Where the records stand in each format."""
TOTALS = {"json": "page.total", "xml": "data.page.total"}
NEXTS = {"json": "page.next", "xml": "data.page.next"}


async def unhurried(seconds: float) -> None:
    """A sleep that takes no time."""


def elsewhere(
    told: SourceConfig,
    answer: Answer,
    environment: Mapping[str, str] | None = None,
    terms: Terms = Terms(),  # noqa: B008  # frozen
    sleep: Callable[[float], Awaitable[None]] = unhurried,
    largest: int = LARGEST,
) -> Elsewhere:
    """The fetcher of a source, whose host answers so."""
    transport = httpx2.MockTransport(answer)
    return Elsewhere(told, environment or {}, terms=terms, sleep=sleep, transport=transport, largest=largest)


_reader = msgspec.json.Decoder(float_hook=Decimal)


async def read_all(told: SourceConfig, answer: Answer) -> list[dict[str, Any]]:
    """Every record of a source, as the engine would read it."""
    origin = ManualOrigin("orders", told, elsewhere(told, answer))
    records: list[dict[str, Any]] = []
    async with elsewhere(told, answer) as fetcher:
        request = origin.request()
        while True:
            page = _reader.decode(origin.page(await fetcher.fetch(request), request))
            records += page["items"]
            info = msgspec.convert(page["page_info"], PageInfo)
            following = origin.after(request, info, len(page["items"]))
            if following is None:
                return records
            request = following
