"""tap-hotmart reads as its users run it, in its own environment: Singer messages go to standard output.

Hotmart's hosts are constants of the SDK below it, which are replaced before it starts; nothing else of it is
touched. Its state comes from the run before, as an orchestrator hands it on.
"""

from __future__ import annotations

import json
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

place: Any = import_module("drive").place  # the script beside this one, which is run and not imported


def main() -> None:
    told = json.load(sys.stdin)
    place(told["connection"])
    connection = told["connection"]
    config = {
        "client_id": connection["client_id"],
        "client_secret": connection["client_secret"],
        "basic": f"Basic {connection['basic']}",
        "start_date": told["start_date"],
    }
    tap = import_module("tap_hotmart.tap").TapHotmart
    files = {"config": config, "catalog": selecting(tap, config, "transactions"), "state": told["state"]}
    with tempfile.TemporaryDirectory() as folder:
        sys.argv = ["tap-hotmart"]
        for name, content in files.items():
            path = Path(folder, f"{name}.json")
            path.write_text(json.dumps(content))
            sys.argv += [f"--{name}", str(path)]
        tap.cli()


def selecting(tap: Any, config: dict[str, str], wanted: str) -> dict[str, Any]:
    """Its own catalogue, with one stream selected."""
    catalog: dict[str, Any] = tap(config=config).catalog_dict
    for stream in catalog["streams"]:
        for entry in stream["metadata"]:
            entry["metadata"]["selected"] = stream["tap_stream_id"] == wanted
    return catalog


if __name__ == "__main__":
    main()
