"""A test is told of all that its program asked."""

from __future__ import annotations

import asyncio
from typing import Any

from hotmart.testing.heard import Heard, Hearing


def test_a_request_is_heard_with_every_parameter_also_one_without_a_value() -> None:
    answered = list[str]()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        answered.append(scope["path"])

    async def nothing(*_: Any) -> Any:
        raise AssertionError("nobody asks for a body here")

    hearing = Hearing(app)
    query = b"product_id=7&status=A&status=B&buyer_name="
    scope = {"type": "http", "method": "GET", "path": "/sales", "query_string": query}
    asyncio.run(hearing(scope, nothing, nothing))
    asked = {"product_id": ["7"], "status": ["A", "B"], "buyer_name": [""]}
    assert hearing.requests == [Heard("GET", "/sales", asked)]
    assert answered == ["/sales"]
