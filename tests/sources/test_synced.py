"""A source is read by the engine like any stream: proved where it counts, and never twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import httpx2
import pytest

from hotmart.accounts.progress import Tally
from hotmart.client import AsyncHotmart
from hotmart.simulator import Served, Settings, Simulator
from hotmart.sources.origin import ManualOrigin
from hotmart.streams.stream import Stream
from hotmart.sync.report import Report
from hotmart.sync.run import sync
from hotmart.warehouse.store import Warehouse
from hotmart.words import milliseconds
from hotmart.zone import USUAL, first_moment

from .endpoint import FORMATS, PLACES, TOTALS, Answer, Endpoint, elsewhere, orders, source

pytestmark = pytest.mark.slow

BEGINNING = date(2023, 6, 1)  # by the clock of the simulated Hotmart, some weeks ago
HOUR = 3_600_000
PAGED = {"kind": "offset", "size_parameter": "size", "size": 7}


@pytest.fixture(scope="module")
def hotmart() -> Iterator[Served]:
    with Simulator(Settings(sales=1, months=1)).serve() as served:
        yield served


def synced(
    hotmart: Served, file: Path, answer: Answer, since: date | None = BEGINNING, **told: Any
) -> Report:
    """One run, of nothing but this source."""
    report, _ = run_of(hotmart, file, answer, since, **told)
    return report


def run_of(
    hotmart: Served, file: Path, answer: Answer, since: date | None = BEGINNING, **told: Any
) -> tuple[Report, Tally]:
    """The same, and what whoever watched it counted."""
    read = source(**told)

    async def run() -> tuple[Report, Tally]:
        connection = {
            name: getattr(hotmart, name) for name in ("api_url", "auth_url", "client_id", "client_secret")
        }
        async with AsyncHotmart(**connection) as client, elsewhere(read, answer) as fetcher:
            stream = Stream("orders", ManualOrigin("orders", read, fetcher), "Orders.", "Pedidos.")
            streams = {"orders": stream}
            watch = Tally(client)
            warehouse = Warehouse(file)
            return await sync(client, warehouse, ["orders"], streams=streams, since=since, watch=watch), watch

    return asyncio.run(run())


def held(file: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(file), read_only=True) as con:
        return con.execute(query).fetchall()


@pytest.mark.parametrize("format", FORMATS)
def test_the_warehouse_has_what_the_endpoint_has(hotmart: Served, tmp_path: Path, format: str) -> None:
    endpoint, file = Endpoint(orders(30), format), tmp_path / "w.duckdb"
    told: dict[str, Any] = {
        "format": format,
        "pagination": PAGED,
        "columns": {"amount": "money"},
        **PLACES[format],
    }
    if format in TOTALS:
        told["total"] = TOTALS[format]
    assert synced(hotmart, file, endpoint, **told).streams["orders"].merged.new == 30
    rows = held(file, "SELECT id, amount, note FROM orders ORDER BY amount")
    assert rows == [(row["id"], Decimal(row["amount"]), row["note"]) for row in endpoint.rows]
    endpoint.rows[3]["amount"] = "99.99"
    again = synced(hotmart, file, endpoint, **told).streams["orders"]
    assert (again.merged.new, again.merged.changed) == (0, 1)
    assert held(file, "SELECT amount FROM orders WHERE id = 'A3'") == [(Decimal("99.99"),)]
    assert held(file, "SELECT amount FROM orders_history WHERE id = 'A3'") == [(Decimal("3.10"),)]


class Dated:
    """An endpoint that selects by time, counts, and answers a page."""

    def __init__(self, count: int) -> None:
        start = milliseconds(first_moment(BEGINNING, USUAL))
        self.rows: list[dict[str, Any]] = [
            {"id": n, "at": start + n * 2 * HOUR, "who": {"name": f"Rita {n}"}} for n in range(count)
        ]

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        told = request.url.params
        found = [row for row in self.rows if int(told["from"]) <= row["at"] <= int(told["to"])]
        start, size = int(told["offset"]), int(told["size"])
        return httpx2.Response(200, json={"data": found[start : start + size], "total": len(found)})


def test_a_source_with_windows_and_a_total_is_proved(hotmart: Served, tmp_path: Path) -> None:
    endpoint, file = Dated(200), tmp_path / "w.duckdb"
    told: dict[str, Any] = {
        "records": "data",
        "total": "total",
        "pagination": PAGED,
        "window": {"start": "from", "end": "to", "field": "at"},
    }
    first = synced(hotmart, file, endpoint, **told).streams["orders"]
    assert (first.merged.new, first.gaps) == (200, [])
    assert held(file, "SELECT count(*), count(DISTINCT who_name) FROM orders") == [(200, 200)]
    del endpoint.rows[50]
    second = synced(hotmart, file, endpoint, **told).streams["orders"]
    assert second.checks
    assert all(check.hotmart == check.warehouse for check in second.checks)
    assert held(file, "SELECT count(*) FROM orders") == [(199,)]


def test_what_came_before_a_limit_of_pages_is_kept_and_the_rest_is_told_as_lacking(
    hotmart: Served, tmp_path: Path
) -> None:
    endpoint, file = Endpoint(orders(30)), tmp_path / "w.duckdb"
    told: dict[str, Any] = {"records": "data.orders", "pagination": PAGED | {"most": 3}}
    found = synced(hotmart, file, endpoint, **told)
    assert held(file, "SELECT count(*) FROM orders") == [(21,)]
    assert found.verdict == "incomplete"
    (gap,) = found.streams["orders"].gaps
    assert gap.why.en.endswith("there are more than 3 pages. What came is kept.")
    synced(hotmart, file, Endpoint(orders(60)[20:]), **told)  # what a cut reading did not bring is not gone
    assert held(file, "SELECT count(*) FROM orders") == [(41,)]


def test_a_total_that_is_not_met_is_the_sources_own_and_not_hotmarts(hotmart: Served, tmp_path: Path) -> None:
    endpoint = Endpoint(orders(3))
    told: dict[str, Any] = {"records": "data.orders", "total": "total", "key": "id"}

    def lacking(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={"data": {"orders": endpoint.rows}, "total": 4})

    (gap,) = synced(hotmart, tmp_path / "w.duckdb", lacking, **told).streams["orders"].gaps
    assert gap.why.en == "4 rows by the source's own count, 3 read"
    assert "Hotmart" not in gap.why.pt


class LocalDays:
    """An endpoint that selects by days of its own zone, and has a row every hour."""

    def __init__(self, hours_east: float) -> None:
        self.zone = timezone(timedelta(hours=hours_east))
        start = milliseconds(BEGINNING)
        self.rows: list[dict[str, Any]] = [{"id": n, "at": start + n * HOUR} for n in range(-48, 24 * 60)]

    def _day(self, row: dict[str, Any]) -> str:
        return datetime.fromtimestamp(row["at"] / 1000, self.zone).date().isoformat()

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        first, last = request.url.params["from"], request.url.params["to"]
        return httpx2.Response(200, json=[row for row in self.rows if first <= self._day(row) <= last])


DAYS: dict[str, Any] = {
    "window": {"start": "from", "end": "to", "field": "at", "format": "date", "longest": "10 days"}
}


@pytest.mark.parametrize(
    ("hours", "zone"),
    [(-12, None), (-3, None), (5.5, None), (14, None), (-3, "America/Sao_Paulo"), (14, "Pacific/Kiritimati")],
)
def test_rows_at_the_edges_of_days_are_not_gone_and_one_that_is_gone_inside_is_noticed(
    hotmart: Served, tmp_path: Path, hours: float, zone: str | None
) -> None:
    endpoint, file = LocalDays(hours), tmp_path / "w.duckdb"
    told: dict[str, Any] = DAYS | {"zone": zone}
    assert synced(hotmart, file, endpoint, **told).streams["orders"].gaps == []
    again = synced(hotmart, file, endpoint, **told).streams["orders"]
    assert (again.gone, again.new, again.gaps) == (0, 0, [])
    (newest,) = held(file, "SELECT max(id::INTEGER) FROM orders")
    endpoint.rows = [row for row in endpoint.rows if row["id"] != newest[0] - 36]
    assert synced(hotmart, file, endpoint, **told).streams["orders"].gone == 1


def test_a_run_tells_what_it_asked_of_whom_and_a_beginning_is_found_with_few_requests(
    hotmart: Served, tmp_path: Path
) -> None:
    endpoint, file = Dated(200), tmp_path / "w.duckdb"
    asked: list[httpx2.URL] = []

    def counting(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url)
        return endpoint(request)

    window = {"start": "from", "end": "to", "field": "at"}
    told: dict[str, Any] = {"records": "data", "pagination": PAGED | {"size": 100}, "window": window}
    report, watch = run_of(hotmart, file, counting, None, **told)
    assert held(file, "SELECT count(*) FROM orders") == [(200,)]
    assert len(asked) < 20
    assert 0 < watch.calls < len(asked)  # those since the plan was made
    assert report.elsewhere == {"api.example": len(asked)}
    assert report.requests > len(asked)  # Hotmart is asked what time it is
    assert report.meta()["elsewhere"] == report.elsewhere
    said = "nobody told where its history begins"
    assert sum(said in warning.en for warning in report.warnings()) == 1
    assert not any(said in one.en for one in synced(hotmart, file, counting, None, **told).warnings())


def test_a_source_that_fails_is_told_by_itself_with_a_next_step_of_its_own(
    hotmart: Served, tmp_path: Path
) -> None:
    def broken(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(401)

    report = synced(hotmart, tmp_path / "w.duckdb", broken)
    assert report.problem
    assert "hotmart source test orders" in (report.problem.hint or "")
    assert "hotmart sync" not in (report.problem.hint or "")


def test_a_source_that_does_not_answer_is_looked_at_again_by_the_next_run(
    hotmart: Served, tmp_path: Path
) -> None:
    def refused(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url)
        return httpx2.Response(401)

    asked: list[httpx2.URL] = []
    window = {"start": "from", "end": "to", "field": "at"}
    told: dict[str, Any] = {"records": "data", "pagination": PAGED, "window": window}
    synced(hotmart, tmp_path / "w.duckdb", refused, None, **told)
    assert len(asked) == 2
    report = synced(hotmart, tmp_path / "w.duckdb", Dated(200), None, **told)
    assert report.streams["orders"].new == 200
