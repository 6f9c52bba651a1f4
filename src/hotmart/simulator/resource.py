"""What is at one path: an answer to each of its methods, and 405 to every other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from hotmart.simulator.replies import not_allowed

Endpoint = Callable[[Request], Awaitable[Response]]


class Resource:
    """An ASGI application for one path. It takes any method, so that no other path is asked instead."""

    def __init__(self, endpoints: Mapping[str, Endpoint]) -> None:
        self._endpoints = dict(endpoints)
        if "GET" in endpoints:
            self._endpoints["HEAD"] = endpoints["GET"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        endpoint = self._endpoints.get(scope["method"])
        if endpoint is None:
            response = not_allowed(", ".join(sorted(self._endpoints)))
        else:
            response = await endpoint(Request(scope, receive))
        await response(scope, receive, send)
