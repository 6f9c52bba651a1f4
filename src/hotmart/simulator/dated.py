"""The Date of every answer: the world's time, not this machine's, so that a client can know it."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import formatdate

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def http_date(at: int) -> str:
    """A moment in epoch milliseconds as HTTP writes it."""
    return formatdate(at / 1000, usegmt=True)


class Dated:
    """Adds the Date header by a clock in epoch milliseconds, where an answer has none of its own."""

    def __init__(self, app: ASGIApp, now: Callable[[], int]) -> None:
        self._app, self._now = app, now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and date its answer."""

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start" and "date" not in Headers(raw=message["headers"]):
                date = http_date(self._now()).encode()
                message["headers"] = [*message["headers"], (b"date", date)]
            await send(message)

        await self._app(scope, receive, dated)
