"""What stands before a page: this machine's own address, no other origin, nothing large, nothing kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hotmart.loopback.address import HOST

LARGEST = 16_384  # bytes of a body

_HEADERS: Mapping[str, str] = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


def policy(**sources: str) -> str:
    """A content security policy in which nothing is allowed but what is told, such as `script_src`."""
    closed = {"default-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'"}
    told = closed | {name.replace("_", "-"): where for name, where in sources.items()}
    return "; ".join(f"{name} {where}" for name, where in told.items())


class Guard:
    """Refuses what a browser of this machine, on our page, would not send; and says on every answer what may
    be done with it.

    A link from elsewhere may lead to `doors` alone; no browser may use `commands`. With the `referrer` policy
    "no-referrer" a browser that sends a form by itself names no origin and is refused: a script has to send.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        port: int,
        policy: str,
        doors: Collection[str] = ("/",),
        commands: Collection[str] = (),
        largest: int = LARGEST,
        referrer: str = "no-referrer",
    ) -> None:
        self._app, self._host, self._doors, self._commands = app, f"{HOST}:{port}", doors, commands
        self._origin, self._largest = f"http://{self._host}", largest
        self._headers = {"content-security-policy": policy, "referrer-policy": referrer, **_HEADERS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        body = b""
        if refusal is None:
            body, whole = await self._read(receive)
            refusal = None if whole else _no(413, "too large / grande demais")
        if refusal is not None:
            await refusal(scope, receive, with_headers)
            return
        await self._app(scope, _replayed(body, receive), with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.getlist("host") != [self._host]:  # a name that resolves to this machine is not its address
            return _no(421, "wrong host / host errado")
        method, path = scope["method"], scope["path"]
        if method not in ("GET", "HEAD", "POST"):
            return _no(405, "not allowed / não permitido")
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if path in self._commands:  # no browser speaks there, whatever its origin
            foreign = origin is not None or site is not None
            return _no(403, "not for browsers / não é para navegador") if foreign else None
        if method == "POST" and origin != self._origin:
            return _no(403, "another origin / outra origem")
        if site in (None, "same-origin", "none"):
            return None
        visits = method == "GET" and path in self._doors and headers.get("sec-fetch-mode") == "navigate"
        return None if visits else _no(403, "another site / outro site")

    async def _read(self, receive: Receive) -> tuple[bytes, bool]:
        """The body, and whether it is all: of one that is too large no more is read."""
        body = b""
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return body, True
            body += message.get("body", b"")
            if len(body) > self._largest:
                return b"", False
            if not message.get("more_body"):
                return body, True


def _no(status: int, why: str) -> Response:
    return PlainTextResponse(why + "\n", status, headers={"connection": "close"})


def _replayed(body: bytes, then: Receive) -> Receive:
    """The body once more, and after it whatever else the browser does, such as going away."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else await then()

    return receive
