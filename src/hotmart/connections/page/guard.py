"""What stands before the page: this machine's own address, no other origin, nothing large, nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hotmart.connections.opened import CONTROL, HOST
from hotmart.connections.page.look import SCRIPT_HASH, STYLE_HASH

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST = 16_384  # bytes of a body

POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src '{SCRIPT_HASH}'",
        f"style-src '{STYLE_HASH}'",
        "img-src data:",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """Refuses what a browser of this machine, on our page, would not send; and says on every answer what may
    be done with it."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app, self._host = app, f"{HOST}:{port}"
        self._origin = f"http://{self._host}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        body = b""
        if refusal is None:
            body, whole = await _read(receive)
            refusal = None if whole else _no(413, "too large / grande demais")
        if refusal is not None:
            await refusal(scope, receive, with_headers)
            return
        await self._app(scope, _replayed(body), with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.getlist("host") != [self._host]:  # a name that resolves to this machine is not its address
            return _no(421, "wrong host / host errado")
        method, path = scope["method"], scope["path"]
        if method not in ("GET", "HEAD", "POST"):
            return _no(405, "not allowed / não permitido")
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if path == CONTROL:  # for commands: no browser speaks there, whatever its origin
            return (
                None
                if origin is None and site is None
                else _no(403, "not for browsers / não é para navegador")
            )
        if method == "POST" and origin != self._origin:
            return _no(403, "another origin / outra origem")
        if site in (None, "same-origin", "none"):
            return None
        visits = method == "GET" and path == "/" and headers.get("sec-fetch-mode") == "navigate"
        return None if visits else _no(403, "another site / outro site")


def _no(status: int, why: str) -> Response:
    return PlainTextResponse(why + "\n", status, headers={"connection": "close"})


async def _read(receive: Receive) -> tuple[bytes, bool]:
    """The body, and whether it is all: of one that is too large no more is read."""
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return body, True
        body += message.get("body", b"")
        if len(body) > LARGEST:
            return b"", False
        if not message.get("more_body"):
            return body, True


def _replayed(body: bytes) -> Receive:
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive
