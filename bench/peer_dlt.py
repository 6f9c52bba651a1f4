"""dlt's `rest_api` source, written as its documentation teaches: parquet into DuckDB.

A resource of months, and the sales of each month as a resource that depends on it, all statuses, pages of
500, followed by the token in the page. It appends, which is the cheapest thing dlt can do.

    python bench/peer_dlt.py CONNECTION.json OUT
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

connection, out = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
os.environ |= {
    "RUNTIME__DLTHUB_TELEMETRY": "false",
    "RUNTIME__LOG_LEVEL": "ERROR",
    "DLT_DATA_DIR": str(out / "dlt"),
    "NO_PROXY": "127.0.0.1",
}

import dlt  # noqa: E402  # it reads its environment when it is imported
from dlt.sources.rest_api import rest_api_source  # noqa: E402

STATUSES = [
    "APPROVED", "BLOCKED", "CANCELLED", "CHARGEBACK", "COMPLETE", "EXPIRED", "NO_FUNDS", "OVERDUE",
    "PARTIALLY_REFUNDED", "PRE_ORDER", "PRINTED_BILLET", "PROCESSING_TRANSACTION", "PROTESTED", "REFUNDED",
    "STARTED", "UNDER_ANALISYS", "WAITING_PAYMENT",
]  # fmt: skip


@dlt.resource
def months() -> Iterator[list[dict[str, int]]]:
    """The first and last millisecond of every month of the account."""
    with urlopen(f"{connection['api_url']}/_simulator/now") as answer:
        now = json.load(answer)["now"]
    first = datetime.fromisoformat(connection["began"]).replace(day=1, tzinfo=UTC)
    while first.timestamp() * 1000 <= now:
        year, month = divmod(first.year * 12 + first.month, 12)
        following = first.replace(year=year, month=month + 1)
        yield [{"start": int(first.timestamp() * 1000), "end": int(following.timestamp() * 1000) - 1}]
        first = following


source = rest_api_source(
    {
        "client": {
            "base_url": f"{connection['api_url']}/payments/api/v1/",
            "auth": {
                "type": "oauth2_client_credentials",
                "access_token_url": connection["auth_url"],
                "client_id": connection["client_id"],
                "client_secret": connection["client_secret"],
            },
            "paginator": {
                "type": "cursor",
                "cursor_path": "page_info.next_page_token",
                "cursor_param": "page_token",
            },
        },
        "resources": [
            months,
            {
                "name": "sales_history",
                "write_disposition": "append",
                "endpoint": {
                    "path": "sales/history",
                    "data_selector": "items",
                    "params": {
                        "max_results": 500,
                        "transaction_status": STATUSES,
                        "start_date": "{resources.months.start}",
                        "end_date": "{resources.months.end}",
                    },
                },
            },
        ],
    },
    parallelized=os.environ.get("PARALLELIZED", "1") == "1",
)

pipeline = dlt.pipeline(
    "sales",
    pipelines_dir=str(out / "pipelines"),
    destination=dlt.destinations.duckdb(str(out / "dlt.duckdb")),
    dataset_name="hotmart",
)
pipeline.run(source, loader_file_format="parquet")
with pipeline.sql_client() as client:
    ((rows,),) = client.execute_sql("SELECT count(*) FROM sales_history") or ((0,),)
print(json.dumps({"rows": rows}))
