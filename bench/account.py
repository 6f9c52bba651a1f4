"""The account every contender reads: a simulated Hotmart in a process of its own.

    python bench/account.py SALES PAGE LATENCY QUOTA

prints one line of JSON, with what a client needs to connect, and serves until it is told to stop. PAGE is how
many rows a page has for those who do not say how many they want, LATENCY the milliseconds every answer takes,
QUOTA the calls a minute, of minutes that begin with this process. `/_bench/calls` tells what was asked.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hotmart.simulator import Settings, Simulator

CALLS = "/_bench/calls"
NOT_COUNTED = ("/_", "/security/")  # the simulator's own paths, and logins, which cost no quota


class Counting:
    """An application that notes each call: when it came, what for, how many rows it asked, what it got."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._began = time.monotonic()
        self._calls: list[tuple[float, str, int, int]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if path == CALLS:
            await self._tell(send)
            return
        if path.startswith(NOT_COUNTED):
            await self._app(scope, receive, send)
            return
        came = time.monotonic() - self._began
        rows = int(parse_qs(scope["query_string"].decode()).get("max_results", ["0"])[0])

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._calls.append((came, path, rows, message["status"]))
            await send(message)

        await self._app(scope, receive, noted)

    async def _tell(self, send: Send) -> None:
        """The calls since the last time it was asked."""
        calls, self._calls = self._calls, []
        headers: list[Any] = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": json.dumps(calls).encode()})


def main() -> None:
    sales, page, latency, quota = map(int, sys.argv[1:])
    settings = Settings(sales=sales, quota=quota, page_size=page, latency_ms=latency)
    simulator = Simulator(settings)
    simulator.app = Counting(simulator.app)  # its minutes and those of the quota begin together
    with simulator.serve() as served:
        print(json.dumps(served.connection() | {"began": settings.start.isoformat()}), flush=True)
        sys.stdin.read()  # until whoever started it closes the pipe


if __name__ == "__main__":
    main()
