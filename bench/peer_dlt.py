"""dlt's `rest_api` source, written as its documentation teaches: parquet into DuckDB.

A resource of months, and four listings of the sales of each month as resources that depend on it, all
statuses, pages of 500, followed by the token in the page. It appends, which is the cheapest thing dlt can do.

    python bench/peer_dlt.py CONNECTION.json OUT
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from sales import LARGEST_PAGE, PATHS, statuses

connection, out = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
os.environ |= {
    "RUNTIME__DLTHUB_TELEMETRY": "false",
    "RUNTIME__LOG_LEVEL": "ERROR",
    "DLT_DATA_DIR": str(out / "dlt"),
    "NO_PROXY": "127.0.0.1",
}

import dlt  # noqa: E402  # it reads its environment when it is imported
from dlt.sources.rest_api import rest_api_source  # noqa: E402


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


def listing(stream: str) -> dict[str, Any]:
    """A listing of sales, month by month."""
    return {
        "name": stream,
        "write_disposition": "append",
        "endpoint": {
            "path": PATHS[stream],
            "data_selector": "items",
            "params": {
                "max_results": LARGEST_PAGE,
                "transaction_status": statuses(stream),
                "start_date": "{resources.months.start}",
                "end_date": "{resources.months.end}",
            },
        },
    }


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
            *(listing(stream) for stream in PATHS),
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
    counts = [client.execute_sql(f"SELECT count(*) FROM {stream}") for stream in PATHS]
print(json.dumps({"rows": sum(rows for counted in counts for (rows,) in counted or ())}))
