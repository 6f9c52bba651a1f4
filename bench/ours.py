"""Ours, before the command line: the same call that `hotmart sync sales_history` makes.

    python bench/ours.py CONNECTION.json OUT
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from hotmart.client import AsyncHotmart
from hotmart.sync.run import sync
from hotmart.warehouse.store import Warehouse


async def main() -> None:
    connection, out = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
    given = {name: connection[name] for name in ("client_id", "client_secret", "basic", "api_url", "auth_url")}
    async with AsyncHotmart(**given) as client:
        report = await sync(client, Warehouse(out / "ours.duckdb"), sys.argv[3:] or ["sales_history"])
    print(json.dumps({"rows": report.streams["sales_history"].read, "verdict": report.verdict}))


if __name__ == "__main__":
    asyncio.run(main())
