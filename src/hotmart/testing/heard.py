"""What a simulated Hotmart was asked, so that a test can tell what its program did."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send


class Heard(NamedTuple):
    """One request that came in, logins and retries too."""

    method: str
    path: str
    query: dict[str, list[str]]


class Hearing:
    """An application that notes each request before it hands it on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.requests: list[Heard] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note the request, and let the application answer it."""
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        self.requests.append(Heard(scope["method"], scope["path"], query))
        await self._app(scope, receive, send)
