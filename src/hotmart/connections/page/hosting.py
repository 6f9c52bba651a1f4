"""One visit from beginning to end: a port, a note for other commands, the serving, and how it ended."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence

from hotmart.connections import opened
from hotmart.connections.keeping import keep_tried
from hotmart.connections.page.serving import serve
from hotmart.connections.page.visit import LIFETIME, Visit
from hotmart.connections.trying import tried
from hotmart.loopback.address import HOST
from hotmart.loopback.serving import listener


async def host(
    name: str,
    ready: Callable[[str, int], None],
    *,
    with_code: bool = False,
    sandbox: bool = False,
    club: Sequence[str] = (),
    api_url: str | None = None,
    auth_url: str | None = None,
    lifetime: float = LIFETIME,
) -> Visit:
    """Serve a visit; `ready` is told the address that lets in, once. Returns it as it ended."""
    visit = Visit(
        name,
        lambda credential: tried(credential, club),
        keep_tried,
        with_code=with_code,
        sandbox=sandbox,
        api_url=api_url,
        auth_url=auth_url,
    )
    if earlier := opened.noted(name):  # of two pages one would be forgotten, and stay open
        await asyncio.to_thread(earlier.told, do="end")
    with contextlib.closing(listener()) as on:
        port: int = on.getsockname()[1]
        url = f"http://{HOST}:{port}/#{visit.link}"

        def serves() -> None:
            opened.note(opened.Opened(name, port, visit.key, url, with_code))
            ready(url, port)

        try:
            await serve(visit, on, serves, lifetime)
        finally:
            opened.note_the_end(name, port, visit.problem if visit.stage != "done" else None)
            with contextlib.suppress(OSError):
                opened.door_of(name, port).unlink()
    return visit
