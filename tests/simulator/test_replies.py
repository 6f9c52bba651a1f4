"""A reply that is cut short never says that it is whole."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from hotmart.simulator.replies import HANG_UP, CutReply


def sent(reply: CutReply, **extensions: Any) -> list[Any]:
    """What reaches the server until the connection is dropped."""
    messages = list[Any]()

    async def send(message: Any) -> None:
        messages.append(message)

    async def receive() -> Any:
        raise AssertionError("it waits for nothing")

    scope = {"type": "http", "extensions": {HANG_UP: lambda: messages.append("hung up")} | extensions}
    asyncio.run(reply(scope, receive, send))
    return messages


def test_half_of_the_body_is_sent_with_more_to_come_and_then_it_hangs_up() -> None:
    start, body, end = sent(CutReply('{"items":[]}'))
    assert (b"content-length", b"12") in start["headers"]
    assert (body["body"], body["more_body"]) == (b'{"item', True)
    assert end == "hung up"


def test_without_a_body_it_hangs_up_before_the_first_byte() -> None:
    assert sent(CutReply()) == ["hung up"]


def test_a_program_without_a_connection_is_told_by_an_error() -> None:
    with pytest.raises(ConnectionResetError):
        sent(CutReply("all of it"), **{HANG_UP: None})
