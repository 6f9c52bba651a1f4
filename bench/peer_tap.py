"""tap-hotmart, as its users run it, its two listings of sales to standard output, which goes nowhere.

Runs in the environment of the tap. The SDK below it has Hotmart's hosts written into its code, so the
constants are replaced before the tap starts; nothing else of it is touched.

    python bench/peer_tap.py CONNECTION.json OUT
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

connection, out = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])

import hotmart._auth  # noqa: E402  # the SDK of the tap, not ours: this is another environment
import hotmart._config  # noqa: E402

hotmart._auth.AUTH_URL = connection["auth_url"]
for name in hotmart._config.BASE_URLS["prod"]:
    hotmart._config.BASE_URLS["prod"][name] = f"{connection['api_url']}/{name}/api/v1"

from tap_hotmart.tap import TapHotmart  # noqa: E402

config = out / "config.json"
config.write_text(
    json.dumps(
        {
            "client_id": connection["client_id"],
            "client_secret": connection["client_secret"],
            "basic": f"Basic {connection['basic']}",
            "start_date": f"{connection['began']}T00:00:00Z",
        }
    )
)
target = {
    "filepath": str(out / "tap.duckdb"),
    "default_target_schema": "hotmart",
    "data_flattening_max_level": 3,
}
(out / "target.json").write_text(json.dumps(target))
catalog = out / "catalog.json"
if not catalog.exists():  # the catalogue that selects them is made once, outside the measure
    tap = TapHotmart(config=json.loads(config.read_text()))
    found = tap.catalog_dict
    for stream in found["streams"]:
        for entry in stream["metadata"]:
            entry["metadata"]["selected"] = stream["tap_stream_id"] in ("transactions", "commissions")
    catalog.write_text(json.dumps(found))
else:
    sys.argv = ["tap-hotmart", "--config", str(config), "--catalog", str(catalog)]
    TapHotmart.cli()
