"""The floor: the least that any tool must do to bring the same sales into the same flat tables.

Eight connections fetch the same pages, and DuckDB's own `read_json` makes them tables. No retries, no
proof, no history, no change detection, nothing kept of what was sent, and money goes through double.

    python bench/floor.py CONNECTION.json OUT
"""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import floor_tables
import httpx2
import msgspec
from sales import LARGEST_PAGE, PATHS, statuses

CONNECTIONS = 8
ROWS_A_WINDOW = 5_000

Params = dict[str, int | str | list[str]]


class PageInfo(msgspec.Struct):
    next_page_token: str | None = None
    total_results: int = 0


class Page(msgspec.Struct):
    """A page, its items left as they came."""

    items: list[msgspec.Raw]
    page_info: PageInfo


PAGE = msgspec.json.Decoder(Page)


async def fetch(connection: dict[str, str], out: Path) -> None:
    """Every page of every window of every listing, one item a line, eight windows at a time."""
    limits = httpx2.Limits(max_connections=CONNECTIONS)
    async with httpx2.AsyncClient(timeout=60, limits=limits, trust_env=False) as client:
        login = await client.post(
            connection["auth_url"],
            content="grant_type=client_credentials",
            headers={"authorization": f"Basic {connection['basic']}"},
        )
        client.headers["authorization"] = f"Bearer {login.json()['access_token']}"
        whole = await windows(client, connection)
        slots = asyncio.Semaphore(CONNECTIONS)

        async def read(stream: str, window: tuple[int, int]) -> None:
            url = f"{connection['api_url']}/payments/api/v1/{PATHS[stream]}"
            async with slots:
                with (out / f"{stream}-{window[0]}.ndjson").open("wb") as lines:
                    await read_window(client, url, asked(stream, window), lines)

        await asyncio.gather(*(read(stream, window) for stream in PATHS for window in whole))


async def windows(client: httpx2.AsyncClient, connection: dict[str, str]) -> list[tuple[int, int]]:
    """The range cut by density, as ours is: some ten pages each."""
    url = f"{connection['api_url']}/payments/api/v1/{PATHS['sales_history']}"
    began = int(datetime.fromisoformat(connection["began"]).replace(tzinfo=UTC).timestamp() * 1000)
    now = int((await client.get(f"{connection['api_url']}/_simulator/now")).json()["now"])
    year = 365 * 86_400_000
    cut: list[tuple[int, int]] = []
    for start in range(began, now + 1, year):
        end = min(start + year, now + 1)
        answer = await client.get(url, params=asked("sales_history", (start, end - 1)) | {"max_results": 1})
        pieces = max(1, -(-PAGE.decode(answer.content).page_info.total_results // ROWS_A_WINDOW))
        edges = [start + (end - start) * n // pieces for n in range(pieces + 1)]
        cut += [(first, last - 1) for first, last in pairwise(edges)]
    return cut


def asked(stream: str, window: tuple[int, int]) -> Params:
    return {
        "start_date": window[0],
        "end_date": window[1],
        "transaction_status": statuses(stream),
        "max_results": LARGEST_PAGE,
    }


async def read_window(client: httpx2.AsyncClient, url: str, params: Params, lines: BinaryIO) -> None:
    while True:
        answer = await client.get(url, params=params)
        answer.raise_for_status()
        page = PAGE.decode(answer.content)
        lines.writelines(line for item in page.items for line in (item, b"\n"))
        if not page.page_info.next_page_token:
            return
        params["page_token"] = page.page_info.next_page_token


def main() -> None:
    connection, out = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
    asyncio.run(fetch(connection, out))
    print(json.dumps({"rows": floor_tables.land(out)}))


if __name__ == "__main__":
    main()
