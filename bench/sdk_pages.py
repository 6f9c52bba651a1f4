"""The pages that both SDKs read: sales of a simulated account, one page a line, as they came over the wire.

    python bench/sdk_pages.py PAGES_FILE COUNT

Every page holds 500 sales of all statuses and names the next one, but for the last.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2

from hotmart.simulator import Served, Settings, Simulator

ROWS = 500
SPARE = 1.05  # the account is drawn by chance and may come out a little smaller than asked
NO_LIMIT = 1_000_000_000  # calls a minute
HISTORY = "/payments/api/v1/sales/history"
STATUSES = [
    "APPROVED", "BLOCKED", "CANCELLED", "CHARGEBACK", "COMPLETE", "EXPIRED", "NO_FUNDS", "OVERDUE",
    "PARTIALLY_REFUNDED", "PRE_ORDER", "PRINTED_BILLET", "PROCESSING_TRANSACTION", "PROTESTED", "REFUNDED",
    "STARTED", "UNDER_ANALISYS", "WAITING_PAYMENT",
]  # fmt: skip


def main() -> None:
    target, count = Path(sys.argv[1]), int(sys.argv[2])
    # Not strict: one window over all the years, so that only the last page is not full.
    account = Simulator(Settings(sales=int(count * ROWS * SPARE), quota=NO_LIMIT, strict=False))
    with account.serve() as served, target.open("wb") as file:
        for number, body in enumerate(pages(served, count), 1):
            file.write((body if number < count else ended(body)) + b"\n")


def pages(served: Served, count: int) -> Iterator[bytes]:
    query: dict[str, Any] = {
        "max_results": ROWS,
        "transaction_status": STATUSES,
        "start_date": milliseconds(datetime(2020, 1, 1, tzinfo=UTC)),
        "end_date": milliseconds(served.simulator.now),
    }
    with httpx2.Client(base_url=served.api_url, headers={"authorization": f"Basic {served.basic}"}) as client:
        grant = client.post(served.auth_url, params={"grant_type": "client_credentials"}).json()
        bearer = {"authorization": f"Bearer {grant['access_token']}"}
        for _ in range(count):
            answer = client.get(HISTORY, params=query, headers=bearer).raise_for_status()
            page = answer.json()
            assert len(page["items"]) == ROWS
            yield answer.content
            query["page_token"] = page["page_info"]["next_page_token"]


def ended(body: bytes) -> bytes:
    """The same page, as the last one: it names no next page."""
    page = json.loads(body)
    del page["page_info"]["next_page_token"]
    return json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode()


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


if __name__ == "__main__":
    main()
