"""Hotmart's clock: the end of what can be asked for, by the Date of its own answers."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from hotmart.api import operation
from hotmart.errors import PermissionDeniedError
from hotmart.streams.origin import Client
from hotmart.streams.windows import SECOND, to_ms


async def hotmarts_clock(client: Client) -> int:
    """The time at Hotmart, in ms, rounded up to a second: the end of what can be asked for.

    Taken from the Date of an answer, because a local clock may be wrong; with no Date, the local clock.
    """
    with suppress(PermissionDeniedError):  # a credential may be for other things; a refusal has a Date too
        await client.fetch(operation("products.list").request().with_query(max_results=1))
    now = client.server_time or datetime.now(UTC)
    return to_ms(now) // SECOND * SECOND + SECOND
