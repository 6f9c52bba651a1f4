"""Hotmart, as small as the tests of the clients need it, and the two clients that reach it."""

from __future__ import annotations

from collections import Counter

import httpx2

from hotmart import AsyncHotmart, Hotmart

SECRET = "a-very-secret-secret"
API, AUTH = "https://api.example", "https://auth.example"


class Server:
    """Hotmart, as small as a test needs it."""

    def __init__(self, *trouble: httpx2.Response) -> None:
        self.trouble = list(trouble)
        self.seen: Counter[str] = Counter()
        self.transport = httpx2.MockTransport(self.answer)

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.seen[f"{request.method} {request.url.path}"] += 1
        if request.url.host == "auth.example":
            return self.token(request)
        if self.trouble:
            return self.trouble.pop()
        if request.method == "PUT":
            return httpx2.Response(200, json={})
        if request.url.path.endswith("/purchases"):
            return httpx2.Response(200, json=[{"transaction": "HP1"}])
        return self.page(int(request.url.params.get("page_token", 1)))

    def token(self, request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={"access_token": f"t{self.logins}", "expires_in": 172799})

    def page(self, number: int) -> httpx2.Response:
        info: dict[str, object] = {"total_results": 3}
        if number < 3:
            info["next_page_token"] = str(number + 1)
        return httpx2.Response(
            200, json={"items": [{"purchase": {"transaction": f"HP{number}"}}], "page_info": info}
        )

    @property
    def logins(self) -> int:
        return self.seen["POST /security/oauth/token"]


class Refusing(Server):
    def token(self, request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(401, json={"error": "invalid_client", "error_description": "Bad credentials"})


def waiting(server: Server, max_retries: int = 5, timeout: float = 45.0) -> Hotmart:
    return Hotmart(
        "my-client-id",
        SECRET,
        api_url=API,
        auth_url=AUTH,
        max_retries=max_retries,
        timeout=timeout,
        transport=server.transport,
        sleep=lambda seconds: None,
    )


def awaited(server: Server) -> AsyncHotmart:
    async def no_sleep(seconds: float) -> None:
        pass

    return AsyncHotmart(
        "my-client-id", SECRET, api_url=API, auth_url=AUTH, transport=server.transport, sleep=no_sleep
    )
