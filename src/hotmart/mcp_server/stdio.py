"""The server over the input and output of this process, which a client starts and ends."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import anyio
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from hotmart.mcp_server.desk import Desk
from hotmart.mcp_server.server import server_of


def serve(desk: Desk) -> int:
    """Answer until the input ends, or a signal asks for the end; the exit code."""
    try:
        return anyio.run(_serve, desk)
    finally:
        desk.close()


async def _serve(desk: Desk) -> int:
    served = server_of(desk)
    ended: int | None = None
    async with stdio_server() as (receive, send):
        try:
            async with anyio.create_task_group() as group:

                async def hears() -> None:
                    nonlocal ended
                    with anyio.open_signal_receiver(*_signals()) as signals:
                        async for number in signals:
                            ended = 128 + number
                            group.cancel_scope.cancel()
                            return

                group.start_soon(hears)
                await _run(served, receive, send)
                ended = 0
                group.cancel_scope.cancel()
        finally:
            if ended != 0:  # the thread that reads the input would wait for it to end
                desk.close()
                sys.stderr.flush()
                os._exit(ended or 1)
    return 0


async def _run(served: Server[Any], receive: Any, send: Any) -> None:
    await served.run(receive, send, served.create_initialization_options())


def _signals() -> tuple[signal.Signals, ...]:
    return (signal.SIGINT,) if sys.platform == "win32" else (signal.SIGINT, signal.SIGTERM)
