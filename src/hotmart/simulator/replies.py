"""HTTP replies as Hotmart sends them, whole or broken."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from hotmart.simulator.refusals import Refused

JSON: Final = "application/json"
HANG_UP: Final = "hotmart.hang_up"  # the scope extension with which the server lends a connection to a fault

# The documentation site answers whatever path the API does not know (dossier §1).
SHELL: Final = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><meta http-equiv="refresh" '
    'content="0; url=/404/"/><title>Hotmart Developers</title></head>'
    '<body><div id="___gatsby"></div></body></html>'
)


def shell() -> Response:
    """200 with HTML, which looks like an empty answer to those who do not look."""
    return Response(SHELL, media_type="text/html")


def refusal(refused: Refused) -> Response:
    """An error with its envelope."""
    return Response(refused.body, refused.status, media_type=JSON)


def not_allowed(methods: str) -> Response:
    """The path is known, and takes only these methods."""
    refused = Refused(405, "method_not_allowed", "The method is not allowed for this resource.")
    return Response(refused.body, refused.status, {"allow": methods}, JSON)


class CutReply(Response):
    """A reply whose connection is cut: after half of its body, or before its first byte when it has none."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is to be sent, then drop the connection."""
        hang_up: Callable[[], None] | None = scope.get("extensions", {}).get(HANG_UP)
        if self.body:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            half = self.body[: len(self.body) // 2]
            await send({"type": "http.response.body", "body": half, "more_body": True})
        if hang_up is None:
            raise ConnectionResetError("the simulator cut this connection on purpose")
        hang_up()
        await asyncio.sleep(0)  # lets the server see that the connection is gone
