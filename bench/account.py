"""The account every contender reads: a simulated Hotmart in a process of its own, that never throttles.

    python bench/account.py SALES PAGE LATENCY

prints one line of JSON, with what a client needs to connect, and serves until it is told to stop. PAGE is how
many rows a page has for those who do not say how many they want; LATENCY is in milliseconds, of every answer.
"""

from __future__ import annotations

import json
import sys

from hotmart.simulator import Served, Settings, serve_forever

QUOTA = 1_000_000_000  # calls a minute: the quota is Hotmart's, and would be all that is measured


def main() -> None:
    sales, page, latency = map(int, sys.argv[1:])
    settings = Settings(sales=sales, quota=QUOTA, page_size=page, latency_ms=latency)

    def ready(served: Served) -> None:
        began = settings.start.isoformat()
        print(json.dumps(served.connection() | {"began": began}), flush=True)

    serve_forever(settings, 0, ready)


if __name__ == "__main__":
    main()
