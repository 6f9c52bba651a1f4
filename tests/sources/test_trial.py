from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import Any

import httpx2
import pytest

from hotmart.sources.origin import ManualOrigin
from hotmart.sources.transform import TransformError
from hotmart.sources.trial import Trial, trial

from .endpoint import elsewhere, source

NOW = 1706702400000  # 2024-01-31 12:00 UTC
ROWS = [
    {"id": 1, "paid": 1.50, "fee": 2, "who": {"name": "Rita", "tags": []}, "odd": 1},
    {"id": 2, "paid": "n/a", "fee": 2.5, "who": {"name": None}, "odd": "1", "empty": None},
]


def tried(rows: list[Any], asked: list[httpx2.URL] | None = None, **told: Any) -> Trial:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if asked is not None:
            asked.append(request.url)
        return httpx2.Response(200, json={"data": rows, "total": 9})

    read = source(records="data", **told)

    async def go() -> Trial:
        origin = ManualOrigin("orders", read, None)
        async with elsewhere(read, answer) as client:
            return await trial("orders", origin, client, NOW)

    return asyncio.run(go())


def test_it_tells_the_columns_that_would_be_made() -> None:
    found = tried(ROWS, columns={"paid": "money"})
    assert {field.column: (field.kind, field.told, field.misfits) for field in found.fields} == {
        "id": ("text", True, 0),
        "paid": ("money", True, 1),
        "fee": ("rate", False, 0),
        "who_name": ("text", False, 0),
        "who_tags": ("texts", False, 0),
        "odd": (None, False, 0),
    }
    assert found.records[0]["paid"] == Decimal("1.50")


def test_it_tells_whether_the_key_is_one() -> None:
    assert tried(ROWS).keyed
    twice = tried([{"id": 1}, {"id": 1}, {"id": 2}, {"other": 3}, {"id": None}])
    assert (twice.keyed, twice.repeated, twice.unkeyed) == (False, 1, 2)


def test_it_reads_one_page_of_the_last_days_and_tells_the_next() -> None:
    asked: list[httpx2.URL] = []
    window = {"start": "from", "end": "to", "field": "at", "format": "date", "longest": "7 days"}
    found = tried(ROWS, asked, window=window, total="total", pagination={"kind": "page"})
    (url,) = asked
    assert dict(url.params) == {"page": "1", "from": "2024-01-24", "to": "2024-01-31"}
    assert found.total == 9
    assert found.following
    assert dict(found.following.query)["page"] == "2"


def test_it_tells_the_columns_after_the_transformation() -> None:
    sql = "SELECT id, paid, fee::TEXT AS f, _synced_at FROM this"
    found = tried(ROWS, columns={"paid": "money"}, transform=sql)
    assert found.transformed == {
        "id": "VARCHAR",
        "paid": "DECIMAL(18,4)",
        "f": "VARCHAR",
        "_synced_at": "TIMESTAMP WITH TIME ZONE",
    }
    with pytest.raises(TransformError, match="piad"):
        tried(ROWS, transform="SELECT piad FROM this")


def test_a_page_without_records_is_a_page() -> None:
    found = tried([])
    assert (found.keyed, found.records, found.following) == (True, [], None)
