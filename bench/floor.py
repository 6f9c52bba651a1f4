"""The floor: the least that any tool must do to bring the same sales into the same flat table.

Eight connections fetch the same pages, and DuckDB's own `read_json` makes them a table. No retries, no
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

import duckdb
import httpx2
import msgspec

CONNECTIONS = 8
ROWS_A_WINDOW = 5_000
STATUSES = [
    "APPROVED", "BLOCKED", "CANCELLED", "CHARGEBACK", "COMPLETE", "EXPIRED", "NO_FUNDS", "OVERDUE",
    "PARTIALLY_REFUNDED", "PRE_ORDER", "PRINTED_BILLET", "PROCESSING_TRANSACTION", "PROTESTED", "REFUNDED",
    "STARTED", "UNDER_ANALISYS", "WAITING_PAYMENT",
]  # fmt: skip

MONEY = "DECIMAL(18,4)"
RATE = "DECIMAL(24,10)"
FIELDS = {
    "product.id": "BIGINT",
    "product.name": "VARCHAR",
    "buyer.name": "VARCHAR",
    "buyer.email": "VARCHAR",
    "buyer.ucode": "VARCHAR",
    "producer.name": "VARCHAR",
    "producer.ucode": "VARCHAR",
    "purchase.transaction": "VARCHAR",
    "purchase.order_date": "TIMESTAMPTZ",
    "purchase.approved_date": "TIMESTAMPTZ",
    "purchase.status": "VARCHAR",
    "purchase.recurrency_number": "BIGINT",
    "purchase.is_subscription": "BOOLEAN",
    "purchase.commission_as": "VARCHAR",
    "purchase.price.value": MONEY,
    "purchase.price.currency_code": "VARCHAR",
    "purchase.payment.type": "VARCHAR",
    "purchase.payment.method": "VARCHAR",
    "purchase.payment.installments_number": "BIGINT",
    "purchase.tracking.source": "VARCHAR",
    "purchase.tracking.source_sck": "VARCHAR",
    "purchase.tracking.external_code": "VARCHAR",
    "purchase.warranty_expire_date": "TIMESTAMPTZ",
    "purchase.offer.payment_mode": "VARCHAR",
    "purchase.offer.code": "VARCHAR",
    "purchase.hotmart_fee.total": MONEY,
    "purchase.hotmart_fee.fixed": MONEY,
    "purchase.hotmart_fee.base": MONEY,
    "purchase.hotmart_fee.percentage": RATE,
    "purchase.hotmart_fee.currency_code": "VARCHAR",
}


class PageInfo(msgspec.Struct):
    next_page_token: str | None = None


class Page(msgspec.Struct):
    """A page, its sales left as they came."""

    items: list[msgspec.Raw]
    page_info: PageInfo


PAGE = msgspec.json.Decoder(Page)


async def fetch(connection: dict[str, str], out: Path) -> None:
    """Every page of every window, one sale a line, eight windows at a time."""
    limits = httpx2.Limits(max_connections=CONNECTIONS)
    async with httpx2.AsyncClient(timeout=60, limits=limits, trust_env=False) as client:
        login = await client.post(
            connection["auth_url"],
            content="grant_type=client_credentials",
            headers={"authorization": f"Basic {connection['basic']}"},
        )
        client.headers["authorization"] = f"Bearer {login.json()['access_token']}"
        url = f"{connection['api_url']}/payments/api/v1/sales/history"
        whole = await windows(client, url, connection)
        slots = asyncio.Semaphore(CONNECTIONS)

        async def read(number: int, window: tuple[int, int]) -> None:
            async with slots:
                with (out / f"{number}.ndjson").open("wb") as sales:
                    await read_window(client, url, window, sales)

        await asyncio.gather(*(read(*numbered) for numbered in enumerate(whole)))


async def windows(client: httpx2.AsyncClient, url: str, connection: dict[str, str]) -> list[tuple[int, int]]:
    """The range cut by density, as ours is: some ten pages each."""
    began = int(datetime.fromisoformat(connection["began"]).replace(tzinfo=UTC).timestamp() * 1000)
    now = int((await client.get(f"{connection['api_url']}/_simulator/now")).json()["now"])
    year = 365 * 86_400_000
    cut: list[tuple[int, int]] = []
    for start in range(began, now + 1, year):
        end = min(start + year, now + 1)
        params: dict[str, int | list[str]] = {
            "start_date": start,
            "end_date": end - 1,
            "transaction_status": STATUSES,
            "max_results": 1,
        }
        total = (await client.get(url, params=params)).json()["page_info"]["total_results"]
        pieces = max(1, -(-total // ROWS_A_WINDOW))
        edges = [start + (end - start) * n // pieces for n in range(pieces + 1)]
        cut += [(first, last - 1) for first, last in pairwise(edges)]
    return cut


async def read_window(client: httpx2.AsyncClient, url: str, window: tuple[int, int], sales: BinaryIO) -> None:
    params: dict[str, int | str | list[str]] = {
        "start_date": window[0],
        "end_date": window[1],
        "transaction_status": STATUSES,
        "max_results": 500,
    }
    while True:
        answer = await client.get(url, params=params)
        answer.raise_for_status()
        page = PAGE.decode(answer.content)
        sales.writelines(line for item in page.items for line in (item, b"\n"))
        if not page.page_info.next_page_token:
            return
        params["page_token"] = page.page_info.next_page_token


def land(out: Path) -> int:
    """The pages as one flat table of the columns and types that ours has."""
    tree: dict[str, object] = {}
    for path, kind in FIELDS.items():
        node = tree
        *parents, leaf = path.split(".")
        for parent in parents:
            node = node.setdefault(parent, {})  # type: ignore[assignment]  # only leaves are text
        node[leaf] = {"TIMESTAMPTZ": "BIGINT"}.get(kind, kind)
    columns = ", ".join(f'{cast(path, kind)} AS "{path.replace(".", "_")}"' for path, kind in FIELDS.items())
    fields = ", ".join(f"'{name}': '{struct(kind)}'" for name, kind in tree.items())
    with duckdb.connect(str(out / "floor.duckdb")) as con:
        con.execute(
            f"CREATE TABLE sales_history AS SELECT {columns} FROM read_json('{out}/*.ndjson',"
            f" format='newline_delimited', columns={{{fields}}})"
        )
        (rows,) = con.execute("SELECT count(*) FROM sales_history").fetchone() or (0,)
    return int(rows)


def cast(path: str, kind: str) -> str:
    value = ".".join(f'"{part}"' for part in path.split("."))
    return f"to_timestamp({value} / 1000.0)" if kind == "TIMESTAMPTZ" else value


def struct(kind: object) -> str:
    if not isinstance(kind, dict):
        return str(kind)
    fields = (f'"{name}" {struct(inner)}' for name, inner in kind.items())
    return f"STRUCT({', '.join(fields)})"


def main() -> None:
    connection, out = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
    asyncio.run(fetch(connection, out))
    print(json.dumps({"rows": land(out)}))


if __name__ == "__main__":
    main()
